"""What a channel's chat remembers of its last evenings: tables of one row for each evening, channel and language."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from server.model.evening import Evening
from server.model.phrase import Language
from server.store.store import Store

Content = TypeVar("Content")

DIGEST_BYTES = 6
"""Of `server.text.words.digest`."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptEvening(Generic[Content]):
    """What is kept of one evening."""

    began_at: int
    """Unix time in seconds; it names the evening."""
    ended_at: int
    """Unix time of the last entry."""
    content: Content


@dataclass(frozen=True, slots=True)
class EveningTable(Generic[Content]):
    """Where one kind of memory is, and how it is written."""

    name: str
    column: str
    written: Callable[[Content], str | bytes]
    read: Callable[[Any], Content]
    """From the column; raises `ValueError` or `TypeError` where it holds something else."""


def _digests_written(lines: frozenset[int]) -> bytes:
    return b"".join(line.to_bytes(DIGEST_BYTES, "big") for line in sorted(lines))


def _digests_read(kept: Any) -> frozenset[int]:
    """The digests; of a blob that was cut, the whole ones. Raises `TypeError` for anything but a blob."""
    if not isinstance(kept, bytes):
        raise TypeError("digests are a blob")
    whole = len(kept) - len(kept) % DIGEST_BYTES
    return frozenset(int.from_bytes(kept[at : at + DIGEST_BYTES], "big") for at in range(0, whole, DIGEST_BYTES))


def _memory_written(evening: Evening) -> str:
    return evening.model_dump_json(exclude_defaults=True)


SPOKEN_OF = EveningTable("evenings", "memory", _memory_written, Evening.model_validate_json)
"""What the evenings were about."""
SAID = EveningTable("said_lines", "lines", _digests_written, _digests_read)
"""Digests of the lines that were said: enough to say something else, too little to read."""


class EveningsStore(Generic[Content]):
    """The rows of one of these tables. Raises `StoreError`."""

    def __init__(self, store: Store, table: EveningTable[Content]) -> None:
        self._store = store
        self._table = table

    async def evenings(self, channel: str, language: Language) -> list[KeptEvening[Content]]:
        """The kept evenings, the newest first; one that can't be read is left out and named in the log."""
        table = self._table
        rows = await self._store.rows(
            f"SELECT began_at, ended_at, {table.column} AS content FROM {table.name}"
            " WHERE channel = :channel AND language = :language ORDER BY began_at DESC",
            channel=channel,
            language=language,
        )
        found = []
        for row in rows:
            try:
                found.append(KeptEvening(int(row.began_at), int(row.ended_at), table.read(row.content)))
            except (TypeError, ValueError):  # pydantic's error is a ValueError
                log.warning("%s: an evening of channel %s can't be read, and is left out", table.name, channel)
        return found

    async def keep(self, channel: str, language: Language, kept: KeptEvening[Content]) -> None:
        """Keep an evening, in place of what it was."""
        name, column = self._table.name, self._table.column
        await self._store.write(
            f"INSERT INTO {name} (channel, language, began_at, ended_at, {column})"
            " VALUES (:channel, :language, :began_at, :ended_at, :content)"
            " ON CONFLICT (channel, language, began_at)"
            f" DO UPDATE SET ended_at = excluded.ended_at, {column} = excluded.{column}",
            {
                "channel": channel,
                "language": language,
                "began_at": kept.began_at,
                "ended_at": kept.ended_at,
                "content": self._table.written(kept.content),
            },
        )

    async def forget(self, channel: str, language: Language, *, before: int) -> None:
        """Let go of the evenings that began before that Unix time."""
        await self._store.write(
            f"DELETE FROM {self._table.name} WHERE channel = :channel AND language = :language AND began_at < :before",
            {"channel": channel, "language": language, "before": before},
        )
