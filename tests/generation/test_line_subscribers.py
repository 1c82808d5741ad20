"""Readers: what the shows that read one writer ask for together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from server.generation.line_subscribers import FirstLineWaiters, Readers
from server.generation.marks import Lacks
from server.generation.prompt import SAID


@dataclass(eq=False)
class Show:
    """A show that reads."""

    channel: str = "main"
    share: dict[str, float] = field(default_factory=lambda: {"gameplay": 1.0})
    left: dict[str, int] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    lack: Lacks = field(default_factory=Lacks)
    received: list[Any] = field(default_factory=list)

    def weights(self):
        return self.share

    def stock(self):
        return self.left

    def latest(self, *, shared):
        assert shared, "others read it"
        return self.said

    def lacks(self):
        return self.lack

    def receive(self, lines, *, only_now=False):
        self.received.extend(lines)


def readers(*shows: Show) -> Readers:
    found = Readers()
    for show in shows:
        found.add(show)  # type: ignore[arg-type]
    return found


def test_lines_go_to_every_show_that_reads():
    """And to none that has stopped; who reads twice reads once."""
    one, other = Show(), Show()
    reading = readers(one, other, one)
    assert len(reading) == 2
    reading.receive(["a"])  # type: ignore[list-item]
    reading.remove(other)  # type: ignore[arg-type]
    reading.remove(other)  # type: ignore[arg-type]
    reading.receive(["b"])  # type: ignore[list-item]
    assert (one.received, other.received) == (["a", "b"], ["a"])


def test_what_was_said_last_is_shared_out():
    """Each show has the same part of a prompt, and its latest lines are in it."""
    shows = [Show(said=tuple(f"{name}{n}" for n in range(100))) for name in "ab"]
    latest = readers(*shows).latest()
    assert len(latest) <= SAID
    assert latest[-1] == "b99"
    assert sum(text.startswith("a") for text in latest) == sum(text.startswith("b") for text in latest)


def test_very_many_shows_still_tell_a_line_each():
    """The share never becomes none."""
    assert len(readers(*(Show(said=("hi",)) for _ in range(SAID + 9))).latest()) == SAID + 9


def test_the_poorest_show_says_what_is_left():
    """A category that one of them never heard of has nothing left."""
    rich = Show(share={"gameplay": 3.0, "emotes": 1.0}, left={"gameplay": 30, "emotes": 9})
    poor = Show(share={"gameplay": 1.0, "emotes": 1.0}, left={"gameplay": 2})
    weights, stock = readers(rich, poor).mix()
    assert stock == {"gameplay": 2, "emotes": 0}
    assert weights["gameplay"] > weights["emotes"] > 0


@pytest.mark.parametrize(("channel", "place"), [("b", 1), ("a", 0), ("elsewhere", 0)])
def test_the_show_that_pays_says_what_is_lacking(channel, place):
    """Where it doesn't read, the one that began first does; where nobody reads, nothing lacks."""
    shows = [Show("a"), Show("b")]
    assert readers(*shows).lacks(channel) is shows[place].lack
    assert Readers().lacks(channel) == Lacks()


async def test_who_waits_for_a_first_line_is_let_go_with_all_others():
    """Also beside one who has given up; and whoever comes later waits for the next."""
    waiting = FirstLineWaiters()
    first, gone = waiting.add("a"), waiting.add("b")
    gone.cancel()
    waiting.release()
    await first
    assert (len(waiting), waiting.channel) == (0, "b")
    later = waiting.add("c")
    assert not later.done()
    waiting.release()
    await later
