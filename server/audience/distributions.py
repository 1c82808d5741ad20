"""Distributions: the two draws that `random` hasn't got."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def poisson(mean: float, random: Random) -> int:
    """A Poisson number: how many unit exponentials fit into the mean."""
    count = 0
    left = mean - random.expovariate(1.0)
    while left > 0:
        count += 1
        left -= random.expovariate(1.0)
    return count


def quantile(points: Sequence[float], random: Random) -> float:
    """A draw from the distribution whose evenly spaced quantiles are `points`, straight lines between them."""
    at = random.random() * (len(points) - 1)
    place = int(at)
    return points[place] + (points[place + 1] - points[place]) * (at - place)
