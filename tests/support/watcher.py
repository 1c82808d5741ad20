"""A page as a room sees it, without a connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from server.live.event import Comment, Event
from server.live.watcher import WatcherKind
from tests.support.stream import PATIENCE_S


class Page:
    """A watcher that remembers what it was sent."""

    scope = "overlay"
    page = session = ""
    transport = None

    def __init__(self, kind: WatcherKind = "overlay") -> None:
        self.kind: WatcherKind = kind
        self.events: asyncio.Queue[Event] = asyncio.Queue()
        self.ended = False

    def deliver(self, event: Event | Comment) -> bool:
        if isinstance(event, Event):
            self.events.put_nowait(event)
        return True

    def end(self, last: Event | None = None) -> None:
        self.ended = True

    async def next(self, name: str | None = None) -> Event:
        return await self.until(name, lambda _: True)

    async def until(self, name: str | None, condition: Callable[[Event], object], within: float = PATIENCE_S) -> Event:
        """The next event of that name that fulfils `condition`; one bound for the whole wait."""
        async with asyncio.timeout(within):
            while True:
                event = await self.events.get()
                if event.name == name and condition(event):
                    return event
