"""Participation: how the messages fall on the chatters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from benchmarks.realism.log import Line


def per_chatter(lines: Sequence[Line]) -> list[int]:
    """Messages of each chatter, the most first."""
    return sorted(Counter(line.who for line in lines).values(), reverse=True)


def gini(counts: Sequence[int]) -> float:
    """Of messages per chatter: 0 all alike, 1 one for all."""
    rising = np.sort(np.asarray(counts, dtype=float))
    ranks = np.arange(1, len(rising) + 1)
    return float((2 * np.sum(ranks * rising) / (len(rising) * rising.sum())) - (len(rising) + 1) / len(rising))


def zipf(counts: Sequence[int]) -> float:
    """Minus the slope of log count on log rank."""
    falling = np.asarray(sorted(counts, reverse=True), dtype=float)
    return float(-np.polyfit(np.log(np.arange(1, len(falling) + 1)), np.log(falling), 1)[0])


def once(counts: Sequence[int]) -> float:
    """Share of chatters with one message."""
    return sum(count == 1 for count in counts) / len(counts)


def top(counts: Sequence[int]) -> float:
    """The top chatter's share of the messages."""
    return max(counts) / sum(counts)
