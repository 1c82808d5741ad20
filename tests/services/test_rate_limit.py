"""How much one client may ask in a while, and which press is the first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.services import rate_limit
from server.services.rate_limit import AGAIN_S, Limiter, Presses

ROUNDING_S = 1e-6
"""What sums of seconds differ by."""


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@given(gaps=st.lists(st.floats(0, 30), max_size=60), most=st.integers(1, 8))
def test_never_more_than_so_many_pass_in_any_minute(gaps, most):
    """Whatever the rhythm; and who waits as long as told may pass."""
    clock = Clock()
    limiter, passed = Limiter(clock), []
    for gap in gaps:
        clock.now += gap
        wait_s = limiter.wait_s("calls", "a", most)
        if wait_s:
            assert 0 < wait_s <= Limiter.WINDOW_S
            clock.now += wait_s
            wait_s = limiter.wait_s("calls", "a", most)
        assert wait_s == 0
        passed.append(clock.now)
        assert sum(at > clock.now - Limiter.WINDOW_S + ROUNDING_S for at in passed) <= most


def test_clients_and_purposes_are_counted_apart():
    """One client's calls cost another nothing, nor its own of another kind."""
    limiter = Limiter(Clock())
    assert limiter.wait_s("calls", "a", 1) == 0
    assert limiter.wait_s("calls", "a", 1) > 0
    assert limiter.wait_s("calls", "b", 1) == 0
    assert limiter.wait_s("links", "a", 1) == 0


def test_the_longest_silent_client_is_forgotten_first(monkeypatch):
    """The table is bounded; who asks again and again stays known."""
    monkeypatch.setattr(rate_limit, "MOST_CLIENTS", 3)
    limiter = Limiter(Clock())
    limiter.wait_s("calls", "busy", 1)
    for number in range(5):
        assert limiter.wait_s("calls", f"c{number}", 1) == 0
        assert limiter.wait_s("calls", "busy", 1) > 0
    assert limiter.wait_s("calls", "c0", 1) == 0


def test_a_second_press_at_once_is_the_first_one():
    """Within a second; after it, or on another trigger, it is one of its own."""
    clock = Clock()
    presses = Presses(clock)
    with presses.once("laugh") as first:
        assert first
    clock.now += AGAIN_S / 2
    for name, is_first in (("laugh", False), ("hype", True)):
        with presses.once(name) as first:
            assert first is is_first
    clock.now += AGAIN_S
    with presses.once("laugh") as first:
        assert first


def test_a_press_that_failed_counts_for_nothing():
    """Who presses again is heard."""
    presses = Presses(Clock())
    with pytest.raises(ValueError, match="no"), presses.once("laugh"):
        raise ValueError("no")
    with presses.once("laugh") as first:
        assert first
