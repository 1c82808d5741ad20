"""Fields: lines written as JSON (a list, an object, one object a line) or as YAML, read as they come.

No document has to be whole: each string is used as soon as its place in the document is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from server.generation.forms.category_letters import is_letter_key, is_text_key, letter_of
from server.generation.forms.unlabelled import unbulleted

DEEPEST = 16
"""Levels of JSON within JSON that are followed."""
Pair = tuple[str | None, str]
"""A letter, None if it isn't known, and a text."""


@dataclass(slots=True)
class _Frame:
    """An object or a list that has begun."""

    letter: str | None = None
    """Of what is in it."""
    key: str | None = None
    """The object's field whose value comes."""
    text: str = ""
    is_list: bool = False


class Fields:
    """One answer's."""

    def __init__(self) -> None:
        self._frames: list[_Frame] = []
        self._yaml: str | None = None
        self._text = ""

    @property
    def pending(self) -> str | None:
        """The letter of a field that stands alone: perhaps the heading of what follows."""
        return self._yaml

    def read(self, line: str) -> list[Pair] | None:
        """What is in a line of JSON or YAML; None if it is neither."""
        line = line.strip()
        if self._is_json(line):
            return list(self._json(line))
        self._frames.clear()
        return self._pair(line)

    def _is_json(self, line: str) -> bool:
        if self._frames:
            return line[:1] in ('"', "{", "}", "[", "]", ",")
        if line[:1] == "{":
            return '"' in line or line in ("{", "{}")
        if line[:1] == "[":
            return line[1:].lstrip()[:1] in ('"', "{", "[", "")
        return line[:1] == '"' and '":' in line.replace(" ", "")

    def _json(self, line: str) -> Iterator[Pair]:
        place = 0
        while place < len(line):
            character = line[place]
            place += 1
            if character == '"':
                text, place = _string(line, place)
                yield from self._said(text, is_key=line[place : place + 8].lstrip()[:1] == ":")
            elif character in "{[":
                self._open(is_list=character == "[")
            elif character in "}]":
                yield from self._close()
            elif character == "," and self._frames and not self._frames[-1].is_list:
                self._frames[-1].key = None

    def _open(self, *, is_list: bool) -> None:
        above = self._frames[-1] if self._frames else _Frame()
        letter = above.letter
        if above.key is not None:
            letter = letter_of(above.key) or letter
        if len(self._frames) < DEEPEST:
            self._frames.append(_Frame(letter, is_list=is_list))

    def _close(self) -> Iterator[Pair]:
        if self._frames:
            frame = self._frames.pop()
            if frame.text:
                yield frame.letter, frame.text
            if self._frames:
                self._frames[-1].key = None

    def _said(self, text: str, *, is_key: bool) -> Iterator[Pair]:
        """A string, where it stands."""
        frame = self._frames[-1] if self._frames else _Frame(is_list=not is_key)
        if frame.is_list:
            letter = letter_of(text) if len(text) < 15 else None
            if letter is None:
                yield frame.letter, text
            else:
                frame.letter = letter
        elif is_key:
            frame.key = text
        elif frame.key is not None:
            key, frame.key = frame.key, None
            if is_letter_key(key):
                frame.letter = letter_of(text)
            elif is_text_key(key):
                frame.text = text
            elif letter_of(key) is not None:
                yield letter_of(key), text

    def _pair(self, line: str) -> list[Pair] | None:
        """`letter: g`, `text: no way`, on lines of their own, in either order."""
        key, colon, value = unbulleted(line).partition(":")
        value = value.strip()
        if not colon or not value:
            return None
        key = key.strip(" \"'*")
        if is_letter_key(key) and letter_of(value) is not None:
            self._yaml = letter_of(value)
            return self._whole()
        if is_text_key(key) and (self._yaml is not None or line[:1] == "-"):
            self._text = value
            return self._whole()
        return None

    def _whole(self) -> list[Pair]:
        if self._yaml is None or not self._text:
            return []
        pair = self._yaml, self._text
        self._yaml, self._text = None, ""
        return [pair]


def _string(line: str, place: int) -> tuple[str, int]:
    """The string whose opening mark stands before `place`, and where it ends. Without its end it is the rest."""
    begin = place
    while place < len(line) and line[place] != '"':
        place += 2 if line[place] == "\\" else 1
    raw = line[begin:place]
    try:
        text = json.loads(f'"{raw}"', strict=False)
    except ValueError:
        text = raw.replace('\\"', '"')
    return str(text), place + 1
