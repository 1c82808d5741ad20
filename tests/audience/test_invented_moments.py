"""The invented session: what happens in a situation, in its order, some eight times an hour."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from server.audience.invented_moments import LEAST_S, PER_HOUR, Story
from tests.audience.shows import LIBRARY

BOSS = LIBRARY.pack("Elden Ring", "en").situations["boss"]


def happened(seed, hours, situation=BOSS):
    """When, and what."""
    story = Story(Random(seed))
    found = ((second, story.happens(situation, float(second))) for second in range(hours * 3600))
    return [(second, one) for second, one in found if one is not None]


def test_what_happens_is_the_situations_own_in_its_order():
    """One after the other, and from the beginning again."""
    told = [moment for _, (moment, _) in happened(1, 3)]
    wanted = [BOSS.moments[place % len(BOSS.moments)] for place in range(len(told))]
    assert told == wanted


def test_so_often_and_never_at_once():
    """As often as a real chat's bursts have a cause, over many hours."""
    moments = happened(2, 60)
    assert 0.8 * PER_HOUR < len(moments) / 60 < 1.2 * PER_HOUR
    times = [second for second, _ in moments]
    assert min(later - earlier for earlier, later in pairwise(times)) >= LEAST_S


def test_nothing_happens_in_no_situation():
    """A game whose pack has none tells no story."""
    assert happened(3, 2, situation=None) == []
