"""The show's timer: one thing after the other, nothing late, and a show that breaks rests."""

from __future__ import annotations

import pytest

from server.live.backoff import Backoff
from server.live.show_timer import LATE_S, ShowTimer


class Turns:
    """A room that writes down what it was asked to do. `due` is when its next message is."""

    def __init__(self):
        self.did = []
        self.due = 100.0
        self.awake = True
        self.broken = False

    def begin(self):
        self.did.append("begin")

    def due_at(self):
        return self.due

    def say(self):
        if self.broken:
            raise RuntimeError("no such line")
        self.did.append("say")

    def stop(self):
        self.did.append("stop")

    def goes_on(self):
        if not self.awake:
            self.timer.sleep()
        return self.awake

    def spoke(self):
        self.did.append("spoke")


@pytest.fixture
def turns():
    return Turns()


@pytest.fixture
def now():
    """The room's clock, set by hand."""
    return [0.0]


@pytest.fixture
async def show(turns, now):
    turns.timer = ShowTimer(turns, Backoff("main"), lambda: now[0])
    yield turns.timer
    turns.timer.sleep()


async def test_it_begins_once_and_then_speaks(show, turns, now):
    """When it is due, not before; and each message sets the time of the next."""
    assert not show.is_awake
    show.wake()
    assert show.is_under_way
    now[0] = 100.0
    show.fire()
    assert turns.did == ["begin", "say", "spoke"]


async def test_what_is_late_is_never_said(show, turns, now):
    """The show begins anew instead."""
    show.wake()
    now[0] = 100.0 + LATE_S + 0.1
    show.fire()
    assert turns.did == ["begin", "stop", "begin", "spoke"]


async def test_a_rest_forgets_what_was_due(show, turns, now):
    """And who begins earlier ends it."""
    show.wake()
    show.rest(600)
    assert show.is_awake
    assert not show.is_under_way
    show.begin()
    assert turns.did == ["begin", "begin"]
    assert show.is_under_way


async def test_a_room_that_falls_asleep_while_it_speaks_has_no_next_time(show, turns, now):
    """Whoever was the last to watch."""
    show.wake()
    turns.awake = False
    now[0] = 100.0
    show.fire()
    assert not show.is_awake
    assert turns.did == ["begin", "say"]


async def test_a_broken_show_is_asked_again(show, turns, now, caplog):
    """It is awake, and said nothing."""
    show.wake()
    turns.broken = True
    now[0] = 100.0
    show.fire()
    assert show.is_awake
    assert turns.did == ["begin"]
    assert "no such line" in caplog.text
