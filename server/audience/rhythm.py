"""Rhythm: when the next beat is due.

Messages answer messages, and the rate drifts over minutes. The model is a self-exciting (Hawkes) process
whose rate is modulated by a slow Ornstein-Uhlenbeck process X,

    rate(t) = r (1 - n) exp(X - s²/2) + sum over past beats of (n/τ) exp(-(t - tᵢ)/τ)

drawn by its branches: each beat has Poisson(n) children, each after Exp(τ), and immigrants come at the first term's
rate. A child is an answer to its parent, which the beat names. A `CustomPace` draws its gaps between its two bounds
instead; which of its beats are children is drawn afterwards, by how long ago the possible parents were.

`modulation` has the process X, and the correction that keeps the mean.

Pure: takes time and randomness as arguments. Times are in seconds; everything is drawn in event time, so a simulated
hour and a live one are the same process.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import replace
from math import erf, exp, sqrt
from random import Random

from server.audience.beat import Beat
from server.audience.distributions import poisson
from server.audience.modulation import LONGEST_GAP, LONGEST_GAP_S, Modulation
from server.audience.moment import Wave
from server.audience.pace import mean_gap_s
from server.model.settings import USUAL_VIEWERS, CustomPace, Pace

# Fitted to small streams (docs/realism.md).
CHILDREN = 0.31
"""Mean children of a beat: the model's n."""
CHILD_AFTER_S = 13.0
"""Mean delay of a child, in seconds: the model's τ."""

SKIP_CHANCE = 0.15
"""Chance that an immigrant is skipped while forced children outnumber those skipped: the mean returns in minutes."""

WAKE_S = (0.08, 0.3)
"""Seconds until the first beat after `start`, least and most: with delivery the first message is there within 0.7 s."""

FORWARD_S = (0.4, 1.6)
"""Seconds until a beat that was brought forward, least and most."""

CUSTOM_TEMPO = 2.5
"""Standard deviations of a custom pace's pauses for each unit of the log rate: a fifth faster moves them by half of
one. They stay between their bounds."""

DRIFT = 0.35
"""Correlation of two consecutive pauses of a custom pace."""
PARENT_CANDIDATES = 12
"""Latest beats among which a parent is chosen at a custom pace."""


