"""What a channel's chat remembers of its last evenings."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from pydantic import ValidationError

from server.model.evening import Evening
from server.model.phrase import Language
from server.store.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptEvening:
    """One evening."""

    began_at: int
    """Unix time in seconds; it names the evening."""
    ended_at: int
    """Unix time of the last entry."""
    evening: Evening


class EveningsStore:
    """The evenings of each channel and language. Raises `StoreError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def evenings(self, channel: str, language: Language) -> list[KeptEvening]:
        """The kept evenings, the newest first; one that can't be read is left out and named in the log."""
        rows = await self._store.rows(
            "SELECT began_at, ended_at, memory FROM evenings WHERE channel = :channel AND language = :language"
            " ORDER BY began_at DESC",
            channel=channel,
            language=language,
        )
        found = []
        for row in rows:
            try:
                memory = row.memory if isinstance(row.memory, str) else ""
                found.append(KeptEvening(int(row.began_at), int(row.ended_at), Evening.model_validate_json(memory)))
            except (ValidationError, TypeError, ValueError):
                log.warning("an evening of channel %s can't be read: nobody will speak of it", channel)
        return found

    async def keep(self, channel: str, language: Language, kept: KeptEvening) -> None:
        """Keep an evening, in place of what it was."""
        await self._store.write(
            "INSERT INTO evenings (channel, language, began_at, ended_at, memory)"
            " VALUES (:channel, :language, :began_at, :ended_at, :memory)"
            " ON CONFLICT (channel, language, began_at)"
            " DO UPDATE SET ended_at = excluded.ended_at, memory = excluded.memory",
            {
                "channel": channel,
                "language": language,
                "began_at": kept.began_at,
                "ended_at": kept.ended_at,
                "memory": kept.evening.model_dump_json(exclude_defaults=True),
            },
        )

    async def forget(self, channel: str, language: Language, *, before: int) -> None:
        """Let go of the evenings that began before that Unix time."""
        await self._store.write(
            "DELETE FROM evenings WHERE channel = :channel AND language = :language AND began_at < :before",
            {"channel": channel, "language": language, "before": before},
        )
