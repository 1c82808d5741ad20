"""Key files: a secret of its own in the data folder, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def make_key_file(path: Path, content: bytes) -> None:
    """Write a new file, readable by its owner alone; of two processes the first one wins. Raises `OSError`.

    It appears under its name once all of it is on the disk: a disk that is full leaves no empty file behind.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        except OSError:  # a file system without hard links
            draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def put_aside(path: Path) -> Path:
    """Move a file that is of no use out of the way, beside where it was; where it is now. Raises `OSError`."""
    aside = path.with_name(f"{path.name}.broken")
    path.replace(aside)
    return aside


def _sync_folder(folder: Path) -> None:
    # The name is on the disk once its folder is. Windows can't open one.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
