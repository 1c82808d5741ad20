"""Fields: text as it is kept. Normalised first and measured after, so that what was accepted is read back the same.

A field is the metadata of an annotated string, `Annotated[str, TextField(...)]`, and a function besides. Its rule holds
for all of them: what comes out goes in again unchanged. A length that was measured before a name grew (NFC turns some
letters into three) or shrank (spaces) would let in what the next start refuses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from server.text.invalid import Invalid, composed

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode's categories of what can't be seen: controls, formats, lone surrogates, private use, unassigned."""

LONGEST_KEY = 1_000
"""Characters of a name that are compared: more than any name may have."""


def one_line(text: str) -> str:
    """NFC, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_key(name: str) -> str:
    """What two spellings of one name share: how it is normalised, and no capitals."""
    # What is longer is the name of nothing, and composing a run of marks takes the square of its length.
    return unicodedata.normalize("NFC", one_line(name[:LONGEST_KEY]).casefold())


def are_distinct(names: Iterable[str]) -> bool:
    """Whether no name stands twice, whatever its spelling."""
    keys = [name_key(name) for name in names]
    return len(set(keys)) == len(keys)


@dataclass(frozen=True, slots=True)
class TextField:
    """One line of text with a length in characters. Called, it normalises; raises `Invalid` for what can't be."""

    what: str
    """For the error: "a name"."""
    shortest: int
    longest: int
    refused: str = ""
    """Characters that it can't have."""
    invisible: tuple[str, ...] = INVISIBLE
    """Categories that it can't have either."""
    blanks: bool = False
    """What can't be shown becomes a space, instead of being refused."""
    space: str = " "
    """What joins the words of the text as it is kept."""
    prefix: str = ""
    """Characters at the beginning that don't belong to it."""
    check: Callable[[str], None] | None = None
    """Anything else; raises `ValueError`."""

    def __call__(self, text: str) -> str:
        """`text` as it is kept."""
        text = composed(text, self.longest)
        if self.blanks:
            text = "".join(character if character.isprintable() else " " for character in text)
        kept = one_line(one_line(text).lstrip(f"{self.prefix} ")).replace(" ", self.space)
        length = f"{self.what} has {self.shortest} to {self.longest} characters"
        if len(kept) < self.shortest:
            raise Invalid("TOO_SHORT" if kept else "EMPTY", length, limit=self.shortest)
        if len(kept) > self.longest:
            raise Invalid("TOO_LONG", length, limit=self.longest)
        if not kept.isprintable() and any(unicodedata.category(character) in self.invisible for character in kept):
            raise Invalid("BAD_CHARACTERS", f"{self.what} has no control or invisible characters")
        if "\N{REPLACEMENT CHARACTER}" in kept:
            raise Invalid("BAD_ENCODING", f"{self.what} has letters that were lost when the file was read")
        if self.refused and set(kept) & set(self.refused):
            raise Invalid(
                "BAD_CHARACTERS",
                f"{self.what} has none of {' '.join(self.refused)}",
                characters=" ".join(self.refused),
            )
        if self.check is not None:
            self.check(kept)
        return kept

    def _length(self) -> ValueError:
        return ValueError(f"{self.what} has {self.shortest} to {self.longest} characters")

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"minLength": self.shortest, "maxLength": self.longest}
