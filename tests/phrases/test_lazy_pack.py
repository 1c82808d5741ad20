"""Lazy packs: the header is read at once, the rest on first use."""

from __future__ import annotations

import pytest

from server.model.phrase import LANGUAGES
from server.phrases.lazy_pack import lazy_pack
from server.phrases.pack import read_pack
from server.phrases.pack_error import PackError
from server.phrases.pack_folders import NO_PACKS, OURS

PATHS = [
    (path, language)
    for language in LANGUAGES
    for path in sorted((OURS / language).glob("*.toml"))
    if path.stem not in NO_PACKS
]


@pytest.mark.parametrize(("path", "language"), PATHS, ids=lambda value: getattr(value, "stem", value))
def test_a_cover_says_what_the_pages_say(path, language):
    """Name, aliases and mode, for every pack that we ship."""
    lazy, pack = lazy_pack(path, language), read_pack(path, language)
    assert (lazy.key, lazy.name, lazy.mode, lazy.aliases) == (pack.key, pack.name, pack.mode, pack.aliases)
    assert lazy.pack.count() == pack.count()


def test_pages_are_read_once_and_when_needed(tmp_path):
    """What is broken inside is found by who opens it."""
    path = tmp_path / "game.toml"
    path.write_text('game = "Game"\naliases = ["g"]\n[phrases]\ngameplay = ["{what}"]\n', encoding="utf-8")
    lazy = lazy_pack(path, "en")
    assert lazy.name == "Game"
    with pytest.raises(PackError, match="what"):
        _ = lazy.pack
    path.write_text('game = "Game"\n[phrases]\ngameplay = ["hi"]\n', encoding="utf-8")
    assert lazy.pack is lazy.pack
