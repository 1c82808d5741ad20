"""The database: one SQLite file, its connections, and who may write.

WAL mode with `synchronous=FULL`: after a kill -9 or a power cut the last committed change is there, whole. A read takes
no lock, so it is answered while another process writes; writes of this process take turns.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from server.store.errors import StoreBusy, StoreError, StoreUnwritable, store_errors
from server.store.migrations import NewerSchema, is_current, migrate

BUSY_S = 5.0
"""How long a write waits for another process (`seatfiller link`) to finish its own."""
_READS = "seatfiller_reads"


class Database:
    """`open` it, which brings its tables up to date, and `close` it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine: AsyncEngine | None = None
        self._turn = asyncio.Lock()

    async def open(self) -> None:
        """Raises `StoreError`."""
        await asyncio.to_thread(self._touch)
        engine = create_async_engine(
            URL.create("sqlite+aiosqlite", database=str(self.path)),
            connect_args={"timeout": BUSY_S},
        )
        event.listen(engine.sync_engine, "connect", _pragmas)
        event.listen(engine.sync_engine, "begin", _begin)
        self._engine = engine
        try:
            await self._bring_up_to_date()
        except NewerSchema as error:
            await self.close()
            raise StoreError(f"{self.path} was written by a newer Seatfiller ({error}): update this one") from None
        except StoreError:
            await self.close()
            raise

    async def close(self) -> None:
        """Close all connections."""
        if self._engine is not None:
            await self._engine.dispose()
            self._engine = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that reads one snapshot of the database while others write. Raises `StoreError`."""
        with store_errors(self.path, "read"):
            async with self._opened().execution_options(**{_READS: True}).begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that is committed at the end, whole or not at all. Raises `StoreError`."""
        try:
            async with asyncio.timeout(BUSY_S):
                await self._turn.acquire()
        except TimeoutError:
            raise StoreBusy(f"{self.path} can't be written: other changes still wait") from None
        try:
            with store_errors(self.path, "written", StoreUnwritable):
                async with self._opened().begin() as connection:
                    yield connection
        finally:
            self._turn.release()

    def _opened(self) -> AsyncEngine:
        assert self._engine is not None, "the store is open only inside its context"
        return self._engine

    def _touch(self) -> None:
        # aiosqlite's thread outlives an open that failed, and then speaks to a loop that is closed: try it here first.
        made = not self.path.exists()
        try:
            with store_errors(self.path, "used"):
                sqlite3.connect(self.path).close()
            if made:
                self.path.chmod(0o600)  # SQLite gives its journal the same; Windows keeps the folder's rights
        except OSError as error:
            raise StoreError(f"{self.path} can't be used: {error}") from None

    async def _bring_up_to_date(self) -> None:
        with store_errors(self.path, "used"):
            # Looked at first: a database that another process holds can be read, and mostly that is all it needs.
            async with self._opened().execution_options(**{_READS: True}).begin() as connection:
                if await is_current(connection):
                    return
            async with self._opened().begin() as connection:
                await migrate(connection)


def _pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A write takes its lock at once: two processes that both read first could else never both commit.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
