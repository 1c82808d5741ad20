"""Evening memory: what is kept of a channel's last evenings, in memory and written through to the store.

Rooms read and write it without waiting. What is lost in a crash is what came since the last entry, five minutes at
most.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from server.model.phrase import Language
from server.store.evenings import EveningsStore, EveningTable, KeptEvening
from server.store.store import Store, StoreError

EVENING_ENDS_S = 6 * 3600
"""A show that begins so many seconds after the last entry belongs to another evening."""

Content = TypeVar("Content")

log = logging.getLogger(__name__)


class EveningMemory(Generic[Content]):
    """The last evenings of each channel and language, at most `most` of each. `open` it first."""

    def __init__(
        self,
        table: EveningTable[Content],
        with_more: Callable[[Content, Content], Content],
        *,
        most: int,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.wall = wall
        self._table = table
        self._with_more = with_more
        self._most = most
        self._store: EveningsStore[Content] | None = None
        self._evenings: dict[tuple[str, Language], list[KeptEvening[Content]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._saving = asyncio.Lock()

    async def open(self, store: Store, channel: str, languages: Iterable[Language]) -> None:
        """Read a channel's evenings in these languages."""
        self._store = EveningsStore(store, self._table)
        for language in languages:
            try:
                self._evenings[channel, language] = await self._store.evenings(channel, language)
            except StoreError:
                log.exception("%s: channel %s's evenings can't be read", self._table.name, channel)

    def kept(self, channel: str, language: Language) -> Sequence[KeptEvening[Content]]:
        """The kept evenings, the newest first. Tonight's is among them once something of it was kept."""
        return self._evenings.get((channel, language), ())

    def add(self, channel: str, language: Language, content: Content) -> None:
        """Keep that of the show that runs; it reaches the disk soon."""
        now = int(self.wall())
        evenings = self._evenings.setdefault((channel, language), [])
        if evenings and now - evenings[0].ended_at < EVENING_ENDS_S:
            # After a restart the show begins anew, and the evening goes on.
            evenings[0] = KeptEvening(evenings[0].began_at, now, self._with_more(evenings[0].content, content))
        else:
            evenings.insert(0, KeptEvening(now, now, content))
            del evenings[self._most :]
        if self._store is not None:
            saving = self._save(self._store, channel, language, evenings[0], oldest=evenings[-1].began_at)
            task = asyncio.get_running_loop().create_task(saving, name=f"{self._table.name} {channel}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Wait until all is on disk."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._store = None

    async def _save(
        self,
        store: EveningsStore[Content],
        channel: str,
        language: Language,
        kept: KeptEvening[Content],
        *,
        oldest: int,
    ) -> None:
        try:
            async with self._saving:
                await store.keep(channel, language, kept)
                await store.forget(channel, language, before=oldest)
        except StoreError:
            # A show goes on without its memory; the next entry tries again.
            log.exception("%s: the evening of channel %s wasn't kept", self._table.name, channel)
