"""Story: invents what happens on stream, for a recording or a demo: the moments of a situation, one after the other.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from random import Random

from server.model.intensity import INTENSITIES, Intensity
from server.phrases.situation import Situation

PER_HOUR = 8.5
"""Moments: one in three of the bursts of a real chat has one (docs/realism.md)."""
LEAST_S = 70.0
"""Seconds from one moment to the next, at least."""
INTENSITY_SHARES = (30, 50, 20)
"""How many of a hundred moments are a ripple, a wave, a flood."""


class Story:
    """What happens next."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._next_at: float | None = None
        self._told: dict[Situation, int] = {}

    def happens(self, situation: Situation | None, now: float) -> tuple[str, Intensity] | None:
        """The moment that happens now, if one does: the situation's, in their order."""
        if self._next_at is None:
            self._plan(now)
        if situation is None or not situation.moments or self._next_at is None or now < self._next_at:
            return None
        self._plan(now)
        place = self._told.get(situation, 0)
        self._told[situation] = place + 1
        intensity = self._random.choices(INTENSITIES, INTENSITY_SHARES)[0]
        return situation.moments[place % len(situation.moments)], intensity

    def _plan(self, now: float) -> None:
        self._next_at = now + LEAST_S + self._random.expovariate(1 / (3600 / PER_HOUR - LEAST_S))
