"""What the store raises, and the one place where the database's errors become ours.

StoreError            the store can't be opened, read or written
├── StoreBusy         somebody else is writing: waiting helps
└── StoreUnwritable   the disk is full, read-only or broken
Unkeepable            what would be saved couldn't be read back
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

SPARE_BYTES = 1_048_576
"""A disk with less than this free is full: SQLite's journal and index of a small change want some of it."""


class StoreError(Exception):
    """The store can't be opened, read or written. Its text is one line: the file, and what to do about it."""


class StoreBusy(StoreError):
    """Another process holds the database; later it may work."""


class StoreUnwritable(StoreError):
    """A change can't be written. Nothing that was there is lost."""


class NotStorable(Exception):
    """A change that the store could write but not read back: a fault of ours. Nothing was written."""


@contextmanager
def store_errors(path: Path, what: str, kind: type[StoreError] = StoreError) -> Iterator[None]:
    """Turn the database's errors into ours: `path` can't be `what`. Raises `StoreBusy`, else `kind`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OverflowError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreBusy(f"{path} can't be {what}: {cause}; close what else has it open") from error
        raise kind(f"{path} can't be {what}: {cause}{_mend(path, code)}") from error


def _mend(path: Path, code: int) -> str:
    # A full disk shows as an error of input or output where it is the journal's index that doesn't fit.
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL):
        try:
            free = shutil.disk_usage(path.parent).free
        except OSError:
            return ""
        if free < SPARE_BYTES:
            return f" (the disk is full: {free:,} bytes are left; make some room)"
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "; put a backup in its place, or move it away to begin anew"
    return ""
