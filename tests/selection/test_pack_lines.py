"""Pack lines: what the packs put in stock for one show, and how it is counted."""

from __future__ import annotations

from random import Random

import pytest

from server.model.channel import Channel
from server.phrases.library import load_library
from server.selection.selector import PhraseSelector

LIBRARY = load_library()


@pytest.mark.parametrize(
    "channel", [Channel(game="Elden Ring"), Channel(game="A Game Nobody Knows"), Channel(mode="chatting")]
)
def test_never_more_is_unsaid_than_there_is(channel):
    """Whatever goes on meanwhile: what a situation of any game adds counts on both sides."""
    selector = PhraseSelector(LIBRARY, channel, "en", Random(3))
    lines = selector.lines

    def counts():
        return lines.unsaid(), sum(lines.packs.counts().values())

    unsaid, stocked = counts()
    assert unsaid == stocked
    for situation in selector.other_situations():
        selector.enter(situation, situation.draw_values(Random(1), {}))
    assert counts()[1] > stocked
    for _ in range(50):
        selector.draw(lines.main)
    unsaid, stocked = counts()
    assert unsaid < stocked
