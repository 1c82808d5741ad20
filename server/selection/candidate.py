"""Candidate: a phrase that could be said next, and how one of several is chosen.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from server.model.phrase import Mood, Preference
from server.selection.family import Family

CANDIDATES = 16
"""Phrases of which the one is taken that suits best."""


@dataclass(frozen=True, slots=True)
class Candidate:
    family: Family
    way: int
    text: str

    @property
    def mood(self) -> Mood | None:
        return self.family.line.mood


def best_of(candidates: Iterable[Candidate], preference: Preference | None, random: Random) -> Candidate | None:
    """The one that suits best, chance having its say; the first one where nobody's preference is asked."""
    best, most = None, 0.0
    suited = 0
    for candidate in candidates:
        if suited == CANDIDATES:
            break
        if preference is None:
            return candidate
        suits = preference(candidate.text, candidate.mood)
        if suits > 0:
            suited += 1
            # The largest of independent powers falls on each by its weight (Efraimidis and Spirakis, 2006).
            key = random.random() ** (1 / suits)
            if best is None or key > most:
                best, most = candidate, key
    return best
