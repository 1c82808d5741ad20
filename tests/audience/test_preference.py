"""How well a line suits a viewer."""

from __future__ import annotations

import pytest

from server.audience.preference import AT_HOME, BURST_S, MOODS, UNWANTED, WANTED, at_length, preference_of, words_now
from server.phrases.viewer_kinds import Origins, Region
from tests.audience.people import viewer

NOWHERE = Origins({})
LINE = "four words are enough"


def preference(one=None, origins=NOWHERE, **more):
    return preference_of(one or viewer(words=4.0), origins, crowd_mood=more.pop("crowd_mood", "honest"), **more)


def test_the_usual_length_suits_best():
    """Longer and shorter ones ever less; who writes much likes the long ones."""
    lines = ["go", "go now", LINE, "this one has twice as many words as usual", "word " * 20]
    scores = [preference()(line.strip(), None) for line in lines]
    assert max(scores) == scores[2] == pytest.approx(1.0)
    assert scores[0] < scores[1] < scores[2] > scores[3] > scores[4]
    assert preference(words=20.0)("word " * 19 + "word", None) == pytest.approx(1.0)


def test_the_mood_that_is_due_comes_first():
    """Three times as liked; another one half as much."""
    score = preference(mood="excited")
    assert score(LINE, "excited") == pytest.approx(WANTED)
    assert score(LINE, "bored") == pytest.approx(UNWANTED)
    assert score(LINE, None) == pytest.approx(1.0)


@pytest.mark.parametrize("crowd_mood", ["gentle", "honest"])
def test_rough_lines_are_for_rough_crowds_alone(crowd_mood):
    """Elsewhere never, not just seldom."""
    assert preference(crowd_mood=crowd_mood)(LINE, "rough") == 0
    assert preference(crowd_mood="rough")(LINE, "rough") > 0


def test_the_quotas_of_every_crowd_are_a_hundred():
    """Home life is two in a hundred lines in each."""
    assert [sum(quotas.values()) for quotas in MOODS.values()] == [100, 100, 100]
    assert {quotas["offtopic"] for quotas in MOODS.values()} == {2}


def test_words_of_a_region_are_for_those_who_live_there():
    """Never for others; for them twice as much as what everybody says."""
    origins = Origins({"mexico": Region(share=1, words=("chale",)), "spain": Region(share=1, words=("hostia",))})
    at_home, elsewhere = viewer(region="mexico", words=3.0), viewer(region="spain", words=3.0)
    assert preference(at_home, origins)("ay chale tio", None) == pytest.approx(AT_HOME)
    assert preference(elsewhere, origins)("ay chale tio", None) == 0


def test_a_favourite_emote_is_a_favourite():
    """And emoji are for those who type them."""
    fan, emoji_user = viewer(emotes=("KEKW",)), viewer(emoji=True)
    assert preference(fan)("KEKW", None) > preference(fan)("PogChamp", None)
    assert preference(emoji_user)("😂", None) > 10 * preference(fan)("😂", None)


def test_who_never_shouts_leaves_the_shouts_to_others():
    """A tenth as liked as by who always does, or less."""
    quiet, loud = viewer(words=4.0, shout=0.0), viewer(words=4.0, shout=1.0)
    shouted = LINE.upper()
    assert preference(quiet)(shouted, None) <= preference(loud)(shouted, None) / 10


def test_a_burst_is_of_fewer_words():
    """Within ten seconds of the last message; after it of more."""
    one = viewer(words=5.0)
    assert words_now(one, BURST_S - 1) < 5.0 < words_now(one, BURST_S + 1)


def test_short_writers_react_and_long_ones_tell():
    """By how long their lines are; emotes are theirs who use them."""
    short, long = viewer(words=2.0).habits, viewer(words=9.0, emote=0.6).habits
    assert at_length("reactions", short) > 1 > at_length("reactions", long)
    assert at_length("gameplay", short) < 1 < at_length("gameplay", long)
    assert at_length("emotes", long) > at_length("emotes", short)
