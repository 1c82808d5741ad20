"""Rhythm: when the next beat is due.

A chat breathes: messages answer messages, and the evening has tides. The model is REALISM's, a self-exciting (Hawkes)
process under a slow Ornstein-Uhlenbeck tide X,

    rate(t) = r (1 - n) exp(X - s²/2) + sum over past beats of (n/τ) exp(-(t - tᵢ)/τ)

drawn by its branches: each beat has Poisson(n) children, each after Exp(τ), and immigrants come at the first term's
rate. The mean stays exactly r. A pace of one's own (`CustomPace`) keeps its two bounds instead, and still drifts.

Pure: takes time and randomness as arguments. Times are in seconds; everything is drawn in event time, so a simulated
hour and a live one are the same process.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from math import erf, exp, sqrt
from random import Random

from server.audience.moment import Wave
from server.channel import CustomPace, Pace

PACES_S = {"calm": 7.0, "normal": 5.0, "lively": 3.0, "frantic": 1.0}
"""Mean seconds between two messages."""

CHILDREN = 0.31
CHILD_AFTER_S = 13.0
TIDE_SIGMA = 0.39
TIDE_S = 490.0
"""The model's n, τ, s and correlation time, fitted to small streams (REALISM, "Model")."""

LONGEST_GAP = 8.0
LONGEST_GAP_S = 60.0
"""No gap is longer than this many means, nor than this many seconds (DESIGN, "The show")."""

WAKE_S = (0.08, 0.3)
"""Until a room that wakes speaks; DESIGN asks for 0.7 at most, delivery included."""

DRIFT = 0.35
"""Correlation of two consecutive pauses of a custom pace."""


def mean_gap_s(pace: Pace) -> float:
    """Mean seconds between two messages at `pace`."""
    return (pace.min + pace.max) / 2 if isinstance(pace, CustomPace) else PACES_S[pace]


@dataclass(frozen=True, slots=True, order=True)
class Beat:
    """A message is due at `at`; in the wave of `moment`, if that isn't None."""

    at: float
    moment: str | None = field(default=None, compare=False)
    immigrant: bool = field(default=False, compare=False)


class Rhythm:
    """The beats of one show. It starts when `start` is called and knows no other clock than its arguments."""

    def __init__(self, pace: Pace, random: Random) -> None:
        self._random = random
        self._pace = pace
        self._beats: list[Beat] = []
        self._tide = random.gauss(0, TIDE_SIGMA)
        self._tide_at = 0.0
        self._drift = random.gauss(0, 1)
        self._last = 0.0

    def start(self, now: float) -> None:
        """Begin, or begin again after a sleep: the first beat is due at once, what was pending is dropped."""
        self._last = now
        self._tide_at = now
        self._beats = [Beat(now + self._random.uniform(*WAKE_S), immigrant=True)]
        if not isinstance(self._pace, CustomPace):
            # The children of those who would have spoken before: without them every show would begin too thin.
            for _ in range(self._poisson(CHILDREN * CHILD_AFTER_S / PACES_S[self._pace])):
                heapq.heappush(self._beats, Beat(now + WAKE_S[1] + self._random.expovariate(1 / CHILD_AFTER_S)))

    def set_pace(self, pace: Pace, now: float) -> None:
        """Another pace, from now on. What the old one had in mind is dropped, but not a wave."""
        self._pace = pace
        self._beats = [beat for beat in self._beats if beat.moment is not None]
        heapq.heapify(self._beats)
        self._add_immigrant(now)

    def add(self, wave: Wave) -> None:
        """Let a wave in, over whatever is going on."""
        for at in (*wave.messages, *wave.afterglow):
            heapq.heappush(self._beats, Beat(at, wave.moment))

    def next_at(self) -> float:
        """When the next beat is due. No gap is longer than the bound."""
        longest = min(LONGEST_GAP * mean_gap_s(self._pace), LONGEST_GAP_S)
        if self._beats[0].at - self._last > longest:
            heapq.heappush(self._beats, Beat(self._last + longest * self._random.uniform(0.6, 0.95)))
        return self._beats[0].at

    def take(self) -> Beat:
        """The next beat. Its children and, if it was an immigrant, the next immigrant are now to come."""
        self.next_at()
        beat = heapq.heappop(self._beats)
        self._last = max(beat.at, self._last)
        if beat.immigrant:
            self._add_immigrant(beat.at)
        if beat.moment is None and not isinstance(self._pace, CustomPace):
            self._add_children(beat.at)
        return beat

    def _add_immigrant(self, now: float) -> None:
        if isinstance(self._pace, CustomPace):
            gap = self._custom_gap(self._pace)
        else:
            rate = (1 - CHILDREN) / PACES_S[self._pace]
            gap = self._random.expovariate(rate * exp(self._tide_to(now) - TIDE_SIGMA**2 / 2))
        heapq.heappush(self._beats, Beat(now + gap, immigrant=True))

    def _add_children(self, now: float) -> None:
        for _ in range(self._poisson(CHILDREN)):
            heapq.heappush(self._beats, Beat(now + self._random.expovariate(1 / CHILD_AFTER_S)))

    def _poisson(self, mean: float) -> int:
        """A Poisson number: how many unit exponentials fit into the mean."""
        count = 0
        left = mean - self._random.expovariate(1.0)
        while left > 0:
            count += 1
            left -= self._random.expovariate(1.0)
        return count

    def _tide_to(self, now: float) -> float:
        """The tide at `now`, by the exact transition of the Ornstein-Uhlenbeck process."""
        stays = exp(-max(0.0, now - self._tide_at) / TIDE_S)
        self._tide = self._tide * stays + self._random.gauss(0, TIDE_SIGMA * sqrt(1 - stays**2))
        self._tide_at = now
        return self._tide

    def _custom_gap(self, pace: CustomPace) -> float:
        """Even between the bounds, so that the mean is their middle; neighbours are alike."""
        self._drift = DRIFT * self._drift + self._random.gauss(0, sqrt(1 - DRIFT**2))
        share = (1 + erf(self._drift / sqrt(2))) / 2
        return pace.min + (pace.max - pace.min) * share
