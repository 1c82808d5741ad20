"""Moment: something that just happened on stream, and the wave of reactions that it makes.

Pure: takes time and randomness as arguments. Times are in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from server.audience.distributions import poisson

FIRST_S = (0.06, 0.22)
"""Until the first reaction; DESIGN asks for 0.3 at most, delivery included."""
SIZES = {1: (3, 5), 2: (6, 9), 3: (11, 16)}
"""Messages in a wave, by its intensity; DESIGN's is 2."""
APART_S = {1: (0.28, 0.6), 2: (0.18, 0.35), 3: (0.14, 0.3)}
"""Between two messages of a wave."""
AFTERGLOW = {1: 1.0, 2: 2.5, 3: 5.0}
"""Mean number of late reactions, while the swell dies down. One of them is certain."""
LATE_S = 1.6
"""From the wave's end to its first late reaction, at least: whoever asks for a clip has seen it whole."""
DECAY_S = 13.0
"""Time constant of the afterglow: the audience's own (REALISM, "Model")."""
LAST_S = 60.0
"""A wave is over then."""

Intensity = Literal[1, 2, 3]
INTENSITIES: tuple[Intensity, ...] = (1, 2, 3)
DEFAULT_INTENSITY: Intensity = 2


@dataclass(frozen=True, slots=True)
class Wave:
    """The reactions to one moment: when each is due."""

    moment: str
    intensity: int
    messages: tuple[float, ...]
    """Times of the wave proper, in order."""
    afterglow: tuple[float, ...]
    """Times of the late ones, in order."""

    @property
    def lasts_s(self) -> float:
        """From the first message of the wave proper to its last."""
        return self.messages[-1] - self.messages[0]


def make_wave(moment: str, now: float, random: Random, intensity: int = DEFAULT_INTENSITY) -> Wave:
    """A wave that begins at once and dies down. `intensity` is 1 to 3."""
    due = now + random.uniform(*FIRST_S)
    messages = [due]
    for _ in range(random.randint(*SIZES[intensity]) - 1):
        due += random.uniform(*APART_S[intensity])
        messages.append(due)
    late = [
        due + LATE_S + min(LAST_S, random.expovariate(1 / DECAY_S))
        for _ in range(1 + poisson(AFTERGLOW[intensity] - 1, random))
    ]
    return Wave(moment, intensity, tuple(messages), tuple(sorted(late)))
