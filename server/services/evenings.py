"""Evenings: what the last ones were about, so that regulars can speak of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from server.audience.community import PastEvening
from server.model.evening import Evening
from server.model.phrase import Language
from server.services.evening_memory import EVENING_ENDS_S, EveningMemory
from server.store.evenings import SPOKEN_OF

KEPT_EVENINGS = 6
"""Evenings that are kept, and so can be spoken of."""


class Evenings(EveningMemory[Evening]):
    """The last evenings of each channel and language. `open` it first."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        super().__init__(SPOKEN_OF, Evening.with_more, most=KEPT_EVENINGS, wall=wall)

    def before(self, channel: str, language: Language) -> Sequence[PastEvening]:
        """The evenings before this one, the newest first. A show that ended an hour ago is this one."""
        now = self.wall()
        past = [PastEvening(kept.content, now - kept.ended_at) for kept in self.kept(channel, language)]
        return [evening for evening in past if evening.ago_s >= EVENING_ENDS_S]

    def keep(self, channel: str, language: Language, evening: Evening) -> None:
        """That is to be remembered of the show that runs; it reaches the disk soon."""
        if not evening.is_empty:
            self.add(channel, language, evening)
