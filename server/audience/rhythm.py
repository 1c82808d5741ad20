"""Rhythm: when the next beat is due.

A chat breathes: messages answer messages, and the evening has tides. The model is REALISM's, a self-exciting (Hawkes)
process under a slow Ornstein-Uhlenbeck tide X,

    rate(t) = r (1 - n) exp(X - s²/2) + sum over past beats of (n/τ) exp(-(t - tᵢ)/τ)

drawn by its branches: each beat has Poisson(n) children, each after Exp(τ), and immigrants come at the first term's
rate. A child is an answer to its parent: the beat says whose. A pace of one's own (`CustomPace`) keeps its two bounds
instead, and still drifts; its children are marked as the process would have it, by how long ago the others spoke.

The tide alone would leave an evening 14 % off its mean. A slow keel, far below anything an ear can hear, brings the
count back: over a long run the mean is the pace's.

Pure: takes time and randomness as arguments. Times are in seconds; everything is drawn in event time, so a simulated
hour and a live one are the same process.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field, replace
from math import erf, exp, sqrt
from random import Random

from server.audience.distributions import poisson
from server.audience.moment import Wave
from server.audience.pace import mean_gap_s
from server.model.channel import USUAL_VIEWERS, CustomPace, Pace

CHILDREN = 0.31
CHILD_AFTER_S = 13.0
TIDE_SIGMA = 0.39
TIDE_S = 490.0
"""The model's n, τ, s and correlation time, fitted to small streams (REALISM, "Model")."""

THIN = -0.12
"""The tide's mean when the doors open: the beginning is thin, and who is late makes up for it."""

KEEL = 360.0
"""Messages over which a count that strayed comes back."""
KEEL_MOST = 0.6
"""Most that the keel adds to the tide."""

PAYS = 0.15
"""Chance that an immigrant stays away for a child that was promised: the debt is paid over minutes, unheard."""

LONGEST_GAP = 8.0
LONGEST_GAP_S = 60.0
"""No gap is longer than this many means, nor than this many seconds (DESIGN, "The show")."""
BOUND = 5.3
"""How much slower the immigrants come, per e^-(longest gap in means), to make up for what the bound adds."""

WAKE_S = (0.08, 0.3)
"""Until a room that wakes speaks; DESIGN asks for 0.7 at most, delivery included."""

BROUGHT_S = (0.4, 1.6)
"""Until a beat that is brought forward."""

DRIFT = 0.35
"""Correlation of two consecutive pauses of a custom pace."""
REMEMBERED = 12
"""Beats that a custom pace looks back on for a parent."""


@dataclass(frozen=True, slots=True, order=True)
class Beat:
    """A message is due at `at`."""

    at: float
    number: int = 0
    """Of the beat in its show, in the order in which they were thought of."""
    parent: int | None = field(default=None, compare=False)
    """The number of the beat that it answers; that one is always in the past."""
    wave: Wave | None = field(default=None, compare=False)
    late: bool = field(default=False, compare=False)
    """In its wave's afterglow."""
    immigrant: bool = field(default=False, compare=False)
    meant: float | None = field(default=None, compare=False)
    """When it was due before it was brought forward."""

    @property
    def is_first(self) -> bool:
        """Whether it was brought forward, for something new to be spoken of."""
        return self.meant is not None


