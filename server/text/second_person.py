"""Second person: whether a line addresses one person (*you*), and how it can be given that person's name. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from random import Random

from server.text.languages import facts_of
from server.text.words import ROOMY, fold

SHORT = 8
"""Words of a line that may end in a name."""


@lru_cache(ROOMY)
def says_you(text: str, language: str) -> bool:
    """Whether a line addresses a person; False in a language whose words for *you* aren't known."""
    pattern = _you(language)
    return pattern is not None and pattern.search(fold(text)) is not None


@cache
def _you(language: str) -> re.Pattern[str] | None:
    words = facts_of(language).you
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, reverse=True)))})\b") if words else None


def called(text: str, name: str, random: Random, *, at: bool = True) -> str:
    """The line said to that person by name: before it, behind it, or with an @ if `at`: a nickname has none."""
    if at and random.random() < 0.3:
        return f"@{name} {text}"
    if text.count(" ") >= SHORT or random.random() < 0.5:
        return f"{name} {text}"
    if text[-1] in "?!.":
        return f"{text[:-1]} {name}{text[-1]}"
    return f"{text} {name}"
