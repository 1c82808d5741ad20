"""Mine: what the streamer gave the chat of their own: lines, names, and people with a character.

One model, which the store keeps with the channel and the API changes.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from server.text.fields import ROOM, TextField

MOST_LINES, MOST_NAMES, MOST_PEOPLE = 2_000, 500, 20
LONGEST_LINE, LONGEST_NAME = 200, 25
"""Characters."""

_NAME = re.compile(r"[\w.\-]+")


def _name(text: str) -> str:
    if len(text) > ROOM * LONGEST_NAME:
        text = ""
    name = re.sub(r"\s+", "_", unicodedata.normalize("NFC", text).strip().lstrip("@"))
    if not 2 <= len(name) <= LONGEST_NAME or not _NAME.fullmatch(name):
        raise ValueError(f"a name has 2 to {LONGEST_NAME} letters, digits, _ . or -")
    return name


Text = Annotated[str, TextField("a line", 1, LONGEST_LINE, invisible=("Cc", "Cs", "Co", "Cn"))]
Name = Annotated[
    str, AfterValidator(_name), WithJsonSchema({"type": "string", "minLength": 2, "maxLength": LONGEST_NAME})
]
Character = Annotated[str, TextField("a character", 0, 60, blanks=True)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Model):
    """Somebody whom the streamer wants in the crowd: "my loud cousin"."""

    name: Name
    character: Character = Field("", description='A word or two: "loud", "shy funny".')
    lines: tuple[Text, ...] = Field((), max_length=50)


class Mine(_Model):
    """The channel's own pack."""

    share: float = Field(0.25, ge=0, le=1, description="Of the chat that is said with the own lines, while any last.")
    lines: tuple[Text, ...] = Field((), max_length=MOST_LINES)
    names: tuple[Name, ...] = Field((), max_length=MOST_NAMES)
    people: tuple[Person, ...] = Field((), max_length=MOST_PEOPLE)

    def with_more(self, other: Mine) -> Mine:
        """These and the others, none twice. Raises pydantic's `ValidationError` when it becomes too much."""
        people = {person.name.casefold(): person for person in (*self.people, *other.people)}
        return Mine(
            share=self.share,
            lines=_distinct((*self.lines, *other.lines)),
            names=_distinct((*self.names, *other.names)),
            people=tuple(people.values()),
        )


class Unreadable(ValueError):
    """A file that can't be taken as lines, names or people. Its text says why."""


def read_mine(text: str, format: Literal["txt", "csv", "toml"]) -> Mine:
    """A file's lines, names and people.

    TXT: one line of chat a line. CSV: a first row that names the columns `line` (or `text`), `name`; without it the
    first column holds lines. TOML: `lines`, `names` and tables of `people`. Raises `Unreadable`, or pydantic's
    `ValidationError`.
    """
    text = text.removeprefix("﻿")
    if format == "txt":
        return Mine(lines=_distinct(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    return _of_csv(text) if format == "csv" else _of_toml(text)


_LINE_HEADS = ("line", "lines", "text", "message", "phrase", "línea", "linea", "texto", "mensaje", "frase")
_NAME_HEADS = ("name", "names", "user", "username", "nombre", "usuario")


def _of_csv(text: str) -> Mine:
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4_096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [row for row in csv.reader(io.StringIO(text), dialect) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unreadable(f"that isn't CSV: {error}") from None
    heads = [cell.strip().casefold() for cell in rows[0]] if rows else []
    line_at = next((place for place, head in enumerate(heads) if head in _LINE_HEADS), None)
    name_at = next((place for place, head in enumerate(heads) if head in _NAME_HEADS), None)
    if line_at is None and name_at is None:
        return Mine(lines=_distinct(row[0] for row in rows))
    return Mine(lines=_distinct(_cells(rows[1:], line_at)), names=_distinct(_cells(rows[1:], name_at)))


def _of_toml(text: str) -> Mine:
    try:
        return Mine.model_validate({"share": 0.25, **tomllib.loads(text)})
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"that isn't TOML: {error}") from None


def _cells(rows: Iterable[list[str]], at: int | None) -> Iterator[str]:
    return (row[at] for row in rows if at is not None and at < len(row))


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """None empty and none twice, whatever its capitals: the first one stays."""
    kept: dict[str, str] = {}
    for text in texts:
        if text.strip():
            kept.setdefault(text.strip().casefold(), text.strip())
    return tuple(kept.values())
