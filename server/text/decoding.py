"""Decoding: the text of a file as people's programs save it: Notepad, Excel, a phone. Pure."""

from __future__ import annotations

import codecs

from server.text.bounded import Unreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""How workbooks and documents begin."""


def decoded(data: bytes) -> str:
    """UTF-8 with a mark or without, UTF-16 by its mark, else what Windows in the West calls ANSI (code page 1252).

    Raises `Unreadable` (NOT_TEXT) for what is no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data.startswith(_OTHERS) or b"\0" in data:
        raise Unreadable("NOT_TEXT", "that isn't a text: save it as CSV or TXT")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
