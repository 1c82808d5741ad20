"""Screen: which texts that a game shows mean something, and what.

A pack's `[[screen]]`; `docs/packs.md` describes the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.model.cue import REPEATS_S
from server.model.intensity import DEFAULT_INTENSITY, INTENSITIES
from server.model.screen_text import BEGINS, ScreenText
from server.phrases.pack_file import PackFile
from server.text.screen_letters import as_read

FEWEST_LETTERS, FEWEST_BEGUN = 3, 5
"""Letters and digits of a text, and of one that more may follow: less of them is read everywhere."""
LONGEST_TEXT = 60
"""Characters of a text on the screen."""
LONGEST_REPEATS_S = 3600.0
"""The longest time, in seconds, for which a pack may say that the same moment is no news."""
MOST_SCREENS, MOST_TEXTS = 200, 60
"""`[[screen]]` tables of a pack, and texts of one table."""

_KEYS = frozenset({"read", "moment", "intensity", "repeats_s", "situation", "values", "small"})


def read_screen(file: PackFile) -> tuple[ScreenText, ...]:
    """The texts of a pack's file. Raises `PackError`."""
    listed = file.content.get("screen", [])
    if not isinstance(listed, list) or len(listed) > MOST_SCREENS:
        raise file.error("[[screen", f"screen: tables, [[screen]], {MOST_SCREENS} at most")
    return tuple(_read(file, table) for table in listed)


def _read(file: PackFile, table: Any) -> ScreenText:
    file.known(table, _KEYS, "screen.")
    texts = tuple(_texts(file, table))
    moment, situation = _name(file, table, "moment"), _name(file, table, "situation")
    if moment is None and situation is None:
        raise file.error(texts[0], f"screen: {texts[0]!r} means a moment or a situation")
    if "values" in table and situation is None:
        raise file.error(texts[0], "screen.values: what a situation is about; there is none")
    if moment is None and not table.keys().isdisjoint({"intensity", "repeats_s"}):
        raise file.error(texts[0], "screen.intensity and screen.repeats_s are a moment's; there is none")
    values = file.table("values", table)
    if not all(map(file.is_name, (*values, *values.values()))):
        raise file.error(texts[0], "screen.values: short texts")
    small = table.get("small", False)
    if not isinstance(small, bool):
        raise file.error("small", "screen.small is true or false")
    intensity = table.get("intensity", DEFAULT_INTENSITY)
    if intensity not in INTENSITIES or isinstance(intensity, bool):
        raise file.error("intensity", "screen.intensity is 1, 2 or 3")
    return ScreenText(texts, moment, intensity, _repeats_s(file, table), situation, values or None, small)


def _texts(file: PackFile, table: Mapping[str, Any]) -> Iterator[str]:
    texts = file.strings(table.get("read", []), "screen.read")
    if len(texts) > MOST_TEXTS:
        raise file.error(texts[0], f"screen.read: {MOST_TEXTS} texts at most")
    for text in texts:
        fewest = FEWEST_BEGUN if text.endswith(BEGINS) else FEWEST_LETTERS
        if len(text) > LONGEST_TEXT or BEGINS in text[:-1]:
            raise file.error(text, f"screen.read: {LONGEST_TEXT} characters at most, and * at the end alone")
        if len(as_read(text)) < fewest:
            raise file.error(text, f"screen.read: {text!r} has fewer than {fewest} letters, which are read everywhere")
        yield text


def _name(file: PackFile, table: Mapping[str, Any], key: str) -> str | None:
    name = table.get(key)
    if name is not None and not file.is_name(name):
        raise file.error(key, f"screen.{key} is a short text")
    return name


def _repeats_s(file: PackFile, table: Mapping[str, Any]) -> float:
    seconds = table.get("repeats_s", REPEATS_S)
    if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not 1 <= seconds <= LONGEST_REPEATS_S:
        raise file.error("repeats_s", f"screen.repeats_s: seconds, up to {LONGEST_REPEATS_S:g}")
    return float(seconds)
