"""Habits: how people type, as real chats do."""

from __future__ import annotations

from random import Random
from statistics import quantiles

import pytest

from server.audience.habits import FAVOURITES, LONGEST_WORDS, TALKERS_WORDS, draw_habits
from server.phrases.viewer_kinds import Typing, ViewerKind

EMOTES = {"teasing": ("KEKW", "LUL"), "excited": ("Pog", "KEKW")}
PEOPLE = 1_000


def crowd(kinds=(), typing=None, seed=1):
    random = Random(seed)
    return [draw_habits(kinds, EMOTES, random, typing) for _ in range(PEOPLE)]


@pytest.mark.parametrize(
    ("habit", "quarters"),
    [("capital", (0.02, 0.17, 0.75)), ("emote", (0.01, 0.16, 0.5))],
)
def test_a_crowd_types_as_real_ones_do(habit, quarters):
    """The quartiles over people, measured in real chats."""
    found = quantiles([getattr(habits, habit) for habits in crowd(typing=Typing())], n=4)
    assert found == pytest.approx(quarters, abs=0.06)


def test_a_few_write_at_length():
    """As many as the language says, and only they write a dozen words at the median."""
    some = crowd(typing=Typing(talkers=0.1, words=0.5))
    talkers = [habits for habits in some if habits.words >= TALKERS_WORDS[0]]
    assert len(talkers) / PEOPLE == pytest.approx(0.1, abs=0.03)


def test_the_factors_of_the_kinds_multiply():
    """Who is of two kinds has both; of the same random numbers only the factors differ."""
    loud = ViewerKind(called=("loud",), shout=2.0, stretch=3.0)
    short = ViewerKind(called=("short",), words=0.5, short=0.5, emotes=0.1)
    for plain, both in zip(crowd(), crowd((loud, short)), strict=True):
        assert both.shout == pytest.approx(min(1.0, 2 * plain.shout), abs=2e-3)
        assert both.short == pytest.approx(0.5 * plain.short, abs=2e-3)
        assert both.emote == pytest.approx(0.1 * plain.emote, abs=2e-3)
        assert both.words == pytest.approx(max(1.2, 0.5 * plain.words), abs=0.02) or plain.words == LONGEST_WORDS


def test_every_habit_is_a_share_whatever_the_factors():
    """A kind that exaggerates everything is still somebody."""
    wild = ViewerKind(called=("wild",), words=20.0, emotes=20.0, shout=20.0, stretch=20.0, short=20.0)
    for habits in crowd((wild,), Typing(capital=9.0, stop=9.0, marks=9.0, at=9.0)):
        for name in ("capital", "stop", "mark", "short", "stretch", "shout", "exclaim", "emote", "at", "button"):
            assert 0 <= getattr(habits, name) <= 1, name
        assert 1.2 <= habits.words <= LONGEST_WORDS


def test_favourite_emotes_are_known_ones():
    """Each once, one to four of them; none where the language has none."""
    for habits in crowd():
        assert set(habits.emotes) <= {"KEKW", "LUL", "Pog"}
        assert len(habits.emotes) == len(set(habits.emotes))
        assert FAVOURITES[0] <= len(habits.emotes) <= 3
    assert draw_habits((), {}, Random(1)).emotes == ()
