"""Regulars: the regulars of the channels, in memory and written through to the store.

Rooms read and write it without waiting. What is lost in a crash is who came since the last entry, five minutes at most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence

from server.audience.regulars import as_data, from_data
from server.audience.viewer import Viewer
from server.model.phrase import Language
from server.store.store import Store, StoreError

log = logging.getLogger(__name__)


class RegularsCache:
    """Regular viewers by channel and language. `open` it first."""

    def __init__(self) -> None:
        self._store: Store | None = None
        self._known: dict[tuple[str, Language], tuple[Viewer, ...]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, store: Store, channel: str, languages: Iterable[Language]) -> None:
        """Read a channel's regulars in these languages."""
        self._store = store
        for language in languages:
            kept = (from_data(one) for one in await store.regulars(channel, language))
            self._known[channel, language] = tuple(viewer for viewer in kept if viewer is not None)

    def known(self, channel: str, language: Language) -> Sequence[Viewer]:
        """The regulars, as the last `enter` left them."""
        return self._known.get((channel, language), ())

    def enter(self, channel: str, language: Language, regulars: Sequence[Viewer]) -> None:
        """Keep these from now on; they reach the disk soon."""
        self._known[channel, language] = tuple(regulars)
        if self._store is None:
            return
        task = asyncio.get_running_loop().create_task(
            self._save(self._store, channel, language), name=f"save regulars {channel}"
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Wait until all is on disk."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._store = None

    async def _save(self, store: Store, channel: str, language: Language) -> None:
        try:
            people = [as_data(viewer) for viewer in self._known[channel, language]]
            await store.keep_regulars(channel, language, people)
        except StoreError:
            # A show goes on without them; the next call of `enter` tries again.
            log.exception("the regulars of channel %s weren't kept", channel)
