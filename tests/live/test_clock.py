"""The clock and the airtime: what is due never jumps, what people read follows the wall."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.live.airtime import Airtime
from server.live.clock import SET_BACK_MS, Clock
from server.model.channel import Channel
from server.model.on_air import OnAir


class Time:
    """A time that a test moves by hand."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(-5, 60), min_size=1, max_size=50))
def test_stamps_grow_while_the_clock_is_corrected(steps):
    """A network that sets the clock back by some seconds makes no message older than the one before."""
    wall = Time(1_700_000_000.0)
    clock, stamps = Clock(Time(0.0), wall), []
    for step in steps:
        # Corrected again and again, but in all by less than what counts as set.
        newest = stamps[-1] / 1000 if stamps else wall.now
        wall.now = max(wall.now + step, newest - SET_BACK_MS / 1000 + 0.01)
        stamps.append(clock.stamp())
    assert stamps == sorted(set(stamps))


def test_stamps_follow_a_clock_that_was_set():
    """Hours, a year, in either direction: read anew, no offset from the start."""
    wall = Time(1_700_000_000.0)
    clock = Clock(Time(0.0), wall)
    for now in (1_700_000_000.0, 1_700_028_800.0, 1_731_536_000.0, 1_700_000_000.0):
        wall.now = now
        assert abs(clock.stamp() - now * 1000) <= 1


def on_air(since, minutes=10):
    return Channel(on_air=OnAir(since=since, go_live="fade", fade_minutes=minutes))


def test_a_fade_lasts_as_long_as_it_was_told_to():
    """Whatever happens to the wall clock meanwhile."""
    steady, wall = Time(50.0), Time(1_700_000_000.0)
    airtime, channel = Airtime(steady, wall), on_air(1_700_000_000.0)
    assert airtime.shown_share(channel) == 1.0
    for jump in (28_800.0, -28_800.0, 31_536_000.0):
        wall.now += jump
        assert airtime.shown_share(channel) == 1.0
    steady.now += 300
    assert airtime.shown_share(channel) == 0.5
    assert airtime.fade_left_s(channel) == 300
    steady.now += 300
    assert airtime.shown_share(channel) == 0.0


def test_a_fade_goes_on_after_a_restart():
    """By the wall clock once; one that lies before the beginning makes it begin anew, never run backwards."""
    assert Airtime(Time(5.0), Time(1_300.0)).seconds(on_air(1_000.0)) == 300
    assert Airtime(Time(5.0), Time(500.0)).seconds(on_air(1_000.0)) == 0


def test_each_stream_has_a_time_of_its_own():
    """Off air there is none, and the next one begins at nothing."""
    steady, wall = Time(0.0), Time(1_000.0)
    airtime = Airtime(steady, wall)
    assert airtime.seconds(on_air(1_000.0)) == 0
    steady.now = wall.now = 1_060.0
    assert airtime.seconds(on_air(None)) == 0
    assert airtime.fade_left_s(on_air(None)) is None
    assert airtime.seconds(on_air(1_060.0)) == 0
