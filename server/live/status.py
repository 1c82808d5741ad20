"""Status: when the status of a room goes out. Many changes make one status, and counts concern the panels alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from server.live.event import Event
from server.live.hub import Hub

SOON_S = 0.25
"""A status waits that long for others to join it."""
COUNTS_S = 2.0
"""Counts are renewed that often while messages flow."""


class StatusPublisher:
    """Sends what `make` says to everybody of `hub`, or to those who count along. One timer at most."""

    def __init__(self, hub: Hub, make: Callable[[], Event]) -> None:
        self._loop = asyncio.get_running_loop()
        self._hub = hub
        self._make = make
        self._timer: asyncio.TimerHandle | None = None
        self._for_all = False

    def soon(self) -> None:
        """Something changed that every page shows."""
        self._for_all = True
        if self._timer is not None and self._timer.when() > self._loop.time() + SOON_S:
            self._timer.cancel()
            self._timer = None
        if self._timer is None and len(self._hub):
            self._timer = self._loop.call_later(SOON_S, self._send)

    def count(self, *, for_all: bool) -> None:
        """Counts went up. They are for the panels, unless the overlays show them too."""
        self._for_all |= for_all
        if self._timer is None and (for_all or self._hub.pages("panel")):
            self._timer = self._loop.call_later(COUNTS_S, self._send)

    def close(self) -> None:
        """Send nothing more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _send(self) -> None:
        self._timer = None
        to = None if self._for_all else self._hub.pages("panel")
        self._for_all = False
        self._hub.send(self._make(), to)