class Rhythm:
    """The beats of one show. It starts when `start` is called and knows no other clock than its arguments."""

    def __init__(self, pace: Pace, random: Random, *, viewers: int = USUAL_VIEWERS) -> None:
        self._random = random
        self._pace = pace
        self._mean_s = mean_gap_s(pace, viewers)
        self._beats: list[Beat] = []
        self._number = 0
        self._modulation = Modulation(random)
        self._drift = random.gauss(0, 1)
        self._last = 0.0
        self._forced_beyond_rate = 0
        """Forced children not yet offset by a skipped immigrant."""
        self._past: deque[Beat] = deque(maxlen=PARENT_CANDIDATES)
        self._forced: deque[tuple[float, int]] = deque(maxlen=PARENT_CANDIDATES)

    @property
    def mean_s(self) -> float:
        """Mean seconds between two messages."""
        return self._mean_s

    def start(self, now: float) -> None:
        """Begin, or begin again after a sleep: the first beat is due at once, what was pending is dropped."""
        self._last = now
        self._modulation.start(now)
        self._beats.clear()
        self._past.clear()
        self._forced.clear()
        self._forced_beyond_rate = 0
        self._push(now + self._random.uniform(*WAKE_S), immigrant=True)
        self._add_initial_children(now + WAKE_S[1])

    def set_pace(self, pace: Pace, now: float, *, viewers: int = USUAL_VIEWERS) -> None:
        """Change the pace. Pending beats are dropped, those of waves are kept."""
        self._pace = pace
        self._mean_s = mean_gap_s(pace, viewers)
        self._beats = [beat for beat in self._beats if beat.wave is not None]
        self._forced_beyond_rate = 0
        self._modulation.forget_debt()
        heapq.heapify(self._beats)
        self._add_immigrant(now)
        self._add_initial_children(now)

    def set_tempo(self, tempo: float, now: float) -> None:
        """Be livelier or thinner from now on: `tempo` is added to the log rate. The mean of an evening stays.

        A pause that has begun becomes as much shorter or longer, but at a custom pace, whose pauses have bounds.
        """
        change = self._modulation.set_tempo(tempo)
        if not change:
            return
        if isinstance(self._pace, CustomPace):
            self._modulation.correct_custom()
            return
        self._beats = [
            replace(beat, at=now + (beat.at - now) * exp(-change))
            if beat.immigrant and beat.meant is None and beat.at > now
            else beat
            for beat in self._beats
        ]
        heapq.heapify(self._beats)

    def add(self, wave: Wave) -> None:
        """Add the beats of a wave to the pending ones, and raise the rate for a while."""
        for at in wave.messages:
            self._push(at, wave=wave)
        for at in wave.afterglow:
            self._push(at, wave=wave, late=True)
        self._modulation.swell(wave.intensity)

    def add_replies(self, replies: Wave) -> None:
        """Add the beats of a few answers to the streamer; nothing has happened that would raise the rate."""
        for at in replies.messages:
            self._push(at, wave=replies)

    def bring_forward(self, now: float) -> None:
        """Move the next beat to within two seconds, at any pace.

        The beats after it keep their times, so that the mean stays.
        """
        self.next_at()
        beat = min((beat for beat in self._beats if beat.wave is None), default=None)
        if beat is None:
            self._number += 1
            beat = Beat(now + FORWARD_S[1], self._number)
        else:
            self._beats.remove(beat)
        at = min(beat.at, now + self._random.uniform(*FORWARD_S))
        self._beats.append(replace(beat, at=at, meant=beat.at))
        heapq.heapify(self._beats)

    def force_child(self, beat: Beat, *, after_s: float = CHILD_AFTER_S) -> None:
        """Make sure that `beat` has a child, `after_s` later on average; a later immigrant is skipped for it."""
        due = beat.at + self._random.expovariate(1 / after_s)
        if isinstance(self._pace, CustomPace):
            self._forced.append((due, beat.number))
        elif not self.has_pending_child(beat.number):
            self._push(due, parent=beat.number)
            self._forced_beyond_rate += 1

    def has_pending_child(self, number: int) -> bool:
        """Whether a child of that beat is scheduled."""
        return any(beat.parent == number for beat in self._beats)

    def next_at(self) -> float:
        """When the next beat is due. No gap is longer than the bound."""
        longest = min(LONGEST_GAP * self._mean_s, LONGEST_GAP_S)
        while True:
            if self._beats[0].at - self._last > longest:
                self._push(self._last + longest * self._random.uniform(0.6, 0.95))
            if not self._skips_next():
                return self._beats[0].at

    def take(self) -> Beat:
        """The next beat. Schedules its children and, if it was an immigrant, the next immigrant."""
        self.next_at()
        beat = heapq.heappop(self._beats)
        if beat.wave is None:
            if isinstance(self._pace, CustomPace):
                beat = self._with_parent(beat)
            else:
                self._add_children(beat)
            self._past.append(beat)
            self._modulation.count()
        self._modulation.passed(beat.at - self._last, self._mean_s)
        self._last = max(beat.at, self._last)
        if beat.immigrant:
            self._add_immigrant(beat.at if beat.meant is None else beat.meant)
        return beat

    def _skips_next(self) -> bool:
        """Whether the next beat is skipped, which offsets a forced child: the mean stays.

        It is known before anybody waits for that beat. Known only once it is due, the one after it would be said then,
        ahead of its time.
        """
        beat = self._beats[0]
        if not beat.immigrant or beat.is_first or beat.stays or not self._forced_beyond_rate:
            return False
        if self._random.random() >= SKIP_CHANCE:
            self._beats[0] = replace(beat, stays=True)  # as early as before: the heap stays one
            return False
        heapq.heappop(self._beats)
        self._forced_beyond_rate -= 1
        self._add_immigrant(beat.at)
        return True

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
            gap = self._random.expovariate(rate * self._modulation.factor(now, self._mean_s))
        self._push(now + gap, immigrant=True)

    def _add_initial_children(self, now: float) -> None:
        """Schedule the children of beats before the start: without them every show would begin too slowly."""
        if not isinstance(self._pace, CustomPace):
            for _ in range(poisson(CHILDREN * CHILD_AFTER_S / self._mean_s, self._random)):
                self._push(now + self._random.expovariate(1 / CHILD_AFTER_S))

    def _add_children(self, beat: Beat) -> None:
        for _ in range(poisson(CHILDREN, self._random)):
            self._push(beat.at + self._random.expovariate(1 / CHILD_AFTER_S), parent=beat.number)

    def _custom_gap(self, pace: CustomPace) -> float:
        """Uniform between the bounds, so that the mean is their middle; consecutive gaps are correlated."""
        self._drift = DRIFT * self._drift + self._random.gauss(0, sqrt(1 - DRIFT**2))
        drift = self._drift - CUSTOM_TEMPO * self._modulation.custom()
        share = (1 + erf(drift / sqrt(2))) / 2
        return pace.min + (pace.max - pace.min) * share

    def _with_parent(self, beat: Beat) -> Beat:
        """The beat with a parent among the earlier ones, as often as the process has children."""
        if self._forced and self._forced[0][0] <= beat.at:
            return replace(beat, parent=self._forced.popleft()[1])
        if not self._past or self._random.random() >= CHILDREN:
            return beat
        weights = [exp((past.at - beat.at) / CHILD_AFTER_S) for past in self._past]
        parent = self._random.choices(self._past, weights)[0] if any(weights) else self._past[-1]
        return replace(beat, parent=parent.number)
