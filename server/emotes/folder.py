"""Folder: the streamer's own emotes, images in `emotes/` in the data folder. The file's name is the code."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from server.emotes.disk import read_some, write_whole
from server.emotes.emote import Emote, is_code, is_file_name, suggested
from server.emotes.image import inspect
from server.emotes.image_types import SUFFIXES, TYPES, BadImage, Kind

MOST = 500
"""Emotes of a folder."""
MOST_FILES = 2_000
"""Files that are looked at."""
MOST_REFUSED = 200
"""Refused ones that are named; the others are counted."""
LARGEST_BYTES = 512 * 1_024
NOT_OURS = frozenset({"thumbs.db", "desktop.ini", "readme.txt", "readme.md"})
"""What systems put into folders, and what people write beside their images."""

ENDINGS: dict[Kind, str] = {kind: "jpg" if kind == "jpeg" else kind for kind in TYPES}


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that isn't taken, and why.

    `name`, `twice`, `size`, `type`, `large`, `frames`, `unsafe`, `many`, `folder`, `link`, `unreadable`.
    """

    file: str
    reason: str
    suggestion: str | None = None
    """A name of the file with which it would be taken."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look into the folder found."""

    emotes: tuple[Emote, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    more_refused: int = 0
    """Refused ones that aren't named."""


class BadEmote(Exception):
    """An emote that can't be kept. `reason` is one of those of `RefusedFile`."""

    def __init__(self, reason: str, suggestion: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion


class Folder:
    """The streamer's folder. A look costs a `stat` per file; a file is read only when it is new or changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[tuple[str, int, int], Emote | RefusedFile] = {}

    def make(self) -> None:
        """Make the folder if it is missing. No error if that fails: there are no own emotes then."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError:
            return

    def look(self) -> Found:
        """What is there now. Blocks: it reads the disk."""
        entries = self._entries()
        kept: dict[tuple[str, int, int], Emote | RefusedFile] = {}
        emotes: dict[str, Emote] = {}
        refused: list[RefusedFile] = []
        for entry in entries:
            found = self._found(entry, kept, full=len(emotes) >= MOST)
            if isinstance(found, Emote) and found.code not in emotes:
                emotes[found.code] = found
            else:
                refused.append(RefusedFile(entry.name, "twice") if isinstance(found, Emote) else found)
        self._known = kept
        named = tuple(_with_suggestion(one, emotes) for one in refused[:MOST_REFUSED])
        return Found(tuple(emotes.values()), named, len(refused) - len(named))

    def put(self, code: str, data: bytes) -> bool:
        """Keep an image under a code, checked as the folder's own are. Whether one of that code gave way.

        Blocks. Raises `BadEmote`, `OSError`.
        """
        if not is_file_name(code):
            raise BadEmote("name", suggested(code.replace("?", "")))
        if len(data) > LARGEST_BYTES:
            raise BadEmote("size")
        try:
            image = inspect(data)
        except BadImage as error:
            raise BadEmote(error.reason) from None
        there = self._of(code)
        if not there and len(self.look().emotes) >= MOST:
            raise BadEmote("many")
        path = self.path / f"{code}.{ENDINGS[image.kind]}"
        write_whole(path, data)
        for old in there:
            if old.name != path.name:
                old.unlink(missing_ok=True)
        return bool(there)

    def remove(self, code: str) -> bool:
        """Take the emote of that code out, under whatever ending. Whether there was one. Blocks. Raises `OSError`."""
        there = self._of(code)
        for path in there:
            path.unlink(missing_ok=True)
        return bool(there)

    def _of(self, code: str) -> list[Path]:
        return [
            Path(entry.path) for entry in self._entries() if _is_image(entry.name) and Path(entry.name).stem == code
        ]

    def _found(
        self, entry: os.DirEntry[str], kept: dict[tuple[str, int, int], Emote | RefusedFile], *, full: bool
    ) -> Emote | RefusedFile:
        try:
            # A link may lead out of the folder: what it leads to isn't ours to serve.
            if not entry.is_file(follow_symlinks=False):
                return RefusedFile(entry.name, "link" if entry.is_symlink() else "folder" if entry.is_dir() else "type")
            stat = entry.stat(follow_symlinks=False)
        except OSError:
            return RefusedFile(entry.name, "unreadable")
        if not _is_image(entry.name):
            return RefusedFile(entry.name, "type")
        if full:
            return RefusedFile(entry.name, "many")
        key = (entry.name, stat.st_mtime_ns, stat.st_size)
        kept[key] = self._known.get(key) or _examine(Path(entry.path), key)
        return kept[key]

    def _entries(self) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.path) as entries:
                seen = (entry for entry in entries if not _is_hidden(entry.name))
                return sorted(islice(seen, MOST_FILES), key=lambda entry: entry.name)
        except OSError:
            return []


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.casefold() in NOT_OURS


def _is_image(name: str) -> bool:
    return name.lower().endswith(tuple(f".{suffix}" for suffix in SUFFIXES))


def _examine(path: Path, key: tuple[str, int, int]) -> Emote | RefusedFile:
    name, changed_ns, size = key
    if not is_code(path.stem):
        return RefusedFile(name, "name")
    if size > LARGEST_BYTES:
        return RefusedFile(name, "size")
    try:
        data = read_some(path, LARGEST_BYTES)
        image = inspect(data)
    except OSError:
        return RefusedFile(name, "unreadable")
    except BadImage as error:
        return RefusedFile(name, error.reason)
    return Emote(path.stem, path, TYPES[image.kind], f"{changed_ns:x}{size:x}", image.width, image.height)


def _with_suggestion(refused: RefusedFile, emotes: dict[str, Emote]) -> RefusedFile:
    if refused.reason != "name":
        return refused
    path = Path(refused.file)
    code = suggested(path.stem, emotes)
    return RefusedFile(refused.file, "name", f"{code}{path.suffix}" if code else None)
