"""Said lines: which lines the last evenings said, so that tonight says something else."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Set

from server.model.phrase import Language
from server.services.evening_memory import EveningMemory
from server.store.evenings import SAID

KEPT_EVENINGS = 30
"""Evenings that are kept: so long a topic rests, a line a third of it (`server.text.words.LINE_RESTS`)."""


class SaidLines(EveningMemory[frozenset[int]]):
    """The last evenings of each channel and language. `open` it first."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        super().__init__(SAID, frozenset[int].union, most=KEPT_EVENINGS, wall=wall)

    def before(self, channel: str, language: Language) -> Mapping[int, int]:
        """Digests of the lines that the last evenings said, with how many evenings ago: 1 for this one or the last."""
        found: dict[int, int] = {}
        for ago, evening in reversed(list(enumerate(self.kept(channel, language), 1))):
            found.update(dict.fromkeys(evening.content, ago))
        return found

    def keep(self, channel: str, language: Language, lines: Set[int]) -> None:
        """These were said in the show that runs; they reach the disk soon."""
        if lines:
            self.add(channel, language, frozenset(lines))