class Rhythm:
    """The beats of one show. It starts when `start` is called and knows no other clock than its arguments."""

    def __init__(self, pace: Pace, random: Random, *, viewers: int = USUAL_VIEWERS) -> None:
        self._random = random
        self._pace = pace
        self._mean_s = mean_gap_s(pace, viewers)
        self._beats: list[Beat] = []
        self._number = 0
        self._tide = random.gauss(THIN, TIDE_SIGMA)
        self._tide_at = 0.0
        self._drift = random.gauss(0, 1)
        self._last = 0.0
        self._behind = 0.0
        """Messages that the pace has coming: due until now, less those that came."""
        self._owed = 0
        """Children that were promised beside the process's own; so many of the next immigrants stay away."""
        self._past: deque[Beat] = deque(maxlen=REMEMBERED)
        self._promised: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)

    @property
    def mean_s(self) -> float:
        """Mean seconds between two messages."""
        return self._mean_s

    def start(self, now: float) -> None:
        """Begin, or begin again after a sleep: the first beat is due at once, what was pending is dropped."""
        self._last = self._tide_at = now
        self._beats.clear()
        self._past.clear()
        self._promised.clear()
        self._owed = 0
        self._push(now + self._random.uniform(*WAKE_S), immigrant=True)
        self._add_orphans(now + WAKE_S[1])

    def set_pace(self, pace: Pace, now: float, *, viewers: int = USUAL_VIEWERS) -> None:
        """Another pace, from now on. What the old one had in mind is dropped, but not a wave."""
        self._pace = pace
        self._mean_s = mean_gap_s(pace, viewers)
        self._beats = [beat for beat in self._beats if beat.wave is not None]
        self._owed = 0
        self._behind = 0.0
        heapq.heapify(self._beats)
        self._add_immigrant(now)
        self._add_orphans(now)

    def add(self, wave: Wave) -> None:
        """Let a wave in, over whatever is going on; the audience stays awake for a while after it."""
        for at in wave.messages:
            self._push(at, wave=wave)
        for at in wave.afterglow:
            self._push(at, wave=wave, late=True)
        self._tide = min(2 * TIDE_SIGMA, self._tide + 0.12 * wave.intensity)

    def bring_forward(self, now: float) -> None:
        """Have somebody speak within two seconds, at any pace.

        The next beat comes early and what would have followed it doesn't move, so that the mean stays.
        """
        self.next_at()
        beat = min((beat for beat in self._beats if beat.wave is None), default=None)
        if beat is None:
            self._number += 1
            beat = Beat(now + BROUGHT_S[1], self._number)
        else:
            self._beats.remove(beat)
        at = min(beat.at, now + self._random.uniform(*BROUGHT_S))
        self._beats.append(replace(beat, at=at, meant=beat.at))
        heapq.heapify(self._beats)

    def promise(self, beat: Beat, *, after_s: float = CHILD_AFTER_S) -> None:
        """Make sure that `beat` has a child, `after_s` later on average. An immigrant will stay away for it."""
        due = beat.at + self._random.expovariate(1 / after_s)
        if isinstance(self._pace, CustomPace):
            self._promised.append((due, beat.number))
        elif not self.expects(beat.number):
            self._push(due, parent=beat.number)
            self._owed += 1

    def expects(self, number: int) -> bool:
        """Whether a child of that beat is on its way."""
        return any(beat.parent == number for beat in self._beats)

    def next_at(self) -> float:
        """When the next beat is due. No gap is longer than the bound."""
        longest = min(LONGEST_GAP * self._mean_s, LONGEST_GAP_S)
        if self._beats[0].at - self._last > longest:
            self._push(self._last + longest * self._random.uniform(0.6, 0.95))
        return self._beats[0].at

    def take(self) -> Beat:
        """The next beat. Its children and, if it was an immigrant, the next immigrant are now to come."""
        self.next_at()
        beat = heapq.heappop(self._beats)
        if beat.immigrant and not beat.is_first and self._owed and self._random.random() < PAYS:
            # Somebody answers who would have spoken of their own accord: the mean stays.
            self._owed -= 1
            self._add_immigrant(beat.at)
            return self.take()
        if beat.wave is None:
            if isinstance(self._pace, CustomPace):
                beat = self._marked(beat)
            else:
                self._add_children(beat)
            self._past.append(beat)
            self._behind -= 1
        self._behind += max(0.0, beat.at - self._last) / self._mean_s
        self._last = max(beat.at, self._last)
        if beat.immigrant:
            self._add_immigrant(beat.at if beat.meant is None else beat.meant)
        return beat

    def _push(
        self,
        at: float,
        *,
        parent: int | None = None,
        wave: Wave | None = None,
        late: bool = False,
        immigrant: bool = False,
    ) -> None:
        self._number += 1
        heapq.heappush(self._beats, Beat(at, self._number, parent, wave, late, immigrant))

    def _add_immigrant(self, now: float) -> None:
        if isinstance(self._pace, CustomPace):
            gap = self._custom_gap(self._pace)
        else:
            rate = (1 - CHILDREN) / self._mean_s
            gap = self._random.expovariate(rate * exp(self._tide_to(now) - TIDE_SIGMA**2 / 2 + self._keel()))
        self._push(now + gap, immigrant=True)

    def _add_orphans(self, now: float) -> None:
        """The children of those who would have spoken before: without them every show would begin too thin."""
        if not isinstance(self._pace, CustomPace):
            for _ in range(poisson(CHILDREN * CHILD_AFTER_S / self._mean_s, self._random)):
                self._push(now + self._random.expovariate(1 / CHILD_AFTER_S))

    def _add_children(self, beat: Beat) -> None:
        for _ in range(poisson(CHILDREN, self._random)):
            self._push(beat.at + self._random.expovariate(1 / CHILD_AFTER_S), parent=beat.number)

    def _keel(self) -> float:
        """What is added to the tide so that the mean stays the pace's."""
        # Where the bound on gaps is tight it speaks out of turn, and the keel must be as quick.
        room = min(LONGEST_GAP, LONGEST_GAP_S / self._mean_s)
        keel = KEEL * (room / LONGEST_GAP) ** 2
        return max(-KEEL_MOST, min(KEEL_MOST, self._behind / keel)) - BOUND * exp(-room)

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

    def _marked(self, beat: Beat) -> Beat:
        """The beat as a child of one before it, as often as the process has children."""
        if self._promised and self._promised[0][0] <= beat.at:
            return replace(beat, parent=self._promised.popleft()[1])
        if not self._past or self._random.random() >= CHILDREN:
            return beat
        weights = [exp((past.at - beat.at) / CHILD_AFTER_S) for past in self._past]
        parent = self._random.choices(self._past, weights)[0] if any(weights) else self._past[-1]
        return replace(beat, parent=parent.number)
