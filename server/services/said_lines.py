"""What was said in the last evenings, in memory and written through to the store, so that tonight says something else.

Rooms read and write it without waiting. What is lost in a crash are the lines since the last entry, five minutes at
most; a line heard twice is the harm.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Set

from server.model.phrase import Language
from server.store.said_lines import SaidEvening, SaidLinesStore
from server.store.store import Store, StoreError

KEPT_EVENINGS = 30
"""Evenings that are kept: so long a topic rests, a line a third of it (`server.text.words.LINE_RESTS`)."""
EVENING_ENDS_S = 6 * 3600
"""A show that begins so long after the last entry belongs to another evening."""

log = logging.getLogger(__name__)


class SaidLines:
    """The last evenings of each channel and language. `open` it first."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._store: SaidLinesStore | None = None
        self._evenings: dict[tuple[str, Language], list[SaidEvening]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._saving = asyncio.Lock()

    async def open(self, store: Store, channel: str, languages: Iterable[Language]) -> None:
        """Read a channel's evenings in these languages."""
        self._store = SaidLinesStore(store)
        for language in languages:
            try:
                self._evenings[channel, language] = await self._store.evenings(channel, language)
            except StoreError:
                log.exception("what channel %s said before can't be read; lines may come again", channel)

    def before(self, channel: str, language: Language) -> Mapping[int, int]:
        """Digests of the lines that the last evenings said, with how many evenings ago: 1 for this one or the last."""
        evenings = self._evenings.get((channel, language), [])
        found: dict[int, int] = {}
        for ago, evening in reversed(list(enumerate(evenings, 1))):
            found.update(dict.fromkeys(evening.lines, ago))
        return found

    def keep(self, channel: str, language: Language, lines: Set[int]) -> None:
        """These were said in the show that runs; they reach the disk soon."""
        if not lines:
            return
        now = int(self._wall())
        evenings = self._evenings.setdefault((channel, language), [])
        if evenings and now - evenings[0].ended_at < EVENING_ENDS_S:
            evenings[0] = SaidEvening(evenings[0].began_at, now, evenings[0].lines | lines)
        else:
            evenings.insert(0, SaidEvening(now, now, frozenset(lines)))
            del evenings[KEPT_EVENINGS:]
        if self._store is not None:
            saving = self._save(self._store, channel, language, evenings[0], oldest=evenings[-1].began_at)
            task = asyncio.get_running_loop().create_task(saving, name=f"said lines {channel}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Wait until all is on disk."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._store = None

    async def _save(
        self, store: SaidLinesStore, channel: str, language: Language, evening: SaidEvening, *, oldest: int
    ) -> None:
        try:
            async with self._saving:
                await store.keep(channel, language, evening)
                await store.forget(channel, language, before=oldest)
        except StoreError:
            # A show goes on without its memory; the next entry tries again.
            log.exception("what channel %s said wasn't kept", channel)
