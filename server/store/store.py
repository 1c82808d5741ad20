"""The store: channels, link generations and one-time codes, in SQLite.

Each write is one transaction in WAL mode with `synchronous=FULL`: after a kill -9 or a power cut the last committed
change is there, whole.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError
from sqlalchemy import URL, Connection, Row, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from server.channel import Channel
from server.store.migrations import NewerSchema, migrate

FILE = "seatfiller.db"
BUSY_S = 5.0
"""How long a write waits for another process (`seatfiller link`) to finish its own."""


class StoreError(Exception):
    """The store can't be opened, read or written. Its text is one line that names the file and the mend."""


class Store:
    """An async context: opened and migrated on entry, closed on exit. Raises `StoreError`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._engine: AsyncEngine | None = None

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self._touch)
        engine = create_async_engine(
            URL.create("sqlite+aiosqlite", database=str(self._path)),
            connect_args={"timeout": BUSY_S},
        )
        event.listen(engine.sync_engine, "connect", _pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
        self._engine = engine
        try:
            async with engine.begin() as connection:
                await migrate(connection)
        except NewerSchema as error:
            await engine.dispose()
            raise StoreError(f"{self._path} was written by a newer Seatfiller ({error}): update this one") from None
        except DBAPIError as error:
            await engine.dispose()
            raise StoreError(f"{self._path} can't be used: {error.orig}") from None
        return self

    def _touch(self) -> None:
        # aiosqlite's thread outlives an open that failed, and then speaks to a loop that is closed: try it here first.
        made = not self._path.exists()
        try:
            sqlite3.connect(self._path).close()
            if made:
                self._path.chmod(0o600)  # SQLite gives its journal the same; Windows keeps the folder's rights
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{self._path} can't be used: {error}") from None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._engine is not None:
            await self._engine.dispose()

    async def channel(self, id: str) -> Channel | None:
        """The channel as it was last saved."""
        row = await self._scalar("SELECT settings FROM channels WHERE id = :id", id=id)
        try:
            return Channel.model_validate_json(str(row)) if row is not None else None
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            what = ".".join(str(part) for part in first["loc"]) or "the settings"
            raise StoreError(
                f"{self._path}: the channel {id!r} can't be read ({what}: {first['msg']}): move the file away,"
                " or update Seatfiller if a newer one wrote it"
            ) from None

    async def save(self, channel: Channel) -> None:
        """Keep the channel: settings and games together, or neither."""
        await self._write(
            "INSERT INTO channels (id, settings) VALUES (:id, :settings)"
            " ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
            id=channel.id,
            settings=channel.model_dump_json(),
        )

    async def generation(self, channel: str, scope: str) -> int:
        """The generation that links of that scope must have; 1 until the first renewal."""
        found = await self._scalar(
            "SELECT generation FROM generations WHERE channel = :channel AND scope = :scope",
            channel=channel,
            scope=scope,
        )
        return int(str(found)) if found is not None else 1

    async def raise_generation(self, channel: str, scope: str) -> int:
        """The links of that scope die; the generation of the new ones."""
        await self._write(
            "INSERT INTO generations (channel, scope, generation) VALUES (:channel, :scope, 2)"
            " ON CONFLICT (channel, scope) DO UPDATE SET generation = generation + 1",
            channel=channel,
            scope=scope,
        )
        return await self.generation(channel, scope)

    async def regulars(self, channel: str, language: str) -> list[dict[str, Any]]:
        """The people whom the channel remembers in a language, as they were kept."""
        row = await self._scalar(
            "SELECT people FROM regulars WHERE channel = :channel AND language = :language",
            channel=channel,
            language=language,
        )
        found: list[dict[str, Any]] = json.loads(str(row)) if row is not None else []
        return found

    async def keep_regulars(self, channel: str, language: str, people: list[dict[str, Any]]) -> None:
        """Remember these people, and nobody else."""
        await self._write(
            "INSERT INTO regulars (channel, language, people) VALUES (:channel, :language, :people)"
            " ON CONFLICT (channel, language) DO UPDATE SET people = excluded.people",
            channel=channel,
            language=language,
            people=json.dumps(people, ensure_ascii=False),
        )

    async def add_code(self, code: str, channel: str, *, expires_at: float) -> None:
        """Keep a one-time code, as a digest: who reads the file can't sign in with it."""
        await self._write("DELETE FROM codes WHERE expires_at < :now", now=expires_at - 86_400)
        await self._write(
            "INSERT INTO codes (digest, channel, expires_at) VALUES (:digest, :channel, :expires_at)",
            digest=_digest(code),
            channel=channel,
            expires_at=expires_at,
        )

    async def use_code(self, code: str, *, now: float) -> str | None:
        """Burn a one-time code: the channel that it opens, or None if it is wrong, used or too old."""
        async with self._begun() as connection:
            found = await connection.execute(
                text("DELETE FROM codes WHERE digest = :digest RETURNING channel, expires_at"),
                {"digest": _digest(code)},
            )
            row = found.one_or_none()
        return str(row.channel) if row is not None and row.expires_at >= now else None

    async def ready(self) -> bool:
        """Whether the store answers."""
        try:
            return await self._scalar("SELECT 1") == 1
        except StoreError:
            return False

    async def rows(self, sql: str, **values: object) -> Sequence[Row[Any]]:
        """All rows of a query. For the store's own files; SQL lives nowhere else."""
        try:
            async with self._begun() as connection:
                return (await connection.execute(text(sql), values)).all()
        except DBAPIError as error:
            raise StoreError(f"{self._path} can't be read: {error.orig}") from error

    async def write(self, sql: str, *values: Mapping[str, object]) -> None:
        """One statement, once for each of `values`, in one transaction."""
        try:
            async with self._begun() as connection:
                await connection.execute(text(sql), list(values) or None)
        except DBAPIError as error:
            raise StoreError(f"{self._path} can't be written: {error.orig}") from error

    async def _scalar(self, sql: str, **values: object) -> object:
        try:
            async with self._begun() as connection:
                return (await connection.execute(text(sql), values)).scalar()
        except DBAPIError as error:
            raise StoreError(f"{self._path} can't be read: {error.orig}") from error

    async def _write(self, sql: str, **values: object) -> None:
        try:
            async with self._begun() as connection:
                await connection.execute(text(sql), values)
        except DBAPIError as error:
            raise StoreError(f"{self._path} can't be written: {error.orig}") from error

    def _begun(self) -> AbstractAsyncContextManager[AsyncConnection]:
        assert self._engine is not None, "the store is open only inside its context"
        return self._engine.begin()


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # Take the write lock at once: two processes that both read first could else never both commit.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
