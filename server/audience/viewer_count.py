"""Viewer count: how many are watching, whether they chat or not.

The number that the streamer chose breathes around itself and swells a little when something happens; who came with a
raid is added to it, and ebbs away. It is what the panel and, if wanted, the overlay show.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from math import exp, sqrt
from random import Random

DRIFT_SIGMA = 0.09
DRIFT_S = 1_200.0
"""The number's own slow wandering: spread of its logarithm, correlation time."""
SWELL_S = 900.0
"""Time constant with which those leave who came for what happened."""
MOST = 4.0
"""The house is never fuller than so many times what the streamer chose."""

RAID_S = 900.0
"""Mean stay of who came with a raid."""

SWELLS = {"hype": 0.03, "clutch": 0.03, "omg": 0.02, "follow": 0.01, "sub": 0.01}
"""Who comes for a moment, as a share of the house; of one that isn't here nobody hears outside."""


class ViewerCount:
    """The number of viewers of one show."""

    def __init__(self, viewers: int, random: Random) -> None:
        self.chosen = viewers
        self._random = random
        self._drift = 0.0
        self._swell = 0.0
        self._raiders = 0.0
        self._now = 0.0

    @property
    def viewers(self) -> int:
        """How many are watching."""
        return max(1, round(self.chosen * min(MOST, exp(self._drift) * (1 + self._swell)))) + self.raiders

    @property
    def raiders(self) -> int:
        """How many of them came with a raid and are still here."""
        return round(self._raiders)

    def start(self, now: float) -> None:
        """The doors open: nobody came for anything yet."""
        self._now = now
        self._swell = 0.0
        self._raiders = 0.0

    def pass_to(self, now: float) -> None:
        """Let time pass."""
        passed = now - self._now
        if passed <= 0:
            return
        stays = exp(-passed / DRIFT_S)
        self._drift = self._drift * stays + self._random.gauss(0, DRIFT_SIGMA * sqrt(1 - stays**2))
        self._swell *= exp(-passed / SWELL_S)
        self._raiders *= exp(-passed / RAID_S)
        self._now = now

    def swell(self, moment: str, intensity: int) -> int:
        """Something happened: how many come for it."""
        share = SWELLS.get(moment, 0.0) * intensity / 2
        self._swell += share * self._random.uniform(0.7, 1.3)
        return round(self.chosen * share)

    def raided(self, count: int) -> None:
        """So many came with a raid."""
        self._raiders += count
