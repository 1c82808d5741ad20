"""Modulation: how far the rate of the rhythm is from the pace's, and what brings it back.

The first term of the rhythm's model (see `rhythm`): exp(X - s²/2), where X is an Ornstein-Uhlenbeck process. X alone
would leave an evening 14 % off its mean. A proportional correction with a time constant of CORRECTION_MESSAGES removes
the error: over a long run the mean is the pace's.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from math import exp, sqrt
from random import Random

# Fitted to small streams (docs/realism.md).
MODULATION_SIGMA = 0.39
"""Standard deviation of X: the model's s."""
MODULATION_S = 490.0
"""Correlation time of X, in seconds."""

MODULATION_START = -0.12
"""Mean of X when a show begins: a beginning is slower, since part of the chatters arrive later."""
WAVE_RAISE = 0.12
"""Added to X by a wave, per step of its intensity; X never rises over two standard deviations by it."""

CORRECTION_MESSAGES = 360.0
"""Time constant of the rate correction, in messages."""
CORRECTION_LIMIT = 0.6
"""Largest value, either way, that the rate correction adds to X."""

LONGEST_GAP = 8.0
"""Longest gap, in mean gaps: a chat that is silent for longer looks broken."""
LONGEST_GAP_S = 60.0
"""Longest gap, in seconds, for the same reason."""
GAP_COMPENSATION = 5.3
"""Reduction of the log rate of immigrants, per e^-(longest gap in means): offsets the beats that the bound adds."""


class Modulation:
    """The modulation of one show's rate."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._value = random.gauss(MODULATION_START, MODULATION_SIGMA)
        """X at `_at`."""
        self._at = 0.0
        self._behind = 0.0
        """Messages due until now at the pace's mean, less those taken."""
        self._tempo = 0.0
        """Added to the log rate for as long as it is set."""
        self._corrects_custom = False
        """Whether a custom pace has a tempo: then its mean has to be kept too."""

    def start(self, now: float) -> None:
        """Begin, or go on after a sleep: nothing is due for the time in between."""
        self._at = now

    def forget_debt(self) -> None:
        """Another pace: what was due at the old one isn't made up for."""
        self._behind = 0.0

    def set_tempo(self, tempo: float) -> float:
        """Add `tempo` to the log rate from now on. By how much it differs from the one before."""
        change, self._tempo = tempo - self._tempo, tempo
        return change

    def correct_custom(self) -> None:
        """A custom pace has another tempo: its mean has to be kept for as long as it has one."""
        corrects = self._tempo != 0
        if corrects != self._corrects_custom:
            self._corrects_custom, self._behind = corrects, 0.0

    def custom(self) -> float:
        """What is added to the log rate of a custom pace."""
        if not self._corrects_custom:
            return 0.0
        return self._tempo + _limited(self._behind / CORRECTION_MESSAGES)

    def count(self) -> None:
        """A message was taken that counts against the pace; those of waves come on top."""
        self._behind -= 1

    def passed(self, gap_s: float, mean_s: float) -> None:
        """So many seconds passed, at a pace of one message in `mean_s`."""
        self._behind += max(0.0, gap_s) / mean_s

    def swell(self, intensity: int) -> None:
        """A wave came: the rate is higher for a while."""
        self._value = min(2 * MODULATION_SIGMA, self._value + WAVE_RAISE * intensity)

    def factor(self, now: float, mean_s: float) -> float:
        """Factor on the rate of immigrants at `now`."""
        return exp(self._until(now) - MODULATION_SIGMA**2 / 2 + self._correction(mean_s) + self._tempo)

    def _until(self, now: float) -> float:
        """X at `now`, by the exact transition of the Ornstein-Uhlenbeck process."""
        stays = exp(-max(0.0, now - self._at) / MODULATION_S)
        self._value = self._value * stays + self._random.gauss(0, MODULATION_SIGMA * sqrt(1 - stays**2))
        self._at = now
        return self._value

    def _correction(self, mean_s: float) -> float:
        """What is added to X so that the mean stays the pace's."""
        # A tight bound on gaps adds many beats: the correction has to be faster.
        room = min(LONGEST_GAP, LONGEST_GAP_S / mean_s)
        window = CORRECTION_MESSAGES * (room / LONGEST_GAP) ** 2
        return _limited(self._behind / window) - GAP_COMPENSATION * exp(-room)


def _limited(correction: float) -> float:
    return max(-CORRECTION_LIMIT, min(CORRECTION_LIMIT, correction))
