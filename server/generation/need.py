"""Need: whether a show runs out of written lines, and of which kinds more are asked for.

Only what can be said counts: a drawer of weight 0 is none, and each other one by its share, since the show is as short
of lines as of that kind which runs out first. Bare emotes are left to the packs: a model repeats itself with the
second batch.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from math import inf

from server.generation.prompt import LETTERS
from server.model.phrase import Category, Mode

Weights = Mapping[Category, float]
Stock = Mapping[Category, int]


def mean_weights(of: Iterable[Weights]) -> dict[Category, float]:
    """What several shows ask for together: the mean of their shares."""
    mean: dict[Category, float] = {}
    for weights in of:
        total = sum(weights.values())
        for category, weight in weights.items():
            mean[category] = mean.get(category, 0.0) + (weight / total if total else 0.0)
    return mean


def lasts(stock: Stock, weights: Weights, *, exhausted: Set[Category] = frozenset()) -> float:
    """For how many lines of the show's mix a stock lasts. `exhausted` categories don't count: more aren't to be had."""
    shares = _shares(weights)
    return min(
        (stock.get(category, 0) / share for category, share in shares.items() if category not in exhausted), default=inf
    )


def letters_of(mode: Mode, lines: int, weights: Weights, stock: Stock) -> dict[str, int]:
    """How many lines of each letter, `lines` in all: more of what the show has least of, for its mix."""
    shares = _shares(weights)
    letters = {category: letter for letter, category in LETTERS[mode].items() if category in shares}
    if not letters:
        return {}
    total = lines + sum(stock.get(category, 0) for category in letters)
    wants = {category: max(0.0, shares[category] * total - stock.get(category, 0)) for category in letters}
    scale = lines / sum(wants.values())
    counts = {letters[category]: int(want * scale) for category, want in wants.items()}
    most = letters[max(wants, key=lambda category: wants[category])]
    counts[most] += lines - sum(counts.values())
    return {letter: count for letter, count in counts.items() if count}


def _shares(weights: Weights) -> dict[Category, float]:
    """Of the kinds that a model writes, 1 in all."""
    asked = {category: weight for category, weight in weights.items() if weight > 0 and category != "emotes"}
    asked = asked or {category: weight for category, weight in weights.items() if weight > 0}
    total = sum(asked.values())
    return {category: weight / total for category, weight in asked.items()}
