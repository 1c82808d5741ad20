"""Folder: the streamer's own emotes, `emotes/*.png|webp|gif|svg` in the data folder. The file's name is the code."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from server.emotes.image import TYPES, BadImage, inspect

MOST = 500
"""Files that are looked at."""
LARGEST_BYTES = 512 * 1_024
CODE = re.compile(r"[\w.!?'&+~-]{1,40}")
"""What one can type as one word, and what needs no care in a URL or on a line."""


@dataclass(frozen=True, slots=True)
class Emote:
    """An image that stands for a word."""

    code: str
    path: Path
    type: str
    version: str
    """Another one when the file has changed."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that isn't taken, and why: `name`, `size`, `type`, `large`, `unsafe`, `many`, `unreadable`."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a look into the folder found."""

    emotes: tuple[Emote, ...] = ()
    refused: tuple[Refused, ...] = ()


class Folder:
    """The streamer's folder. A look costs a `stat` per file; a file is read only when it is new or changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[tuple[str, int, int], Emote | Refused] = {}

    def look(self) -> Found:
        """What is there now. Blocks: it reads the disk."""
        entries = sorted(self._entries(), key=lambda entry: entry.name)
        kept: dict[tuple[str, int, int], Emote | Refused] = {}
        for entry in entries[:MOST]:
            stat = entry.stat()
            key = (entry.name, stat.st_mtime_ns, stat.st_size)
            kept[key] = self._known.get(key) or _examine(Path(entry.path), key)
        self._known = kept
        emotes: dict[str, Emote] = {}
        refused = [Refused(entry.name, "many") for entry in entries[MOST:]]
        for found in kept.values():
            if isinstance(found, Refused):
                refused.append(found)
            else:
                emotes.setdefault(found.code, found)
        return Found(tuple(emotes.values()), tuple(refused))

    def _entries(self) -> list[os.DirEntry[str]]:
        suffixes = tuple(f".{kind}" for kind in TYPES)
        try:
            with os.scandir(self.path) as entries:
                # A link may lead out of the folder: what it leads to isn't ours to serve.
                return [
                    entry
                    for entry in entries
                    if entry.name.lower().endswith(suffixes) and entry.is_file(follow_symlinks=False)
                ]
        except OSError:
            return []


def _examine(path: Path, key: tuple[str, int, int]) -> Emote | Refused:
    name, changed_ns, size = key
    code = path.stem
    if not CODE.fullmatch(code):
        return Refused(name, "name")
    if size > LARGEST_BYTES:
        return Refused(name, "size")
    try:
        image = inspect(path.read_bytes())
    except OSError:
        return Refused(name, "unreadable")
    except BadImage as error:
        return Refused(name, error.reason)
    return Emote(code, path, TYPES[image.kind], f"{changed_ns:x}{size:x}")
