"""Moment: something that just happened on stream, and the wave of reactions that it makes.

Pure: takes time and randomness as arguments. Times are in seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from server.audience.viewer import Viewer
from server.model.intensity import DEFAULT_INTENSITY
from server.model.phrase import Mood

FIRST_S = (0.06, 0.22)
"""Until the first reaction; a wave is to be on screen within 0.3 s of the press."""
SIZES = {1: (3, 5), 2: (6, 9), 3: (11, 16)}
"""Messages in a wave, by its intensity."""
LASTS_S = {1: (2.5, 5.0), 2: (5.0, 10.0), 3: (8.0, 15.0)}
"""From the first message of a wave to its last."""
EARLY = 2.2
"""How much a wave crowds at its start: an exponent on the share of its time; 1 is evenly."""
AFTERGLOW = {1: (1, 1), 2: (1, 2), 3: (2, 3)}
"""Number of late reactions, least and most: fuller lines about that very thing."""
LATE_S = 1.6
"""From the wave's end to its first late reaction, at least: whoever asks for a clip has seen it whole."""
LAST_S = (10.0, 40.0)
"""From the moment to a late reaction, least and most (docs/realism.md)."""

MOODS_OF_MOMENTS: Mapping[str, Mood] = {
    "laugh": "teasing",
    "hype": "excited",
    "omg": "excited",
    "fear": "excited",
    "fail": "teasing",
}
"""The mood of those who are first to react to a moment; to any other it is `excited`."""


@dataclass(frozen=True, slots=True)
class Wave:
    """The reactions to one moment: when each is due."""

    moment: str
    intensity: int
    messages: tuple[float, ...]
    """Times of the wave proper, in order."""
    afterglow: tuple[float, ...]
    """Times of the late ones, in order."""
    speaker: Viewer | None = None
    """Who is the first to speak, where it is one in particular."""


def make_wave(moment: str, now: float, random: Random, intensity: int = DEFAULT_INTENSITY) -> Wave:
    """A wave that begins at once and dies down. `intensity` is 1 to 3."""
    due = now + random.uniform(*FIRST_S)
    lasts_s = random.uniform(*LASTS_S[intensity])
    others = random.randint(*SIZES[intensity]) - 1
    messages = sorted(due + lasts_s * random.random() ** EARLY for _ in range(others))
    ends = messages[-1] if messages else due
    late = (max(ends + LATE_S, now + random.uniform(*LAST_S)) for _ in range(random.randint(*AFTERGLOW[intensity])))
    return Wave(moment, intensity, (due, *messages), tuple(sorted(late)))


def mood_of(moment: str) -> Mood:
    """The mood of those who are first to react to that moment."""
    return MOODS_OF_MOMENTS.get(moment, "excited")
