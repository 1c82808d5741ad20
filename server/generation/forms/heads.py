"""Heads: the letter, or a word in its place, at the beginning of a line, however it is set off from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from server.generation.forms.category_letters import ANY, HEADS, REFUSAL, REPLY, letter_of

LONGEST_PREFIX = 24
"""Characters that may stand before a head: bullets, numbers, a time."""
NUMBERS = 3
"""Numbers that may stand before a head: one of a list, or the parts of a time."""

_HEAD = re.compile(r"([^\W\d_]{1,14})([\s*_`~\"'”»\])>}]{0,6})(\||:|=>|->|→|–|—|-|,|;|=|)([\s*_`~]{0,6})")
_WORDS = "|".join(sorted(HEADS, key=len, reverse=True))
_INNER = re.compile(rf"(?<![^\W_])(?:{_WORDS})[*_`~\"')\]]{{0,3}}\s?\|(?=\s{{0,3}}[^\s|])", re.IGNORECASE)
_TAIL = re.compile(r"[\s,;/|•·]{0,16}(?:\s(?:\d{1,3}[.)]|[-•*]))?\s{0,16}$")
"""What is left of the next line's beginning where two stood on one."""
_ENUMERATOR = re.compile(r"\s*\(?([a-zA-Z])[.)]\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """A letter and the text after it."""

    letter: str
    text: str
    is_sure: bool
    """Whether a bar parts them, as was agreed."""


def split(line: str) -> Iterator[str]:
    """The lines that stand on one: each begins with a letter and a bar."""
    matches = list(_INNER.finditer(line))
    # A word before a bar is a letter's only where words stand for all of them: "what a game|" may end a line.
    is_lettered = bool(matches) and not matches[0][0][1:2].isalpha()
    starts = [match.start() for match in matches if is_lettered != match[0][1:2].isalpha()]
    if len(starts) < 2 or letter_of(line[starts[0]]) == REFUSAL:
        yield line
        return
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        piece = line[start:end]
        yield piece if end == len(line) else piece[: _tail(piece)]


def head(line: str) -> Head | None:
    """What a line begins with, if that is a letter."""
    start = _start(line)
    match = _HEAD.match(line, start)
    if match is None:
        return None
    word, _, bar, _ = match.groups()
    letter = letter_of(word)
    if letter is None:
        return None
    text = line[match.end() :]
    if bar == "|":
        return Head(letter, text, is_sure=True)
    if letter == REFUSAL or (letter == ANY and bar != ":"):
        return None
    if _sets_off(line, start, match, letter):
        return Head(letter, text, is_sure=False)
    return None


def unenumerated(line: str) -> tuple[str, str]:
    """A line without its `a)`, and that letter; the line as it is and "" without one."""
    match = _ENUMERATOR.match(line)
    return (line[match.end() :], match[1].lower()) if match else (line, "")


def _sets_off(line: str, start: int, match: re.Match[str], letter: str) -> bool:
    """Whether the characters between a word and the text show that the word is a head."""
    word, closing, sign, space = match.groups()
    if sign in (":", "=", "=>", "->", "→"):
        return True
    if sign in ("-", "–", "—"):
        return bool(space or closing) and (len(word) == 1 or bool(closing.strip() or space))
    if sign in (",", ";"):
        return (len(word) == 1 or closing[:1] == '"') and letter != REPLY
    opening = line[start - 1 : start]
    is_wrapped = (opening in ("[", "(", "<", "{") and closing[:1] in ("]", ")", ">", "}")) or (
        opening in ("*", "_", "`") and closing[:1] == opening
    )
    return is_wrapped or "\t" in closing


def _start(line: str) -> int:
    """Where the first word of a line begins: after bullets, numbers, emoji, a time."""
    place, numbers = 0, 0
    while place < min(len(line), LONGEST_PREFIX):
        character = line[place]
        if character.isdecimal():
            begin = place
            while place < len(line) and line[place].isdecimal() and place - begin < 3:
                place += 1
            numbers += 1
            if numbers > NUMBERS or (place < len(line) and line[place].isalnum()):
                return 0
        elif character.isalpha():
            return place
        else:
            place += 1
    return 0


def _tail(piece: str) -> int:
    """Where the text of a piece ends."""
    end = len(piece)
    match = _TAIL.search(piece, max(0, end - 16))
    return match.start() if match else end
