"""Own content: what the streamer gave the chat of their own: lines, names, and people with a character.

One model, which the store keeps with the channel and the API changes.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from server.model.section import Section
from server.text.fields import TextField
from server.text.invalid import Invalid

MOST_LINES, MOST_NAMES, MOST_PEOPLE = 2_000, 500, 20
"""Lines, names and people of a channel's own."""
MOST_PERSON_LINES = 50
"""Lines of one of these people."""
LONGEST_LINE, LONGEST_NAME, LONGEST_CHARACTER = 200, 25, 60
"""Characters."""

_NAME = re.compile(r"[\w.\-]+")


def _has_letters_alone(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Invalid("BAD_CHARACTERS", "a name has letters, digits, _ . and - alone")


NAME = TextField("a name", 2, LONGEST_NAME, space="_", prefix="@", check=_has_letters_alone)
LINE = TextField("a line", 1, LONGEST_LINE, invisible=("Cc", "Cs", "Co", "Cn"))
CHARACTER = TextField("a character", 0, LONGEST_CHARACTER, blanks=True)

Text = Annotated[str, LINE]
Name = Annotated[str, NAME]
Character = Annotated[str, CHARACTER]
Share = Annotated[float, Field(ge=0, le=1, description="Of the chat that is said with the own lines, while any last.")]


class Person(Section):
    """Somebody whom the streamer wants in the crowd: "my loud cousin"."""

    name: Name
    character: Character = Field("", description='A word or two: "loud", "shy funny".')
    lines: tuple[Text, ...] = Field((), max_length=MOST_PERSON_LINES)


class OwnContent(Section):
    """The channel's own pack."""

    share: Share = 0.25
    lines: tuple[Text, ...] = Field((), max_length=MOST_LINES)
    names: tuple[Name, ...] = Field((), max_length=MOST_NAMES)
    people: tuple[Person, ...] = Field((), max_length=MOST_PEOPLE)
