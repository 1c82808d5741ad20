"""Sampling: a mix that keeps to its weights.

Drawn by dice alone, a mix strays for an hour, and answers, threads and echoes bring in what nobody drew. So each draw
leans towards what is owed: over a long run the shares are the weights', over a minute they are still chance.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Generic, TypeVar

LEEWAY = 30.0
"""Draws by which the mix may stray before it is called back."""

SLACK = 0.018
"""By how much a share may fall short while something new can be said in place of something old."""

Kind = TypeVar("Kind", bound=str)


class QuotaSampler(Generic[Kind]):
    """What has been chosen so far, beside what should have been."""

    def __init__(self, weights: Mapping[Kind, float]) -> None:
        total = sum(weights.values())
        self._weights = dict(weights)
        self._shares = {kind: weight / total if total else 1 / len(weights) for kind, weight in weights.items()}
        self._counts = dict.fromkeys(weights, 0)
        self._all = 0

    def is_of(self, weights: Mapping[Kind, float]) -> bool:
        """Whether it keeps to these weights already."""
        return self._weights == dict(weights)

    def weight_due(self, kind: Kind) -> float:
        """How much `kind` has coming, as a weight: its share of the leeway, and what it lacks."""
        share = self._shares.get(kind, 0.0)
        return max(0.0, share * (self._all + 1 + LEEWAY) - self._counts.get(kind, 0))

    def choose(self, random: Random, liking: Callable[[Kind], float] = lambda _: 1.0) -> list[Kind]:
        """All kinds that have a share, each drawn after the other by what it is owed times `liking`."""
        left = [kind for kind, share in self._shares.items() if share > 0]
        weights = [self.weight_due(kind) * liking(kind) for kind in left]
        order = []
        while left:
            place = random.choices(range(len(left)), weights if any(weights) else None)[0]
            order.append(left.pop(place))
            weights.pop(place)
        return order

    def lacks(self, kind: Kind) -> float:
        """How many of `kind` are missing to its share."""
        return self._shares.get(kind, 0.0) * self._all - self._counts.get(kind, 0)

    def may_wait(self, kind: Kind) -> bool:
        """Whether `kind` can give way to another once more and stay near its share."""
        return self._counts.get(kind, 0) + 1 > (self._shares.get(kind, 0.0) - SLACK) * self._all

    def note(self, kind: Kind) -> None:
        """One more of `kind`."""
        if kind in self._counts:
            self._counts[kind] += 1
            self._all += 1
