"""Marks: what a model says of a line after a second bar: when it may be said, and what it is in a talk.

    letter|text|boss        likely while that situation goes on, and said only then
    letter|text|!fail       it says that this moment has just happened, and answers nothing else
    letter|text|1 claim     a line of the first talk, and its role there

A line without a mark is true whatever is on screen. What isn't understood is no mark: the line counts as plain.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.model.phrase import Role
from server.text.normalize import plain

MOST_TALKS = 9
"""Topics that one answer may hold: their numbers are one digit."""
LONGEST = 80
"""Characters of the marks of a line that are looked at."""

_WORD = re.compile(r"!?[\w-]+")
_ROLES: Final[Mapping[Role, tuple[str, ...]]] = {
    "claim": ("claim", "idea", "opinion"),
    "ask": ("ask", "asks", "question", "pregunta", "duda"),
    "yes": ("yes", "si"),
    "no": ("no",),
    "example": ("example", "ejemplo"),
    "detail": ("detail", "detalle"),
    "joke": ("joke", "chiste", "broma"),
    "aside": ("aside", "aparte"),
    "agree": ("agree", "agrees", "apoyo", "apoya"),
}
ROLE_WORDS: Final[Mapping[str, Role]] = {word: role for role, words in _ROLES.items() for word in words}
"""What a model may call each role, folded."""


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a show has least lines of, and asks for besides plain ones."""

    situations: Mapping[str, str] = field(default_factory=dict)
    """By their keys, each as it is called, with the values that it binds in braces."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the key of a situation, the names of its values."""
    moments: Mapping[str, str] = field(default_factory=dict)
    """By their types, what they are called."""
    talks: int = 0
    """How many talks."""

    def __bool__(self) -> bool:
        return bool(self.situations or self.moments or self.talks)


@dataclass(frozen=True, slots=True)
class Marks:
    """What was understood of a line's marks."""

    situation: str = ""
    moment: str = ""
    talk: int = 0
    role: Role | None = None


def read_marks(text: str, lacks: Lacks) -> Marks:
    """Parse the text after a line's second bar; of two marks of a kind the first counts."""
    situation, moment, talk, role = "", "", 0, None
    for word in _WORD.findall(plain(text[:LONGEST])):
        bare = word.removeprefix("!")
        if word.isdecimal() and 1 <= int(word) <= min(lacks.talks, MOST_TALKS):
            talk = talk or int(word)
        elif bare in lacks.moments and (word != bare or bare not in lacks.situations):
            moment = moment or bare
        elif bare in lacks.situations:
            situation = situation or bare
        elif bare in ROLE_WORDS:
            role = role or ROLE_WORDS[bare]
    return Marks(situation, moment, talk, role if talk else None)


def opener(category: str) -> Role:
    """What the first line of a talk is in it."""
    return "ask" if category == "questions" else "claim"
