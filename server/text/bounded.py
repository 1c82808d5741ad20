"""Bounded: JSON, TOML and files from outside, read in time proportional to their length.

`tomllib` takes the square of a key's dots (32,000 of them: 16 s) and both parsers recurse into what is nested, so how
deep a text goes is counted first, in one pass. Everything wrong with a text is one error, `Unreadable`.
"""

from __future__ import annotations

import json
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

MOST_DEPTH = 32
"""Lists and tables within each other; nothing of ours goes deeper than six."""
MOST_KEY_PARTS = 16
"""Parts of a dotted key."""

_JSON = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)
_TOML = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|[\[{]|[\]}]|[.]|[,=\n]",
    re.DOTALL,
)
"""The marks that count, and around them what may hide one: strings and remarks. Possessive, so each character is
looked at a fixed number of times."""
_NONE = re.compile(r"(?!)")
_LINE = re.compile(r"\(at line (\d+)")


class Unreadable(ValueError):
    """A text or a file that can't be read as what it should be.

    `code`: NOT_TEXT, NOT_JSON, NOT_TOML, TOO_DEEP, TOO_LARGE, UNREADABLE. `line` where it is known.
    """

    def __init__(self, code: str, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.code = code
        self.line = line


def load_json(text: str | bytes) -> Any:
    """The value of a JSON text. Raises `Unreadable`."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unreadable("NOT_TEXT", "it isn't UTF-8 text") from None
    depth, marks = 0, _JSON if text.count("[") + text.count("{") > MOST_DEPTH else _NONE
    for found in marks.finditer(text):
        depth = _deeper(depth, found[0])
        if depth > MOST_DEPTH:
            raise Unreadable("TOO_DEEP", f"more than {MOST_DEPTH} levels within each other")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("NOT_JSON", f"that isn't JSON: {error}") from None


def load_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text. Raises `Unreadable`."""
    _measure_toml(text)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a bare ValueError
        line = _LINE.search(str(error))
        raise Unreadable("NOT_TOML", f"that isn't TOML: {error}", int(line[1]) if line else None) from None


def _measure_toml(text: str) -> None:
    depth = parts = 0
    for found in _TOML.finditer(text):
        mark = found[0]
        depth = _deeper(depth, mark)
        parts = parts + 1 if mark == "." else 0 if mark in "[{,=\n" else parts
        if depth > MOST_DEPTH or parts > MOST_KEY_PARTS:
            what = "a key of too many parts" if parts else f"more than {MOST_DEPTH} levels within each other"
            raise Unreadable("TOO_DEEP", what, text.count("\n", 0, found.start()) + 1)


def _deeper(depth: int, mark: str) -> int:
    return depth + 1 if mark in ("[", "{") else max(0, depth - 1) if mark in ("]", "}") else depth


def read_bytes(path: Path, most: int) -> bytes:
    """What is in a file of at most `most` bytes. Raises `Unreadable`; a pipe, which would be waited for, is one."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("UNREADABLE", "it isn't a file")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Unreadable("UNREADABLE", error.strerror or str(error)) from None
    if len(data) > most:
        raise Unreadable("TOO_LARGE", f"more than {most:,} bytes")
    return data


def read_text(path: Path, most: int) -> str:
    """The text of a UTF-8 file, without its byte order mark. Raises `Unreadable`."""
    try:
        return read_bytes(path, most).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("NOT_TEXT", "the file isn't UTF-8 text") from None


def read_toml(path: Path, most: int) -> dict[str, Any]:
    """The table of a TOML file. Raises `Unreadable`."""
    return load_toml(read_text(path, most))
