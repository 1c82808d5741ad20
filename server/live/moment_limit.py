"""Moment limit: how many moments a room takes. Pure: takes time (seconds) as an argument."""

from __future__ import annotations

from collections import deque

MOST, WITHIN_S = 5, 10.0
"""Moments that a room takes in that many seconds."""


class TooManyMoments(Exception):
    """The room is still busy with the moments of the last seconds. `retry_after_s` tells when to come back."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__()
        self.retry_after_s = retry_after_s


class MomentLimit:
    """The last moments of one room."""

    def __init__(self) -> None:
        self._last: deque[float] = deque(maxlen=MOST)

    def add(self, now: float) -> None:
        """One more. Raises `TooManyMoments`."""
        if len(self._last) == MOST and now - self._last[0] < WITHIN_S:
            raise TooManyMoments(self._last[0] + WITHIN_S - now)
        self._last.append(now)
