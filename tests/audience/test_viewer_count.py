"""How many watch: about the number that was chosen, more after a moment and with a raid, never none."""

from __future__ import annotations

from math import exp
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audience.viewer_count import MOST, RAID_S, SWELL_S, ViewerCount


@given(chosen=st.integers(1, 10_000), seed=st.integers(0, 999), passed=st.lists(st.floats(0, 3_600), max_size=30))
def test_it_stays_within_its_bounds(chosen, seed, passed):
    """At least one, at most four times the chosen number, whatever the drift and the moments."""
    count, now = ViewerCount(chosen, Random(seed)), 0.0
    for step in passed:
        now += step
        count.pass_to(now)
        count.swell("hype", 3)
        assert 1 <= count.viewers <= max(1, round(MOST * chosen))


def test_it_drifts_about_the_chosen_number():
    """Over a long evening the mean is what was chosen, and it is never twice the same for long."""
    count = ViewerCount(1_000, Random(3))
    seen = []
    for now in range(0, 100 * 1_200, 600):
        count.pass_to(now)
        seen.append(count.viewers)
    assert mean(seen) == pytest.approx(1_000, rel=0.05)
    assert len(set(seen)) > len(seen) / 2


def test_a_raid_comes_at_once_and_leaves_over_minutes():
    """All of them now, a third of them after a quarter of an hour."""
    count = ViewerCount(100, Random(1))
    before = count.viewers
    count.raided(300)
    assert count.viewers == before + 300
    count.pass_to(RAID_S)
    assert count.raiders == round(300 * exp(-1))


def test_a_moment_attracts_some_and_they_leave():
    """As told; a moment that attracts nobody changes nothing."""
    count = ViewerCount(1_000, Random(1))
    assert count.swell("boredom", 3) == 0
    assert count.viewers == 1_000
    assert count.swell("hype", 2) == 30
    risen = count.viewers
    assert 1_020 <= risen <= 1_040
    quiet = ViewerCount(1_000, Random(1))
    quiet.swell("boredom", 3)
    for each in (count, quiet):
        each.pass_to(20 * SWELL_S)
    assert count.viewers < risen * 1.5
    assert count.viewers / quiet.viewers == pytest.approx(1, abs=0.5)


def test_a_new_show_begins_without_raid_or_rise():
    """And time that went back changes nothing."""
    count = ViewerCount(500, Random(4))
    count.raided(50)
    count.swell("hype", 3)
    count.start(7_200)
    assert (count.viewers, count.raiders) == (500, 0)
    count.pass_to(60)
    assert count.viewers == 500
