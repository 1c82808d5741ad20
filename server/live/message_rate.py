"""Message rate: how much was said in a room, and how fast. Pure: takes time (seconds) as an argument."""

from __future__ import annotations

from collections import deque

LATELY_S = 60.0
"""Seconds that the rate is counted over; while the first message is newer than that, the time since then."""
LEAST_S = 10.0
"""The shortest such time, so that a first message makes no rate of hundreds."""
REMEMBERED = 600
"""Latest messages whose times are kept; a faster chat's rate is counted over these."""


class MessageRate:
    """The messages of one room."""

    def __init__(self) -> None:
        self.messages = 0
        """Since the room is there."""
        self._recent: deque[float] = deque(maxlen=REMEMBERED)

    def add(self, now: float) -> None:
        """A message was shown."""
        self.messages += 1
        self._recent.append(now)

    def per_minute(self, now: float) -> float:
        """Messages a minute, lately."""
        if not self._recent:
            return 0.0
        window = min(LATELY_S, max(LEAST_S, now - self._recent[0]))
        return round(sum(1 for at in self._recent if now - at <= window) * 60 / window, 1)
