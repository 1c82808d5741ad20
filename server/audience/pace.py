"""Pace: how often a chat speaks, by its name, its bounds, or by how many are watching.

The figures of "life" are those of small streams (docs/realism.md): rate = .12 V^.83 messages a minute for V viewers.
"""

from __future__ import annotations

import math

from server.model.settings import USUAL_VIEWERS, CustomPace, Pace

PACES_S = {"calm": 7.0, "normal": 5.0, "lively": 3.0, "frantic": 1.0}
"""Mean seconds between two messages."""

LIFE_SLOWEST_S = 20.0
"""A practice chat is never as silent as life: one message in so many seconds at least."""
READABLE_S = 0.9
"""What an eye can follow: above it slow mode holds the screen at this."""


def life_gap_s(viewers: int) -> float:
    """Mean seconds between two messages of a stream with that many viewers, as in life, however fast."""
    return 60 / (0.12 * math.pow(max(1, viewers), 0.83))


def life_viewers(gap_s: float) -> float:
    """How many watch a stream, as in life, whose messages are a mean of `gap_s` seconds apart."""
    return math.pow(60 / gap_s / 0.12, 1 / 0.83)


def mean_gap_s(pace: Pace, viewers: int = USUAL_VIEWERS) -> float:
    """Mean seconds between two messages at `pace`."""
    if isinstance(pace, CustomPace):
        return (pace.min + pace.max) / 2
    if pace == "life":
        return min(LIFE_SLOWEST_S, max(READABLE_S, life_gap_s(viewers)))
    return PACES_S[pace]


def is_slow_mode(pace: Pace, viewers: int) -> bool:
    """Whether the chat would run faster than an eye can follow, and is held back."""
    return pace == "life" and life_gap_s(viewers) < READABLE_S
