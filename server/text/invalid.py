"""Invalid: a value that a person gave and that can't be used, with a code that a page has a sentence for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

ROOM = 8
"""Times the longest length that a text may have before it is composed. Composing a run of n combining marks takes n²
steps (64,000 of them: four seconds), and composing never shortens a text of people by more than a few times."""


class Invalid(ValueError):
    """A value that breaks a rule. `code` is for programs, the text, in English, for who calls the API by hand."""

    def __init__(self, code: str, why: str, **more: object) -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.more = more
        """What the rule's sentence needs beside the code, such as `limit`."""


def composed(text: str, longest: int) -> str:
    """`text` in NFC. Raises `Invalid` when it is longer than anything that `longest` characters could come from."""
    if len(text) > ROOM * longest:
        raise Invalid("TOO_LONG", f"{longest} characters at most", limit=longest)
    return unicodedata.normalize("NFC", text)


def listed(values: Iterable[str]) -> str:
    """Values of which one is wanted, as pydantic lists those of a `Literal`: 'es', 'en' or 'pt'."""
    *first, last = map(repr, values)
    return f"{', '.join(first)} or {last}" if first else last
