"""Packs of a few lines, for the tests of what is read and of what `packs check` finds."""

from __future__ import annotations

from pathlib import Path

from server.model.phrase import Language
from server.phrases.pack import Pack, parse_pack


def pack(text: str, language: Language = "en", *, key: str = "game", head: str = 'game = "G"\n') -> Pack:
    """A pack whose file says that, below its name."""
    return parse_pack(head + text, key=key, language=language, path=Path(f"{key}.toml"))
