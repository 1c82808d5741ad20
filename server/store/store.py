"""The store: channels, link generations, one-time codes and what else survives a restart, in SQLite.

Each write is one transaction. What is written has been read back before, with the model that the next start uses; what
can't be read nevertheless (another program's doing, a damaged disk) is named in the log and left out, and the next
write of its row puts the row as it was into the table `set_aside`.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError
from sqlalchemy import Row, text

from server.model.channel import Channel
from server.model.own_content import OwnContent
from server.store.database import Database
from server.store.errors import NotStorable, StoreBusy, StoreError, StoreUnwritable
from server.store.round_trip import read_back
from server.store.salvage import salvaged
from server.text.bounded import load_json

__all__ = ["FILE", "NotStorable", "Store", "StoreBusy", "StoreError", "StoreUnwritable"]

FILE = "seatfiller.db"
NAMED = 5
"""Broken parts of a row that the log names; the rest is counted."""

log = logging.getLogger(__name__)


class Store:
    """An async context: opened and migrated on entry, closed on exit. Raises `StoreError`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._database = Database(self._path)
        self._damaged: dict[str, tuple[str, str]] = {}
        """Content and error of rows that couldn't be read, until they are overwritten."""
        self._own_content: dict[str, OwnContent] = {}
        """What was read back last of each channel's own lines, which most changes leave alone."""

    async def __aenter__(self) -> Self:
        await self._database.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._database.close()

    async def channel(self, id: str) -> Channel | None:
        """The channel as it was last saved, without what of it can't be read."""
        row = await self._scalar("SELECT settings FROM channels WHERE id = :id", id=id)
        if row is None:
            return None
        try:
            return Channel.model_validate_json(row if isinstance(row, str) else b"")
        except ValidationError:
            content = row if isinstance(row, str) else repr(row)
            channel, lost = salvaged(content, id)
            self._warn(f"channel {id}", content, lost)
            return channel

    async def save(self, channel: Channel) -> Channel:
        """Keep the channel: settings and games together, or neither. It comes back as the next start will read it.

        Raises `StoreError`, and `NotStorable` for one that couldn't be read.
        """
        settings, kept = await asyncio.to_thread(read_back, channel, self._own_content.get(channel.id))
        self._own_content[channel.id] = kept.mine
        await self._overwrite(
            f"channel {channel.id}",
            "INSERT INTO channels (id, settings) VALUES (:id, :settings)"
            " ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
            id=channel.id,
            settings=settings,
        )
        return kept

    async def generation(self, channel: str, scope: str) -> int:
        """The generation that links of that scope must have; 1 until the first renewal."""
        found = await self._scalar(
            "SELECT generation FROM generations WHERE channel = :channel AND scope = :scope",
            channel=channel,
            scope=scope,
        )
        if found is not None and not isinstance(found, int):
            self._warn(f"generation {channel} {scope}", str(found), ["the number; its old links work no longer"])
        return _generation(found)

    async def raise_generation(self, channel: str, scope: str) -> int:
        """The links of that scope die; the generation of the new ones."""
        place = {"channel": channel, "scope": scope}
        async with self._database.writing() as connection:
            found = await connection.execute(
                text("SELECT generation FROM generations WHERE channel = :channel AND scope = :scope"), place
            )
            raised = _generation(found.scalar()) + 1
            await connection.execute(
                text(
                    "INSERT INTO generations (channel, scope, generation) VALUES (:channel, :scope, :raised)"
                    " ON CONFLICT (channel, scope) DO UPDATE SET generation = excluded.generation"
                ),
                place | {"raised": raised},
            )
        return raised

    async def regulars(self, channel: str, language: str) -> list[dict[str, Any]]:
        """The people whom the channel remembers in a language, as they were kept."""
        row = await self._scalar(
            "SELECT people FROM regulars WHERE channel = :channel AND language = :language",
            channel=channel,
            language=language,
        )
        if row is None:
            return []
        try:
            found = load_json(row) if isinstance(row, str | bytes) else None
        except ValueError:
            found = None
        people = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        if not isinstance(found, list) or len(people) < len(found):
            self._warn(f"regulars {channel} {language}", str(row), ["who isn't written as a person"])
        return people

    async def keep_regulars(self, channel: str, language: str, people: list[dict[str, Any]]) -> None:
        """Keep these regulars in place of those that were kept."""
        await self._overwrite(
            f"regulars {channel} {language}",
            "INSERT INTO regulars (channel, language, people) VALUES (:channel, :language, :people)"
            " ON CONFLICT (channel, language) DO UPDATE SET people = excluded.people",
            channel=channel,
            language=language,
            people=json.dumps(people, ensure_ascii=False),
        )

    async def add_code(self, code: str, channel: str, *, expires_at: float) -> None:
        """Keep a one-time code, as a digest: who reads the file can't sign in with it."""
        await self.write("DELETE FROM codes WHERE expires_at < :now", {"now": expires_at - 86_400})
        await self.write(
            "INSERT INTO codes (digest, channel, expires_at) VALUES (:digest, :channel, :expires_at)",
            {"digest": _digest(code), "channel": channel, "expires_at": expires_at},
        )

    async def use_code(self, code: str, *, now: float) -> str | None:
        """Burn a one-time code: the channel that it opens, or None if it is wrong, used or too old."""
        known = await self.rows("SELECT 1 FROM codes WHERE digest = :digest", digest=_digest(code))
        if not known:
            return None  # a wrong code costs no write
        async with self._database.writing() as connection:
            found = await connection.execute(
                text("DELETE FROM codes WHERE digest = :digest RETURNING channel, expires_at"),
                {"digest": _digest(code)},
            )
            row = found.one_or_none()
        if row is None or not isinstance(row.expires_at, float) or row.expires_at < now:
            return None
        return str(row.channel)

    async def sign_out(self, session: str, *, now: float, until: float) -> None:
        """Remember a browser's session that was ended, until its cookie expires by itself."""
        await self.write("DELETE FROM signed_out WHERE until < :now", {"now": now})
        await self.write(
            "INSERT INTO signed_out (session, until) VALUES (:session, :until)"
            " ON CONFLICT (session) DO UPDATE SET until = excluded.until",
            {"session": session, "until": until},
        )

    async def signed_out(self, *, now: float) -> set[str]:
        """The sessions that were ended and whose cookies would live yet."""
        return {
            str(row.session) for row in await self.rows("SELECT session FROM signed_out WHERE until >= :now", now=now)
        }

    async def forget_codes(self, channel: str) -> None:
        """No one-time code of before opens the channel any more."""
        await self.write("DELETE FROM codes WHERE channel = :channel", {"channel": channel})

    async def ready(self) -> bool:
        """Whether the store answers."""
        try:
            return await self._scalar("SELECT 1") == 1
        except StoreError:
            return False

    async def rows(self, sql: str, **values: object) -> Sequence[Row[Any]]:
        """All rows of a query. For the store's own files; SQL lives nowhere else."""
        async with self._database.reading() as connection:
            return (await connection.execute(text(sql), values)).all()

    async def write(self, sql: str, *values: Mapping[str, object]) -> None:
        """One statement, once for each of `values`, in one transaction."""
        async with self._database.writing() as connection:
            await connection.execute(text(sql), list(values) or None)

    async def _scalar(self, sql: str, **values: object) -> object:
        async with self._database.reading() as connection:
            return (await connection.execute(text(sql), values)).scalar()

    async def _overwrite(self, row: str, sql: str, **values: object) -> None:
        """Write a row; if it was damaged, put aside what it held."""
        damaged = self._damaged.get(row)
        async with self._database.writing() as connection:
            if damaged is not None:
                await connection.execute(
                    text("INSERT INTO set_aside (what, content, reason, at) VALUES (:what, :content, :reason, :at)"),
                    {"what": row, "content": damaged[0], "reason": damaged[1], "at": time.time()},
                )
            await connection.execute(text(sql), values)
        self._damaged.pop(row, None)

    def _warn(self, row: str, content: str, lost: Sequence[str]) -> None:
        reason = "; ".join(lost[:NAMED]) + (f"; and {len(lost) - NAMED} more" if len(lost) > NAMED else "")
        self._damaged[row] = content, reason
        log.warning("%s: the row %r is damaged. Left out: %s", self._path, row, reason)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _generation(found: object) -> int:
    """A row's generation. In place of a damaged one stands a number that no link has, the same for every reader: the
    first generation would bring links back to life that were renewed."""
    if found is None:
        return 1
    return found if isinstance(found, int) else 2**31 + zlib.crc32(repr(found).encode())
