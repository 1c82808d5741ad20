"""Lazy pack: a pack of which only the name is read at start; the rest is read on first use.

Reading all of ours, some seventy files, takes three quarters of a second; a server uses two or three of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from server.model.phrase import Language, Mode
from server.phrases.pack import Pack, read_pack
from server.phrases.pack_file import CHATTING


class LazyPack:
    """A pack of a known name. `pack` is read on first use."""

    def __init__(
        self,
        key: str,
        language: Language,
        mode: Mode,
        name: str | None,
        aliases: tuple[str, ...],
        read: Callable[[], Pack],
    ) -> None:
        self.key = key
        self.language = language
        self.mode = mode
        self.name = name
        self.aliases = aliases
        self._read = read

    @cached_property
    def pack(self) -> Pack:
        """The pack itself. Raises `PackError` the first time, if it is broken."""
        return self._read()


def loaded_pack(pack: Pack) -> LazyPack:
    """A pack that was read already."""
    return LazyPack(pack.key, pack.language, pack.mode, pack.name, pack.aliases, lambda: pack)


@cache
def lazy_pack(path: Path, language: Language) -> LazyPack:
    """A pack of ours, of which only the keys before its first table are read at first.

    One for all libraries of a process: what comes with the program doesn't change while it runs.
    """
    head, _, _ = path.read_text(encoding="utf-8").partition("\n[")
    header = tomllib.loads(head)
    mode: Mode = "chatting" if "topic" in header or path.stem == CHATTING else "game"
    name = header.get("topic", header.get("game"))
    aliases = tuple(header.get("aliases", ()))
    return LazyPack(path.stem, language, mode, name, aliases, lambda: read_pack(path, language))
