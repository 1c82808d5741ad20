"""Banned lines on disk: those that a channel never says again, hand-written ones too."""

from __future__ import annotations

from server.model.phrase import Language
from server.store.store import Store
from server.text.normalize import plain


class BannedLines:
    """The banned lines of each channel. Raises `StoreError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, channel: str) -> dict[tuple[Language, str], str]:
        """The texts as they stood, by language and plain text."""
        rows = await self._store.rows(
            "SELECT language, plain, text FROM thrown WHERE channel = :channel", channel=channel
        )
        return {(row.language, row.plain): row.text for row in rows if all(isinstance(part, str) for part in row)}

    async def ban(self, channel: str, language: Language, text: str) -> None:
        """Ban a line; nothing changes if it is banned already."""
        await self._store.write(
            "INSERT INTO thrown (channel, language, plain, text) VALUES (:channel, :language, :plain, :text)"
            " ON CONFLICT (channel, language, plain) DO NOTHING",
            {"channel": channel, "language": language, "plain": plain(text), "text": text},
        )

    async def unban(self, channel: str, language: Language, text: str) -> None:
        """Take a line off the list."""
        await self._store.write(
            "DELETE FROM thrown WHERE channel = :channel AND language = :language AND plain = :plain",
            {"channel": channel, "language": language, "plain": plain(text)},
        )
