"""Names: what the names of a crowd are made of, in one language. Read from its `names.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.phrases.pack_error import PackError
from server.text.bounded import Unreadable, load_toml, read_text

LONGEST_FILE = 1_024 * 1_024
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the crowd's names are made of, in one language."""

    whole: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        yield from self.whole


_HANDLE = re.compile(r"[A-Za-z0-9_.]{1,25}")
LEAST_PARTS = 8
"""Starts and ends that make names without end for a crowd of thousands, with the numbers that people put after them."""


def read_names(path: Path) -> Names:
    """Read a `names.toml`. Raises `PackError`."""
    try:
        content = load_toml(read_text(path, LONGEST_FILE))
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    parts = [content.get(key) for key in ("whole", "starts", "ends")]
    if set(content) != {"whole", "starts", "ends"} or not all(isinstance(part, list) for part in parts):
        raise PackError(path, None, "names are three lists: whole, starts and ends")
    for name in (name for part in parts for name in part or ()):
        if not isinstance(name, str) or not _HANDLE.fullmatch(name):
            raise PackError(path, None, f"{str(name)[:40]!r} isn't a name: letters, digits, _ and . only")
    whole, starts, ends = (tuple(dict.fromkeys(part or ())) for part in parts)
    if len(starts) < LEAST_PARTS or len(ends) < LEAST_PARTS or any(len(part) > 12 for part in (*starts, *ends)):
        raise PackError(path, None, f"starts and ends are {LEAST_PARTS} at least, of 12 characters at most")
    return Names(whole, starts, ends)
