"""Attention: one situation at a time whose values are bound once, two talks at most, words that come back later."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audience.attention import (
    BROUGHT_UP_S,
    COMES_BACK_S,
    KNOWN_S,
    LEAVES_A_WORD,
    MOST_TOPICS,
    Attention,
)
from server.audience.open_topic import SILENCE_S
from server.model.phrase import Phrase
from tests.audience.shows import LIBRARY, director

SITUATIONS = list(LIBRARY.pack("Elden Ring", "en").situations.values())
BOSS = next(one for one in SITUATIONS if one.key == "boss")


def viewers(count):
    show = director(1, viewers=400)
    show.start(0)
    return show.crowd.here[:count]


def line(topic="vigor", role="claim"):
    return Phrase("more vigor", "gameplay", "en", topic=topic, role=role)


@given(seed=st.integers(0, 2**32))
def test_a_situation_lasts_its_minutes_and_another_follows(seed):
    """Nothing changes before it is over; what follows is one of those that may."""
    attention = Attention(Random(seed))
    now, before = 0.0, None
    for _ in range(12):
        assert attention.pass_to(now, SITUATIONS)
        situation, values = attention.situation, dict(attention.values)
        assert before is None or situation.key in (before.then or [one.key for one in SITUATIONS])
        least, most = situation.minutes
        assert not attention.pass_to(now + 60 * least - 1, SITUATIONS)
        assert attention.values == values
        now, before = now + 60 * most, situation


@given(seed=st.integers(0, 2**32))
def test_values_that_go_together_are_bound_together(seed):
    """A boss has its own moves and stands in its own place, however long the evening."""
    attention = Attention(Random(seed))
    for hour in range(20):
        attention.pass_to(hour * 3600.0, SITUATIONS)
        sets = attention.situation.values
        named = {name for some in sets for name in some}
        bound = {name: value for name, value in attention.values.items() if name in named}
        assert not bound or any(all(value in some.get(name, ()) for name, value in bound.items()) for some in sets)


def test_what_the_streamer_says_goes_on_until_it_ages_out():
    """The value that was named is bound; then the imagined course goes on."""
    attention = Attention(Random(1))
    attention.pass_to(0.0, SITUATIONS)
    attention.know(BOSS, {"boss": "malenia"}, 10.0, "typed")
    assert attention.situation is BOSS
    assert attention.bound["boss"] == "malenia"
    assert attention.source == "typed"
    assert not attention.pass_to(9.0 + KNOWN_S, SITUATIONS)
    assert attention.pass_to(11.0 + KNOWN_S, SITUATIONS)
    assert attention.source == "imagined"


def test_failed_tries_are_counted_from_the_second_on():
    """Nobody says "the first try again"; another situation begins at none."""
    attention = Attention(Random(1))
    attention.know(BOSS, {}, 0.0, "typed")
    attention.happened("fail", 1.0)
    assert "tries" not in attention.bound
    attention.happened("fail", 2.0)
    attention.happened("laugh", 3.0)
    assert attention.bound["tries"] == "2"
    attention.know(next(one for one in SITUATIONS if one is not BOSS), {}, 4.0, "typed")
    assert "tries" not in attention.bound


def test_a_moment_brings_up_a_talk_for_a_while():
    """...and is spent once it has."""
    attention = Attention(Random(1))
    assert attention.brought_up(0.0) is None
    attention.happened("fail", 10.0)
    assert attention.brought_up(10.0 + BROUGHT_UP_S) == "fail"
    assert attention.brought_up(11.0 + BROUGHT_UP_S) is None
    attention.said(line(), viewers(1)[0], 12.0)
    assert attention.brought_up(13.0) is None


def test_two_talks_at_once_and_none_for_ever():
    """A talk ends when its lines are said, or when nobody has taken it up for two minutes."""
    attention = Attention(Random(3))
    (one,) = viewers(1)
    for number in range(MOST_TOPICS):
        assert attention.may_open()
        attention.said(line(f"topic{number}"), one, 0.0)
    assert not attention.may_open()
    attention.pass_to(SILENCE_S + 1, ())
    assert attention.topics == []
    attention.said(line("short"), one, 300.0)
    topic = attention.topic("short")
    while topic.left > 0:
        attention.said(line("short", "detail"), one, 301.0)
    attention.pass_to(302.0, ())
    assert attention.topic("short") is None


def test_nobody_changes_sides():
    """Who said no goes on saying no."""
    attention = Attention(Random(3))
    one, other = viewers(2)
    attention.said(line(), one, 0.0)
    attention.said(line(role="no"), other, 1.0)
    topic = attention.topic("vigor")
    for _ in range(50):
        assert "no" not in topic.roles(one, "gameplay", Random(_))
        assert "yes" not in topic.roles(other, "reactions", Random(_))


def test_a_word_comes_back_from_another_mouth():
    """Ten to forty minutes after a talk of some length, a few times, and then no more."""
    attention = Attention(Random(5))
    one, other = viewers(2)
    attention.said(line(), one, 0.0)
    topic = attention.topic("vigor")
    topic.left = LEAVES_A_WORD
    for _ in range(LEAVES_A_WORD):
        attention.said(line(role="detail"), one, 1.0)
    attention.pass_to(2.0, ())
    assert attention.due_back(2.0 + COMES_BACK_S[0] - 1) is None
    assert attention.mouths("vigor") == {one}
    now, times = 2.0, 0
    while (now := now + COMES_BACK_S[1]) and attention.due_back(now) == "vigor":
        attention.came_back("vigor", other, now)
        times += 1
        assert times < 20
    assert times >= 2


@pytest.mark.parametrize("among", [(), SITUATIONS])
def test_another_show_begins_with_nothing(among):
    """Neither a boss nor a talk of yesterday's."""
    attention = Attention(Random(5))
    attention.pass_to(0.0, among)
    attention.said(line(), viewers(1)[0], 0.0)
    attention.forget()
    assert attention.situation is None
    assert attention.bound == {}
    assert attention.topics == []
