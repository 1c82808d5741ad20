"""The two draws that `random` hasn't got."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from statistics import mean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audience.distributions import poisson, quantile


@pytest.mark.parametrize("expected", [0.3, 2.5, 20.0])
def test_a_poisson_number_has_its_mean_and_its_variance(expected):
    """Both are the same number."""
    random = Random(1)
    drawn = [poisson(expected, random) for _ in range(5_000)]
    assert mean(drawn) == pytest.approx(expected, rel=0.1)
    assert variance(drawn) == pytest.approx(expected, rel=0.15)


def test_of_nothing_comes_nothing():
    """A mean of zero."""
    assert {poisson(0.0, Random(seed)) for seed in range(50)} == {0}


@given(points=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=9).map(sorted), seed=st.integers(0, 10_000))
def test_a_draw_lies_between_the_points(points, seed):
    """Never outside of what was measured."""
    slack = 1e-9 * max(map(abs, points))
    assert points[0] - slack <= quantile(points, Random(seed)) <= points[-1] + slack


def test_as_many_fall_between_any_two_points():
    """The points are quantiles: a quarter of all draws lies in each of four parts, however wide."""
    points, random = (0, 1, 10, 100, 1_000), Random(2)
    drawn = [quantile(points, random) for _ in range(8_000)]
    for low, high in pairwise(points):
        assert sum(low <= value < high for value in drawn) / len(drawn) == pytest.approx(0.25, abs=0.02)
