"""Tables: rows as people's programs save them, and texts in the encodings of their machines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from server.text.bounded import Unreadable
from server.text.csv_rows import rows_of
from server.text.decoding import decoded

HEADS = {"frase", "nombre", "line", "name"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("frase\nhola, que tal\nvamos, dale, ya\n", [(1, ["frase"]), (2, ["hola, que tal"]), (3, ["vamos, dale, ya"])]),
        ("sep=;\nfrase;nombre\nhola;pepe\n", [(2, ["frase", "nombre"]), (3, ["hola", "pepe"])]),
        ("SEP=|\r\na|b\r\n", [(2, ["a", "b"])]),
        ("hola;ana\nadios;luis\n", [(1, ["hola", "ana"]), (2, ["adios", "luis"])]),
        ("hola\tana\nadios\tluis", [(1, ["hola", "ana"]), (2, ["adios", "luis"])]),
        ("hola,ana\nadios,luis", [(1, ["hola", "ana"]), (2, ["adios", "luis"])]),
        ("hola, ana\nadios, luis", [(1, ["hola, ana"]), (2, ["adios, luis"])]),
        ("vamos, frase\nya", [(1, ["vamos, frase"]), (2, ["ya"])]),
        ("ya;a;b\nno\n", [(1, ["ya;a;b"]), (2, ["no"])]),
        (
            'line,name\n"uno, dos",ana\n\n"tres\ncuatro",luis',
            [(1, ["line", "name"]), (2, ["uno, dos", "ana"]), (4, ["tres\ncuatro", "luis"])],
        ),
        ('"una ""cosa"", digo"\notra', [(1, ['una "cosa", digo']), (2, ["otra"])]),
        (
            'line;name\n"abierta;ana\n' + "b;c\n" * 9,
            [(1, ["line", "name"]), (2, ['"abierta', "ana"]), *((n + 3, ["b", "c"]) for n in range(9))],
        ),
        ("\n\n  \nhola", [(4, ["hola"])]),
        ("", []),
    ],
)
def test_cells_are_parted_by_what_parts_them(text, rows):
    """A semicolon, a tab or a comma, or what the first line says; a file of one column is whole lines."""
    assert list(rows_of(text, HEADS)) == rows


@given(some.text())
def test_any_text_has_rows(text):
    """Or one word of why not."""
    try:
        places = [place for place, _ in rows_of(text, HEADS)]
    except Unreadable as error:
        places = [error.line or 0]
    assert places == sorted(places)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_is_found(encoding):
    """By its mark, else UTF-8, else what Windows in the West writes."""
    text = "¿Qué mañana? «ñ» …"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"PK\x03\x04...", b"\xd0\xcf\x11\xe0...", b"%PDF-1.7", b"a\0b"])
def test_what_is_no_text_says_so(data):
    """A workbook, a document, a program."""
    with pytest.raises(Unreadable) as caught:
        decoded(data)
    assert caught.value.code == "NOT_TEXT"
