"""Disk: files of images, written whole or not at all, and read only as far as they may be long. Blocks."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, whatever ends the process, and even where two write it. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{token_hex(6)}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read_some(path: Path, most: int) -> bytes:
    """The file, or one byte more than `most` of it: a file that grew since it was looked at. Raises `OSError`."""
    with path.open("rb") as file:
        return file.read(most + 1)
