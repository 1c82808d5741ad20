"""Tables: the rows of a CSV file as Excel saves it in any country, or of one that is no table at all. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence

from server.text.bounded import Unreadable

SEPARATORS = (";", "\t", ",")
SAMPLE_LINES, SAMPLE_CHARACTERS = 50, 20_000
"""Of the beginning, which tells how the rest is parted."""
MOST_BREAKS = 5
"""Line breaks in a cell; with more of them a quotation mark was left open, and none counts."""

_BREAK = re.compile(r"\r\n|\r|\n")
_SAID = re.compile(r"sep=(.)\s*$", re.IGNORECASE)


def lines_of(text: str) -> list[str]:
    """The lines, as an editor counts them."""
    return _BREAK.split(text)


def rows_of(text: str, heads: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows that aren't empty, each with the number of the line where it begins.

    `heads` are words that a column may be called, in small letters: a first row of them tells what parts the cells. A
    file of one column is whole lines, whatever commas are in them. Raises `Unreadable` (NOT_CSV).
    """
    lines = lines_of(text)
    said = _SAID.fullmatch(lines[0])
    first = 1 if said else 0
    separator = said[1] if said else _separator([line for line in lines[:SAMPLE_LINES] if line.strip()], heads)
    if separator is None:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, [_unquoted(line.strip())]
        return
    body = "\n".join(lines[first:])
    rows = list(_parted(body, separator, quoted=True))
    if any(cell.count("\n") > MOST_BREAKS for _, row in rows for cell in row):
        rows = list(_parted(body, separator, quoted=False))
    yield from ((number + first, row) for number, row in rows if any(cell.strip() for cell in row))


def _parted(text: str, separator: str, *, quoted: bool) -> Iterator[tuple[int, list[str]]]:
    file = io.StringIO(text, newline="")
    reader = csv.reader(file, delimiter=separator)
    if not quoted:
        reader = csv.reader(file, delimiter=separator, quoting=csv.QUOTE_NONE)
    number = 1
    try:
        for row in reader:
            yield number, row
            number = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable("NOT_CSV", f"that isn't CSV: {error}", number) from None


def _separator(lines: Sequence[str], heads: Collection[str]) -> str | None:
    """What parts the cells of these lines; None where nothing does."""
    if sum(map(len, lines)) > SAMPLE_CHARACTERS or not lines:
        return None
    table = {separator: [_cells(line, separator) for line in lines] for separator in SEPARATORS}
    for separator, rows in table.items():
        known = [cell.strip().casefold() in heads for cell in rows[0]]
        if len(known) > 1 and (all(known) if _is_prose(rows[:1], separator) else any(known)):
            return separator
    for separator, rows in table.items():
        widths = {len(row) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and widths != {1} and not _is_prose(rows, separator):
            return separator
    return None


def _is_prose(rows: Sequence[Sequence[str]], separator: str) -> bool:
    """Whether a comma is one of a sentence: a space comes after it."""
    return separator == "," and any(cell.startswith(" ") for row in rows for cell in row[1:])


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [""])
    except csv.Error:
        return [line]


def _unquoted(line: str) -> str:
    if len(line) > 1 and line.startswith('"') and line.endswith('"'):
        return line[1:-1].replace('""', '"')
    return line
