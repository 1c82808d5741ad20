"""Clock: the two times of a room.

What is due goes by a clock that never jumps. What people read goes by the wall clock, asked anew each time: it jumps
when a computer wakes, when the network corrects it and when somebody sets it.
"""

from __future__ import annotations

from collections.abc import Callable

SET_BACK_MS = 10_000
"""A wall clock that goes back by less was corrected, and stamps go on; by more it was set, and they follow it."""


class Clock:
    """`steady` is in seconds from anywhere, `wall` in seconds of Unix time."""

    def __init__(self, steady: Callable[[], float], wall: Callable[[], float]) -> None:
        self._steady = steady
        self._wall = wall
        self._stamped = 0

    def now(self) -> float:
        """Seconds on the clock that never jumps."""
        return self._steady()

    def wall_ms(self) -> int:
        """Unix time in milliseconds, as the wall clock has it now."""
        return round(self._wall() * 1000)

    def stamp(self) -> int:
        """The same for a message: each later than the one before."""
        now = self.wall_ms()
        if self._stamped - SET_BACK_MS < now <= self._stamped:
            now = self._stamped + 1
        self._stamped = now
        return now
