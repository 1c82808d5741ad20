"""Show timer: runs a room's show. One timer, for the next message, and only while the room is awake."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from server.live.backoff import Backoff

LATE_S = 3.0
"""A message that is due for longer is never said: the chat begins again instead, and quietly."""


class Turns(Protocol):
    """What a room does when its time has come."""

    def begin(self) -> None:
        """Begin, or begin again: nothing that was due before is said."""

    def due_at(self) -> float:
        """When the next message is due, by the room's clock."""

    def say(self) -> None:
        """Say it."""

    def stop(self) -> None:
        """Nobody says what was due: it is too late for it."""

    def goes_on(self) -> bool:
        """Fall asleep if no page watches any more. Returns whether the room is still awake."""

    def spoke(self) -> None:
        """It was said, and the next one is on its way."""


class ShowTimer:
    """Asks `turns` for one thing after the other. `now` is the room's clock, in seconds."""

    def __init__(self, turns: Turns, setback: Backoff, now: Callable[[], float]) -> None:
        self._loop = asyncio.get_running_loop()
        self._turns = turns
        self._setback = setback
        self._now = now
        self._handle: asyncio.TimerHandle | None = None
        self._anew = True
        """Whether the show begins anew before anybody speaks: what had been due is forgotten."""

    @property
    def is_awake(self) -> bool:
        """Whether there is a next time."""
        return self._handle is not None

    @property
    def is_under_way(self) -> bool:
        """Awake, and the show has begun."""
        return self.is_awake and not self._anew

    def wake(self) -> None:
        """Begin the show."""
        self._anew = True
        self.schedule()

    def sleep(self) -> None:
        """No next time."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def rest(self, for_s: float) -> None:
        """Nothing for so long; then the show begins anew."""
        self._anew = True
        self._set(for_s)

    def begin(self) -> None:
        """Begin now, if the show hasn't."""
        if self._anew:
            self._turns.begin()
            self._anew = False

    def schedule(self) -> None:
        """Set the timer for the next message; for the next attempt, if the show is broken."""
        try:
            self.begin()
            wait_s = self._turns.due_at() - self._now()
        except Exception as error:
            # Here and in `fire` is the edge of the room's own work: a broken show must not take the server along.
            wait_s = self._setback.rest_s(error)
        self._set(wait_s)

    def fire(self) -> None:
        """The time has come."""
        rest_s = None
        try:
            if self._anew or self._is_late():
                self._forget()
            else:
                self._turns.say()
                self._setback.over()
        except Exception as error:
            rest_s = self._setback.rest_s(error)
        if not self._turns.goes_on():
            return
        if rest_s is not None:
            self._set(rest_s)
        else:
            self.schedule()
            self._turns.spoke()

    def _is_late(self) -> bool:
        return self._now() - self._turns.due_at() > LATE_S

    def _forget(self) -> None:
        """The computer slept, or the process stood still: what had been due meanwhile isn't said after the fact."""
        if not self._anew:
            self._turns.stop()
        self._anew = True

    def _set(self, wait_s: float) -> None:
        self.sleep()
        self._handle = self._loop.call_later(max(0.0, wait_s), self.fire)
