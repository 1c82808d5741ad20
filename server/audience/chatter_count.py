"""Chatter count: how many of those who watch chat at all."""

from __future__ import annotations

import math
from math import inf

from server.audience.pace import life_viewers

CHATTERS, CHATTERS_OF_PACE = 0.7, 0.65
"""Exponents that give who chats of those who watch, and of those who would watch a stream of that pace: 25 to 40 of 110
(docs/realism.md)."""
CHATTERS_OF_ARRIVALS = 0.65
"""Exponent that gives who chats of those who come at once, as with a raid."""


def chatters_at_start(viewers: int, gap_s: float = inf) -> int:
    """How many of `viewers` chat at all when the show begins, at a mean of `gap_s` seconds between two messages.

    As many as such a stream has (docs/realism.md), or as a stream with that pace has: a chat that is faster than life
    has more people who write, not one who writes more. Never more than watch.
    """
    chatters = max(math.pow(viewers, CHATTERS), math.pow(life_viewers(gap_s), CHATTERS_OF_PACE))
    return max(2, min(viewers, round(2 + chatters)))


def chatters_among(arrivals: int) -> int:
    """How many of `arrivals` viewers who come at once chat."""
    return round(math.pow(max(0, arrivals), CHATTERS_OF_ARRIVALS))
