"""Viewer count: how many are watching, whether they chat or not.

The number that the streamer chose, times a slow random drift and a decaying rise after moments, plus the viewers of a
raid, who leave over minutes. The panel and, if enabled, the overlay show it.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from math import exp, sqrt
from random import Random

DRIFT_SIGMA = 0.09
"""Standard deviation of the drift of the number's logarithm."""
DRIFT_S = 1_200.0
"""Correlation time of the drift, in seconds."""
SWELL_S = 900.0
"""Time constant, in seconds, with which the rise after a moment decays."""
MOST = 4.0
"""Upper bound of drift and rise, as a factor on the chosen number; a raid comes on top."""

RAID_S = 900.0
"""Mean stay of a raid's viewers, in seconds."""

SWELLS = {"hype": 0.03, "clutch": 0.03, "omg": 0.02, "follow": 0.01, "sub": 0.01}
"""Viewers that a moment attracts, as a share of the chosen number. Moments not listed attract none."""


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
        """Start a show: no rise, no raid."""
        self._now = now
        self._swell = 0.0
        self._raiders = 0.0

    def pass_to(self, now: float) -> None:
        """Advance the time to `now`."""
        passed = now - self._now
        if passed <= 0:
            return
        stays = exp(-passed / DRIFT_S)
        self._drift = self._drift * stays + self._random.gauss(0, DRIFT_SIGMA * sqrt(1 - stays**2))
        self._swell *= exp(-passed / SWELL_S)
        self._raiders *= exp(-passed / RAID_S)
        self._now = now

    def swell(self, moment: str, intensity: int) -> int:
        """Add the viewers that a moment attracts; returns how many."""
        share = SWELLS.get(moment, 0.0) * intensity / 2
        self._swell += share * self._random.uniform(0.7, 1.3)
        return round(self.chosen * share)

    def raided(self, count: int) -> None:
        """Add `count` viewers of a raid."""
        self._raiders += count
