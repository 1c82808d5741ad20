"""Lines that a channel has thrown out for good, hand-written ones too."""

from __future__ import annotations

from server.model.phrase import Language
from server.store.store import Store
from server.text.normalize import plain


class BannedLines:
    """What each channel never wants to see again. Raises `StoreError`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, channel: str) -> dict[tuple[Language, str], str]:
        """The texts as they stood, by language and plain text."""
        rows = await self._store.rows(
            "SELECT language, plain, text FROM thrown WHERE channel = :channel", channel=channel
        )
        return {(row.language, row.plain): row.text for row in rows if all(isinstance(part, str) for part in row)}

    async def ban(self, channel: str, language: Language, text: str) -> None:
        """Throw a line out."""
        await self._store.write(
            "INSERT INTO thrown (channel, language, plain, text) VALUES (:channel, :language, :plain, :text)"
            " ON CONFLICT (channel, language, plain) DO NOTHING",
            {"channel": channel, "language": language, "plain": plain(text), "text": text},
        )

    async def unban(self, channel: str, language: Language, text: str) -> None:
        """It may be said again."""
        await self._store.write(
            "DELETE FROM thrown WHERE channel = :channel AND language = :language AND plain = :plain",
            {"channel": channel, "language": language, "plain": plain(text)},
        )
