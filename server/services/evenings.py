"""What the last evenings were about, in memory and written through to the store, so that regulars can speak of it.

Rooms read and write it without waiting. What is lost in a crash is what happened since the last entry, five minutes at
most.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence

from server.audience.community import PastEvening
from server.model.evening import Evening
from server.model.phrase import Language
from server.services.said_lines import EVENING_ENDS_S
from server.store.evenings import EveningsStore, KeptEvening
from server.store.store import Store, StoreError

KEPT_EVENINGS = 6
"""Evenings that are spoken of: what is older, nobody remembers."""

log = logging.getLogger(__name__)


class Evenings:
    """The last evenings of each channel and language. `open` it first."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._store: EveningsStore | None = None
        self._evenings: dict[tuple[str, Language], list[KeptEvening]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._saving = asyncio.Lock()

    async def open(self, store: Store, channel: str, languages: Iterable[Language]) -> None:
        """Read a channel's evenings in these languages."""
        self._store = EveningsStore(store)
        for language in languages:
            try:
                self._evenings[channel, language] = await self._store.evenings(channel, language)
            except StoreError:
                log.exception("the evenings of channel %s can't be read; nobody will speak of them", channel)

    def before(self, channel: str, language: Language) -> Sequence[PastEvening]:
        """The evenings before this one, the newest first. A show that ended an hour ago is this one."""
        now = self._wall()
        kept = self._evenings.get((channel, language), [])
        return [PastEvening(one.evening, now - one.ended_at) for one in kept if now - one.ended_at >= EVENING_ENDS_S]

    def keep(self, channel: str, language: Language, evening: Evening) -> None:
        """That is to be remembered of the show that runs; it reaches the disk soon."""
        if evening.is_empty:
            return
        now = int(self._wall())
        evenings = self._evenings.setdefault((channel, language), [])
        if evenings and now - evenings[0].ended_at < EVENING_ENDS_S:
            # After a restart the show begins anew, and the evening goes on.
            evenings[0] = KeptEvening(evenings[0].began_at, now, evenings[0].evening.with_more(evening))
        else:
            evenings.insert(0, KeptEvening(now, now, evening))
            del evenings[KEPT_EVENINGS:]
        if self._store is not None:
            saving = self._save(self._store, channel, language, evenings[0], oldest=evenings[-1].began_at)
            task = asyncio.get_running_loop().create_task(saving, name=f"evening {channel}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Wait until all is on disk."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._store = None

    async def _save(
        self, store: EveningsStore, channel: str, language: Language, kept: KeptEvening, *, oldest: int
    ) -> None:
        try:
            async with self._saving:
                await store.keep(channel, language, kept)
                await store.forget(channel, language, before=oldest)
        except StoreError:
            # A show goes on without its memory; the next entry tries again.
            log.exception("what channel %s spoke of wasn't kept", channel)
