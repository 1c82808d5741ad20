"""Limits: how much one client may ask in a while."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

MOST_CLIENTS = 10_000
"""Clients remembered at once; the longest silent are forgotten first."""


class Limiter:
    """A sliding window of 60 s per client and purpose. (The package `limits` starts a thread for each store.)"""

    WINDOW_S = 60.0

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._calls: dict[tuple[str, str], deque[float]] = {}

    def wait_s(self, purpose: str, client: str, most: int) -> float:
        """Count a call. 0 if it may pass, else the seconds until one may; a refused call isn't counted."""
        now = self._clock()
        calls = self._calls.pop((purpose, client), None) or deque()
        while calls and calls[0] <= now - self.WINDOW_S:
            calls.popleft()
        self._calls[purpose, client] = calls
        while len(self._calls) > MOST_CLIENTS:
            del self._calls[next(iter(self._calls))]
        if len(calls) >= most:
            return calls[0] + self.WINDOW_S - now
        calls.append(now)
        return 0.0
