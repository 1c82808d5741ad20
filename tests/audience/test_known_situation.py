"""What the streamer says is going on: the chat is about it as long as it is so, whatever it may imagine."""

from __future__ import annotations

from random import Random

import pytest

from server.audience.attention import KNOWN_S, Attention
from tests.audience.shows import LIBRARY

SITUATIONS = list((LIBRARY.pack("Elden Ring", "en") or LIBRARY.general("en")).situations.values())
BOSS = next(one for one in SITUATIONS if one.key == "boss")


@pytest.mark.parametrize("among", [SITUATIONS, []], ids=["soft", "off"])
def test_it_goes_on_until_it_ages_out(among):
    """Ten minutes, with the values that were named; then what is imagined goes on, if anything may be."""
    attention = Attention(Random(1))
    attention.know(BOSS, {"boss": "malenia"}, 100.0, "typed")
    assert not attention.pass_to(99.0 + KNOWN_S, among)
    assert (attention.situation, attention.values["boss"]) == (BOSS, "malenia")
    assert attention.pass_to(101.0 + KNOWN_S, among)
    assert attention.situation is not BOSS
    assert attention.source == "imagined"
    assert (attention.situation is None) == (not among)


def test_it_is_over_when_the_streamer_says_so():
    """The next beat is about something else."""
    attention = Attention(Random(1))
    attention.know(BOSS, {}, 0.0, "typed")
    attention.forget_known("typed", 5.0)
    assert attention.pass_to(5.0, SITUATIONS)
    assert attention.situation is not BOSS


def test_one_who_tells_does_not_end_what_another_saw():
    """Clearing the text ends what was typed, and nothing else."""
    attention = Attention(Random(1))
    attention.know(BOSS, {}, 0.0, "seen")
    attention.forget_known("typed", 5.0)
    assert not attention.pass_to(6.0, SITUATIONS)
    assert attention.situation is BOSS


def test_what_happens_in_it_is_counted_on_when_it_is_told_again():
    """The third try at the same boss stays the third try."""
    attention = Attention(Random(1))
    attention.know(BOSS, {"boss": "malenia"}, 0.0, "typed")
    attention.happened("died", 1.0)
    attention.happened("died", 2.0)
    before = attention.bound
    attention.know(BOSS, {}, 300.0, "typed")
    assert attention.bound == before
    assert not attention.pass_to(299.0 + KNOWN_S, SITUATIONS)
