"""Folder lock: one server per data folder, since what it holds in memory must be what is on disk.

The operating system holds the lock and lets go of it when the process ends, however it ends. Who holds it stands in
the file. (The package `filelock` empties that file at every try, and falls back to a lock that outlives a kill -9.)
"""

from __future__ import annotations

import errno
import json
import logging
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from server.text.bounded import load_json

FILE = "seatfiller.lock"
_BYTE = 1 << 20
"""The byte that Windows locks. Nobody can read it, so it lies far behind the text."""
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

log = logging.getLogger(__name__)


class FolderInUse(Exception):
    """Another process uses the data folder. Its text is one line: which one, and what to do."""

    def __init__(self, folder: Path, pid: int | None, port: int | None) -> None:
        who = f" (process {pid}{f', port {port}' if port else ''})" if pid else ""
        super().__init__(
            f"data folder {folder} is in use by another Seatfiller{who}: stop that one, or choose a folder with --data"
        )
        self.port = port


class FolderLock:
    """A context: the folder is ours on entry and free on exit. Raises `FolderInUse`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None

    def __enter__(self) -> Self:
        path = self._folder / FILE
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            _lock(self._file)
        except OSError as error:
            held = self._file is not None and error.errno in _HELD
            self._close()
            if held:
                raise FolderInUse(self._folder, *_holder(path)) from None
            # A network's file system may know no locks; a show is worth more than what they prevent.
            log.warning("%s can't be locked (%s): see to it that one server alone uses it", path, error.strerror)
        self.tell(None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    def tell(self, port: int | None) -> None:
        """Write which process has the folder. Where the disk is full, the lock holds all the same."""
        if self._file is None:
            return
        try:
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, f"{json.dumps({'pid': os.getpid(), 'port': port}):<64}".encode())
        except OSError as error:
            log.debug("who has the folder couldn't be written: %s", error)

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _holder(path: Path) -> tuple[int | None, int | None]:
    try:
        told = load_json(path.read_bytes())
        pid, port = told.get("pid"), told.get("port")
    except (OSError, ValueError, AttributeError):
        return None, None
    return pid if isinstance(pid, int) else None, port if isinstance(port, int) else None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
