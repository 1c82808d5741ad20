"""Answer: a model's answer, line by line.

    line    = letter "|" text               a line of that category
            | "a" "|" text                  the answer to the line above
            | "x" "|" reason "|" name       that is no game, or no decent topic; perhaps this name was meant

Models like to number, to indent and to fence; that much is forgiven. What else isn't a line is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.phrases.phrase import Category, Mode, moment_category
from server.phrases.prompt import LETTERS, MOMENT_LETTER

LONGEST_REASON = 160
_LINE = re.compile(r"\s*(?:[-*•]\s+|\d{1,3}[.)]\s*)?([a-zA-Z])\s?\|\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class Said:
    """A line."""

    category: Category
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to the line before it."""

    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The model says that the subject is none. What it meant by that, and perhaps what was meant."""

    reason: str
    meant: str


def parse(line: str, mode: Mode, moment: str = "") -> Said | Reply | Refusal | None:
    """What a line of an answer is; None if it is nothing that was agreed."""
    match = _LINE.fullmatch(line)
    if match is None or not match[2]:
        return None
    letter, text = match[1].lower(), match[2]
    if letter == "x":
        reason, _, meant = text.partition("|")
        return Refusal(reason.strip()[:LONGEST_REASON], meant.strip()[:80])
    if letter == "a":
        return Reply(text)
    if moment:
        return Said(moment_category(moment), text) if letter == MOMENT_LETTER else None
    category = LETTERS[mode].get(letter)
    return Said(category, text) if category else None


def is_blank(line: str) -> bool:
    """Whether a line says nothing, and so counts as nothing: empty, or a fence."""
    return not line.strip() or line.strip().startswith("```")
