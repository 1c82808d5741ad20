"""Bare: lines without a letter: whether they are chat, a heading, or the model's own remarks."""

from __future__ import annotations

import re

from server.generation.forms.category_letters import ANY, REFUSAL, letter_of

ENOUGH = 5
"""Bare lines after which an answer is believed to have no letters at all. Fewer may be prose around nothing."""
MOST_WORDS = 16
"""Words of the longest bare line that is taken for a chat message."""
SENTENCE_WORDS = 6
"""From so many words on, a line that begins with a capital and ends with a full stop is prose."""
LONGEST_HEADING = 30
"""Characters of a heading that names a category."""

_BULLET = re.compile(r"\s*(?:(?:[-*•▪◦·–—+►▶➤✔✓✅🔹🔸👉⭐💬➡️\ufe0f]|\d{1,3}[.):])\s{1,3}){1,2}")
_DECORATION = "#*_-=:[](){}<>~`\"'|. \t"
_COUNT = re.compile(r"(?<!\s)\s*[(\[]?\d{1,3}[)\]]?\s*$")
_RULE = frozenset("-=|+:*_#~. \t`")


def is_blank(line: str) -> bool:
    """Whether a line says nothing, and so counts as nothing: empty, a fence, a rule."""
    stripped = line.strip()
    return stripped.startswith("```") or all(character in _RULE for character in stripped)


def heading(line: str) -> str | None:
    """The letter of the lines below, if a line is their heading."""
    stripped = line.strip()
    inner = "".join(c for c in stripped if c.isalnum() or c.isspace() or c in _DECORATION).strip(_DECORATION)
    if not inner or len(inner) > LONGEST_HEADING:
        return None
    words = _COUNT.sub("", inner).strip(_DECORATION).split()
    if not words:  # nothing, or a carriage return between two marks
        return None
    inner = " ".join(words)
    is_decorated = stripped[0] in "#*_=[<~-" or stripped.rstrip("*_ ")[-1:] in (":", "=", "]")
    letter = letter_of(words[0])
    if letter in (None, ANY, REFUSAL) or len(words) > 2:
        return None
    if len(words) == 2 and words[1].casefold() not in ("lines", "messages", "chat", "mensajes", "líneas", "frases"):
        return None
    return letter if is_decorated or (len(words[0]) > 4 and stripped == inner) else None


def unbulleted(line: str) -> str:
    """A line without its bullet or number."""
    match = _BULLET.match(line)
    return line[match.end() :] if match else line.strip()


def is_chat(line: str) -> bool:
    """Whether a bare line may be what a viewer types."""
    words = line.split()
    if not words or len(words) > MOST_WORDS or "|" in line or line.rstrip()[-1] in (":", "{", "["):
        return False
    return not (len(words) >= SENTENCE_WORDS and line[0].isupper() and line.rstrip()[-1] in ".!")
