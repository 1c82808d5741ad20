"""Levels: whether somebody talks, by how loud the microphone is.

A level says *loud*, not *speech*: a keyboard or the game from the speakers is loud too. So what counts is relative to
the noise floor of the last half minute, and the streamer may draw the line themself.

Pure: takes time (seconds, of a clock that never jumps) as an argument.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque

SILENCE_DB = -100.0
"""A noise gate that is closed: a level of 0, whose logarithm there isn't."""
LOUDEST_DB = 20.0
"""A level above it is taken as this: full scale is 0."""

FLOOR_S, FLOOR_SHARE = 30.0, 0.1
"""The noise floor is the level that a tenth of the last half minute lies below: between two words nobody talks."""
ABOVE_FLOOR_DB = 12.0
"""So far above the noise floor a level counts as a voice."""
LEAST_DB = -50.0
"""Nobody who talks into a microphone is softer. A plain gate there agreed with a speech detector over a clip: 79 % of
the time was speech to the one, 82 % to the other."""
CLOSES_LOWER_DB = 6.0
"""So far below the line where it opens, so that a word that fades doesn't end it: OBS's own gate has 6 dB too."""
OPENS_TICKS, OF_TICKS = 3, 5
"""Of the last five levels three have to be loud: a click is one or two. OBS sends one in 50 ms, each of the latest 10
to 21 ms of sound."""
CLOSES_AFTER_S = 0.6
"""Between two phrases people breathe for less."""
KNOWN_AFTER_S = 2.0
"""Until then the noise floor isn't known, and nothing counts as a voice."""


def decibels(magnitude: float) -> float:
    """The level of a multiplier (1 is full scale, 0 is silence), in dB."""
    if not magnitude > 0:  # nor if it is no number
        return SILENCE_DB
    return min(LOUDEST_DB, max(SILENCE_DB, 20 * math.log10(magnitude)))


class VoiceActivity:
    """One microphone's. Give it every level as it comes; after a pause (`pause`) the floor is still known."""

    def __init__(self, line_db: float | None = None) -> None:
        self.line_db = line_db
        """Where the streamer drew the line; None: by the noise floor."""
        self.talks = False
        self.level_db = SILENCE_DB
        """The newest level."""
        self._levels: deque[tuple[float, float]] = deque()
        self._sorted: list[float] = []
        self._latest: deque[float] = deque(maxlen=OF_TICKS)
        self._heard_at: float | None = None
        """When the streamer was loud enough last; before that, when the first level came."""

    @property
    def floor_db(self) -> float:
        """The noise floor."""
        if not self._sorted:
            return SILENCE_DB
        return self._sorted[int(len(self._sorted) * FLOOR_SHARE)]

    @property
    def opens_db(self) -> float:
        """From here on a level counts as a voice."""
        if self.line_db is not None:
            return self.line_db
        return max(self.floor_db + ABOVE_FLOOR_DB, LEAST_DB)

    def quiet_s(self, now: float) -> float:
        """For how many seconds nobody has talked; 0 while somebody does."""
        if self.talks or self._heard_at is None:
            return 0.0
        return max(0.0, now - self._heard_at)

    def hear(self, level_db: float, now: float) -> bool:
        """The next level. Whether somebody begins or ceases to talk with it."""
        self.level_db = level_db = min(LOUDEST_DB, max(SILENCE_DB, level_db)) if level_db == level_db else SILENCE_DB
        self._forget(now)
        self._levels.append((now, level_db))
        insort(self._sorted, level_db)
        self._latest.append(level_db)
        if self._heard_at is None:
            self._heard_at = now
        opens_db = self.opens_db
        if self.talks:
            if level_db >= opens_db - CLOSES_LOWER_DB:
                self._heard_at = now
            return self._close() if now - self._heard_at >= CLOSES_AFTER_S else False
        is_known = self.line_db is not None or now - self._levels[0][0] >= KNOWN_AFTER_S
        if is_known and sum(one >= opens_db for one in self._latest) >= OPENS_TICKS:
            self.talks, self._heard_at = True, now
            return True
        return False

    def pause(self, now: float) -> bool:
        """Nothing can be heard: it is muted, or not on air. Whether somebody ceases to talk with that."""
        self.level_db = SILENCE_DB
        self._latest.clear()
        if self._heard_at is None:
            self._heard_at = now
        return self._close() if self.talks else False

    def _close(self) -> bool:
        self.talks = False
        self._latest.clear()
        return True

    def _forget(self, now: float) -> None:
        while self._levels and now - self._levels[0][0] > FLOOR_S:
            _, old = self._levels.popleft()
            del self._sorted[bisect_left(self._sorted, old)]
