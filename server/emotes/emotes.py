"""Emotes: those that the pages show beside the built-in ones: of the streamer's folder, and of the providers' sets."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from server.emotes.emote import Emote
from server.emotes.enabled_sets import EnabledSets
from server.emotes.folder import Folder, Found
from server.emotes.sets import Sets

LOOK_S = 3.0
"""Seconds between two looks into the folder, while a page is open."""


class Emotes:
    """Every emote, by its code. An async context: while it is open the folder is watched and the sets are renewed.

    `changed` is called whenever there are others; `watched` tells whether anybody would see it.
    """

    def __init__(self, folder: Folder, sets: Sets, *, changed: Callable[[], None], watched: Callable[[], bool]) -> None:
        self.folder = folder
        self.sets = sets
        self.found = Found()
        self.revision = ""
        self._changed = changed
        self._watched = watched
        self._by_code: dict[str, Emote] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._lock = asyncio.Lock()
        """Of the folder: one change at a time."""

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self.folder.make)
        await self.sets.open()
        await self.look()
        self._tasks = [
            asyncio.create_task(self._watch(), name="emotes: folder"),
            asyncio.create_task(self.sets.keep(), name="emotes: sets"),
        ]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    @property
    def all(self) -> tuple[Emote, ...]:
        """Every emote; where two have one code, the streamer's own."""
        return tuple(self._by_code.values())

    def find(self, code: str) -> Emote | None:
        """The emote of that code."""
        return self._by_code.get(code)

    async def look(self) -> None:
        """Look into the folder now."""
        self.found = await asyncio.to_thread(self.folder.look)
        by_code = {emote.code: emote for emote in (*self.sets.emotes, *self.found.emotes)}
        if by_code == self._by_code:
            return
        self._by_code = by_code
        listed = "\n".join(f"{emote.code} {emote.version}" for emote in by_code.values())
        self.revision = hashlib.sha256(listed.encode()).hexdigest()[:16] if listed else ""
        self._changed()

    async def put(self, code: str, data: bytes) -> bool:
        """Keep an image of the streamer's under a code. Whether one of that code gave way.

        Raises `BadEmote`, `OSError`.
        """
        async with self._lock:
            replaced = await asyncio.to_thread(self.folder.put, code, data)
            await self.look()
        return replaced

    async def remove(self, code: str) -> bool:
        """Take one of the streamer's out. Whether there was one. Raises `OSError`."""
        async with self._lock:
            removed = await asyncio.to_thread(self.folder.remove, code)
            await self.look()
        return removed

    async def want(self, wanted: EnabledSets) -> None:
        """Switch sets on and off. Raises `OSError`."""
        await self.sets.want(wanted)
        await self.look()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            if self._watched():
                with suppress(OSError):  # a folder on a stick that is gone comes back
                    await self.look()
