"""Emote: an image that stands for a word, and the words that can be one. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

LONGEST_CODE = 40
"""Characters of a code."""
CODE = re.compile(r"(?!\.)[\w.!?'&+~-]{1,40}(?<!\.)")
"""A code: one typed word, of characters that need no escaping in a URL. It neither begins nor ends with a dot: a file
that begins with one is hidden."""

_COPY = re.compile(r"(?<!\s)\s*(?:\(\d{1,3}\)|- (?:copy|copia))$", re.IGNORECASE)
_NOT_OF_A_CODE = re.compile(r"[^\w.!?'&+~-]+")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|[^?]*\?.*")
"""Names that Windows reserves, and characters that it forbids in a file's name."""


@dataclass(frozen=True, slots=True)
class Emote:
    """An image that stands for a word."""

    code: str
    path: Path
    type: str
    version: str
    """Another one when the file has changed."""
    width: int = 0
    height: int = 0
    """In px, in proportion for an SVG; 0 by 0 where it isn't known."""
    zero_width: bool = False
    """Drawn over the emote before it."""


def is_code(text: str) -> bool:
    """Whether a word can stand for an emote."""
    return CODE.fullmatch(text) is not None


def is_file_name(code: str) -> bool:
    """Whether a file of that name can be kept on any system."""
    return is_code(code) and not _RESERVED.fullmatch(code)


def suggested(stem: str, taken: Container[str] = ()) -> str | None:
    """A code near to a file's name that isn't one: "KEKW (1)" may be KEKW, else KEKW2. None where nothing is left."""
    plain = unicodedata.normalize("NFC", stem[: 2 * LONGEST_CODE])
    code = _NOT_OF_A_CODE.sub("_", _COPY.sub("", plain)).strip("_.")[: LONGEST_CODE - 2].strip("_.")
    if not code or not is_code(code):
        return None
    return next((free for free in (code, *(f"{code}{number}" for number in range(2, 100))) if free not in taken), None)
