"""Rate limit: how much one client may ask in a while."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        while calls and calls[0] + self.WINDOW_S <= now:
            calls.popleft()
        self._calls[purpose, client] = calls
        while len(self._calls) > MOST_CLIENTS:
            del self._calls[next(iter(self._calls))]
        if len(calls) >= most:
            return calls[0] + self.WINDOW_S - now
        calls.append(now)
        return 0.0


AGAIN_S = 1.0
"""A second press of the same trigger within this time is the first one, sent twice."""


class Presses:
    """The last press of each trigger. Tools send one twice, and people press twice."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._at: dict[str, float] = {}

    @contextmanager
    def once(self, name: str) -> Iterator[bool]:
        """Whether this press is the first one. One that fails inside counts for nothing."""
        now = self._clock()
        self._at = {pressed: at for pressed, at in self._at.items() if now - at < AGAIN_S}
        first = name not in self._at
        if first:
            self._at[name] = now
        try:
            yield first
        except BaseException:
            self._at.pop(name, None)
            raise
