"""What a channel's chat said in its last evenings, as digests: enough to say something else, too little to read."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from server.model.phrase import Language
from server.store.store import Store

DIGEST_BYTES = 6
"""Of `server.text.words.digest`."""


@dataclass(frozen=True, slots=True)
class SaidEvening:
    """What was said in one evening."""

    began_at: int
    """Unix time in seconds; it names the evening."""
    ended_at: int
    """Unix time of the last entry."""
    lines: frozenset[int]


class SaidLinesStore:
    """The evenings of each channel and language. Raises `StoreError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def evenings(self, channel: str, language: Language) -> list[SaidEvening]:
        """The kept evenings, the newest first."""
        rows = await self._store.rows(
            "SELECT began_at, ended_at, lines FROM said_lines WHERE channel = :channel AND language = :language"
            " ORDER BY began_at DESC",
            channel=channel,
            language=language,
        )
        return [SaidEvening(int(row.began_at), int(row.ended_at), _read(bytes(row.lines))) for row in rows]

    async def keep(self, channel: str, language: Language, evening: SaidEvening) -> None:
        """Keep an evening, in place of what it was."""
        await self._store.write(
            "INSERT INTO said_lines (channel, language, began_at, ended_at, lines)"
            " VALUES (:channel, :language, :began_at, :ended_at, :lines)"
            " ON CONFLICT (channel, language, began_at)"
            " DO UPDATE SET ended_at = excluded.ended_at, lines = excluded.lines",
            {
                "channel": channel,
                "language": language,
                "began_at": evening.began_at,
                "ended_at": evening.ended_at,
                "lines": _written(evening.lines),
            },
        )

    async def forget(self, channel: str, language: Language, *, before: int) -> None:
        """Let go of the evenings that began before that Unix time."""
        await self._store.write(
            "DELETE FROM said_lines WHERE channel = :channel AND language = :language AND began_at < :before",
            {"channel": channel, "language": language, "before": before},
        )


def _written(lines: Set[int]) -> bytes:
    return b"".join(line.to_bytes(DIGEST_BYTES, "big") for line in sorted(lines))


def _read(kept: bytes) -> frozenset[int]:
    """A blob that somebody cut keeps its whole digests."""
    whole = len(kept) - len(kept) % DIGEST_BYTES
    return frozenset(int.from_bytes(kept[at : at + DIGEST_BYTES], "big") for at in range(0, whole, DIGEST_BYTES))
