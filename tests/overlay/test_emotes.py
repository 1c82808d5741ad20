"""The built-in emotes: every file has its words, every word its file, and no file does more than draw."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from server.emotes.image import inspect

EMOTES = Path(__file__).parent.parent.parent / "overlay/emotes"
PACKS = EMOTES.parent.parent / "server/phrases/packs"
FILES = sorted((EMOTES / "builtin").glob("*.svg"))
TABLE = re.findall(
    r"^  (\w+): \{(?: move: '(\w+)',)? words: '([^']+)' \},$", (EMOTES / "table.js").read_text("utf-8"), re.M
)


def test_every_face_is_in_the_table_and_there():
    """At least two dozen, some of which move."""
    assert {file for file, _, _ in TABLE} == {path.stem for path in FILES}
    assert len(FILES) >= 24
    assert sum(1 for _, move, _ in TABLE if move) >= 8


def test_a_word_means_one_face():
    """And stands alone, without spaces."""
    words = [word for file, _, words in TABLE for word in (f":{file}:", *words.split(" "))]
    assert len(words) == len(set(words))


def test_every_movement_is_drawn():
    """By the overlay's style sheet, with transforms alone."""
    css = (EMOTES.parent / "chat/emotes.css").read_text("utf-8")
    for move in {move for _, move, _ in TABLE if move}:
        frames = re.search(rf"^( *)@keyframes sf-{move} \{{\n(.*?)^\1\}}", css, re.M | re.S)
        assert frames, move
        assert set(re.findall(r"([a-z-]+):", frames[2])) == {"transform"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_face_is_small_and_only_draws(path):
    """Under 2 KB, no script, no style, nothing from elsewhere; its outermost pixels are dark, so no fringe in OBS."""
    data = path.read_bytes()
    assert inspect(data).kind == "svg"
    assert len(data) < 2_048
    assert not re.search(rb"<(?!/?(svg|path|rect|circle|ellipse|g)\b)", data)
    assert b"href" not in data
    assert b'"#121614"' in data


def test_the_words_that_the_crowd_types_are_drawn():
    """Every emote that the crowd's people put at the end of a line, in both languages."""
    drawn = {word for _, _, words in TABLE for word in words.split(" ")}
    for language in ("en", "es"):
        people = tomllib.loads((PACKS / language / "viewers.toml").read_text("utf-8"))
        typed = {word for words in people["emotes"].values() for word in words}
        assert typed <= drawn, typed - drawn
