"""Own lines: the share of a chat that the streamer's own lines get, each once."""

from __future__ import annotations

from random import Random

import pytest

from server.model.channel import Channel
from server.model.own_content import OwnContent
from server.model.phrase import About
from server.selection.own_lines import OwnLines
from server.text.words import Memory


def lines(count: int, share: float, *, start: int = 0) -> Channel:
    texts = tuple(f"my very own line number {number}" for number in range(start, start + count))
    return Channel(mine=OwnContent(share=share, lines=texts))


def said(own: OwnLines, messages: int) -> list[str]:
    """What of a chat of so many messages is the streamer's own."""
    found = []
    for _ in range(messages):
        phrase = own.draw("gameplay", About(), None, None)
        if phrase is None:
            own.note()
        else:
            found.append(phrase.text)
    return found


def own_lines(channel: Channel, memory: Memory | None = None) -> OwnLines:
    own = OwnLines("en", "gameplay", Random(1), memory or Memory())
    own.know(channel)
    return own


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 1.0])
def test_they_get_their_share_and_each_is_said_once(share):
    """To within one line, at every point of the evening."""
    own = own_lines(lines(200, share))
    found: list[str] = []
    for messages in range(20, 160, 20):
        found += said(own, 20)
        assert abs(len(found) - share * messages) <= 1
    assert len(set(found)) == len(found)


def test_once_all_were_said_the_chat_goes_on_without():
    """Nothing is owed any more; another evening begins anew."""
    memory = Memory()
    own = own_lines(lines(3, 1.0), memory)
    assert len(said(own, 20)) == 3
    assert not own.is_behind
    memory.forget()
    own.reset()
    assert len(said(own, 20)) == 3


def test_none_are_said_where_the_share_is_nothing():
    """They are kept, and wait."""
    own = own_lines(lines(9, 0.0))
    assert said(own, 30) == []


def test_many_that_are_owed_are_said_whatever_was_asked_for():
    """After a while of answers and emotes, they come in the place of any category, and answers wait."""
    own = own_lines(lines(50, 0.5))
    own.note(40)
    assert own.is_behind
    phrase = own.draw("emotes", About(), None, None)
    assert phrase is not None
    assert phrase.category != "emotes"


def test_other_lines_take_the_place_of_the_old_ones_at_once():
    """Also in the middle of a show."""
    own = own_lines(lines(9, 1.0))
    said(own, 2)
    own.know(lines(9, 1.0, start=100))
    assert all(int(text.split()[-1]) >= 100 for text in said(own, 5))
