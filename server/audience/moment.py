"""Moment: something that just happened on stream, and the wave of reactions that it makes.

Pure: takes time and randomness as arguments. Times are in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FIRST_S = (0.06, 0.22)
"""Until the first reaction; DESIGN asks for 0.3 at most, delivery included."""
SIZE = (6, 9)
"""Messages in a wave."""
APART_S = (0.18, 0.35)
"""Between two messages of a wave."""
AFTERGLOW = 2.0
"""Mean number of late reactions, while the swell dies down."""
DECAY_S = 13.0
"""Time constant of the afterglow: the audience's own (REALISM, "Model")."""


@dataclass(frozen=True, slots=True)
class Wave:
    """The reactions to one moment: when each is due."""

    moment: str
    messages: tuple[float, ...]
    """Times of the wave proper, in order."""
    afterglow: tuple[float, ...]
    """Times of the late ones, in order."""

    @property
    def lasts_s(self) -> float:
        """From the first message of the wave proper to its last."""
        return self.messages[-1] - self.messages[0]


def make_wave(moment: str, now: float, random: Random) -> Wave:
    """A wave that begins at once and dies down."""
    due = now + random.uniform(*FIRST_S)
    messages = [due]
    for _ in range(random.randint(*SIZE) - 1):
        due += random.uniform(*APART_S)
        messages.append(due)
    late = []
    after = due
    # A Poisson number of late ones: unit exponentials until they pass the mean.
    left = AFTERGLOW - random.expovariate(1.0)
    while left > 0:
        late.append(after + 0.8 + random.expovariate(1 / DECAY_S))
        left -= random.expovariate(1.0)
    return Wave(moment, tuple(messages), tuple(sorted(late)))
