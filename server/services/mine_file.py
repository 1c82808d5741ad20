"""Own content as a file: TXT, CSV or TOML, sorted into lines, names and people. Blocks for its length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from server.services.own_content_check import Sorter
from server.text.bounded import Unreadable, load_toml
from server.text.csv_rows import lines_of, rows_of
from server.text.decoding import decoded

Format = Literal["txt", "csv", "toml"]
LONGEST_FILE = 500_000
"""Characters: 2,000 lines of 200, and names besides."""

_LINE_HEADS = """
line lines text texts message messages phrase phrases chat
línea linea líneas lineas texto textos mensaje mensajes frase frases comentario comentarios
"""
_NAME_HEADS = """
name names user users username viewer viewers nick nickname
nombre nombres usuario usuarios apodo espectador
"""
LINE_HEADS, NAME_HEADS = frozenset(_LINE_HEADS.split()), frozenset(_NAME_HEADS.split())
"""What the first row may call a column, in small letters."""


def sort_file(data: bytes | str, format: Format, sorter: Sorter) -> None:
    """Give a file's lines, names and people to `sorter`.

    TXT: one line of chat a line, `#` begins a remark. CSV: columns of a first row that names them; without it the first
    column is lines. TOML: `lines`, `names` and tables of `people`. Raises `Unreadable`.
    """
    text = decoded(data) if isinstance(data, bytes) else data.removeprefix("\ufeff")
    if len(text) > LONGEST_FILE:
        raise Unreadable("TOO_LARGE", f"a file has {LONGEST_FILE:,} characters at most")
    if format == "txt":
        for place, line in enumerate(lines_of(text), 1):
            if not line.lstrip().startswith("#"):
                sorter.line(place, line)
    elif format == "csv":
        _sort_rows(rows_of(text, LINE_HEADS | NAME_HEADS), sorter)
    else:
        _sort_table(load_toml(text.replace("\r\n", "\n")), sorter)


def _sort_rows(rows: Iterator[tuple[int, list[str]]], sorter: Sorter) -> None:
    first = next(rows, None)
    if first is None:
        return
    heads = [cell.strip().casefold() for cell in first[1]]
    line_at = next((place for place, head in enumerate(heads) if head in LINE_HEADS), None)
    name_at = next((place for place, head in enumerate(heads) if head in NAME_HEADS), None)
    if line_at is None and name_at is None:
        sorter.line(first[0], first[1][0])
        line_at = 0
    for place, row in rows:
        if line_at is not None and line_at < len(row):
            sorter.line(place, row[line_at])
        if name_at is not None and name_at < len(row):
            sorter.name(place, row[name_at])


def _sort_table(table: dict[str, Any], sorter: Sorter) -> None:
    unknown = set(table) - {"share", "lines", "names", "people"}
    if unknown:
        raise Unreadable("UNKNOWN", f"unknown key {min(unknown)[:40]!r}; there are: lines, names, people")
    for place, text in enumerate(_texts(table, "lines"), 1):
        sorter.line(place, text)
    for place, text in enumerate(_texts(table, "names"), 1):
        sorter.name(place, text)
    people = table.get("people", [])
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        raise Unreadable("NOT_A_LIST", "people are tables: [[people]]")
    for place, person in enumerate(people, 1):
        name, character = person.get("name", ""), person.get("character", "")
        if not isinstance(name, str) or not isinstance(character, str):
            raise Unreadable("NOT_TEXT", "a person's name and character are texts")
        sorter.person(place, name, character, _texts(person, "lines"))


def _texts(table: dict[str, Any], key: str) -> list[str]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise Unreadable("NOT_A_LIST", f"{key} is a list of texts")
    return found
