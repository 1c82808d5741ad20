"""Channels: the settings in memory, written through to the store, told to the rooms; and the links' generations.

One process owns the store, so what is in memory is what is on disk. A change is saved first and shown second: what a
streamer saw happen survives a kill -9.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from server.channel import MAIN, Channel
from server.live.rooms import Rooms
from server.store.store import Store
from server.web.links import SCOPES, Link, Scope


class Channels:
    """The channels of this server. `load` first."""

    def __init__(self, store: Store, rooms: Rooms) -> None:
        self._store = store
        self._rooms = rooms
        self._channels: dict[str, Channel] = {}
        self._generations: dict[tuple[str, Scope], int] = {}
        self._lock = asyncio.Lock()
        self._lowering: asyncio.Future[Channel] | None = None

    async def load(self) -> None:
        """Read what a server of one's own needs: its one channel."""
        self._channels[MAIN] = await self._store.channel(MAIN) or Channel()
        for scope in SCOPES:
            self._generations[MAIN, scope] = await self._store.generation(MAIN, scope)

    def get(self, id: str) -> Channel:
        """The channel. Raises `KeyError`."""
        return self._channels[id]

    async def change(self, id: str, how: Callable[[Channel], Channel]) -> Channel:
        """Make a change: one at a time, on disk before anybody sees it. Raises what `how` and the store raise."""
        async with self._lock:
            before = self._channels[id]
            after = how(before).settled(before)
            if after != before:
                await self._store.save(after)
                self._channels[id] = after
                self._rooms.change(after)
            return after

    def lower_soon(self, id: str) -> None:
        """The chat has faded out on air: lower the curtain, in a task of our own, since a room can't wait."""
        if self._lowering is None or self._lowering.done():
            lowered = {"curtain": "live"}
            self._lowering = asyncio.ensure_future(self.change(id, lambda old: old.model_copy(update=lowered)))

    async def close(self) -> None:
        """Wait for what is still being written."""
        if self._lowering is not None:
            await asyncio.wait({self._lowering})

    def link(self, channel: str, scope: Scope) -> Link:
        """The link of that scope that is good now."""
        return Link(channel, scope, self._generations[channel, scope])

    def alive(self, link: Link) -> bool:
        """Whether a link that is signed by us hasn't been renewed."""
        return self._generations.get((link.channel, link.scope)) == link.generation

    async def renew(self, channel: str, scope: Scope) -> Link:
        """A new link; the old ones die, the streams that they opened too."""
        async with self._lock:
            self._generations[channel, scope] = await self._store.raise_generation(channel, scope)
            self._rooms.end_links(channel, scope)
            return self.link(channel, scope)
