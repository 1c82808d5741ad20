"""Lint filled: what gives a slot away: an article too many, a word twice, "a" before a vowel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.model.phrase import LANGUAGES, About, Language
from server.phrases.template import Template, Thread

WAYS = 120
"""Ways of a line that are looked at."""

_ABOUT = About(game="Juego", streamer="Ximena", address="ella", rough=True)
_TWICE = re.compile(r"(?<![\w-])(\w{2,}) \1(?!\w)", re.IGNORECASE)
_GAPS = re.compile(r"  | [,.;:?!)]|^\s|\s$")
_CLASHES: dict[Language, re.Pattern[str]] = {
    "es": re.compile(
        r"(?<!\w)(?<!de )(?:(?:el|la|los|las|un|una|unos|unas|al|del|mi|tu|su|ese|esa|este|esta)"
        r" (?:el|la|los|las|un|una|unos|unas|mi|tu|su)|(?:a|de) el)(?!\w)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:(?:the|a|an|my|your|that|this) (?:the|a|an|my|your)"
        r"|a (?=[aeiou])(?!uni|use|user|eu|one\b|once\b|usual)\w+|an (?![aeioh]|u(?!ni|s))\w+)(?!\w)",
        re.IGNORECASE,
    ),
}
_MEANT = re.compile(r"(?<!\w)(?:del la|that a|this a|that the|that my|that your|this the)(?!\w)", re.IGNORECASE)
"""What reads like a clash and may be none: "that the boss is dead", "is that a castle"."""


def filled_in(line: Template | Thread) -> Iterator[str]:
    """The first way of a line or a thread that sounds filled-in, and where."""
    step = max(1, line.ways // WAYS)
    language = line.language
    assert language in LANGUAGES
    slots = line.slots if isinstance(line, Template) else [slot for one in line.lines for slot in one.slots]
    if not slots or not line.fits(_ABOUT):
        return
    for way in range(0, line.ways, step):
        said = line.say(way, _ABOUT)
        for text in [said] if isinstance(said, str) else said:
            found = clash(text, language)
            if found is not None and not _is_written_so(line, found):
                yield f"{text!r} sounds filled-in: {found!r}"
                return


def clash(text: str, language: Language) -> str | None:
    """What in a text gives a slot away, if anything does."""
    for pattern in (_CLASHES[language], _TWICE, _GAPS):
        for match in pattern.finditer(text):
            if not _MEANT.fullmatch(match[0]):
                return match[0]
    return None


def _is_written_so(line: Template | Thread, found: str) -> bool:
    """Whether it stands there without any slot's doing."""
    lines = (line,) if isinstance(line, Template) else line.lines
    literal = (part for one in lines for part in one.parts if isinstance(part, str))
    values = (value for one in lines for slot in one.slots for value in slot.values)
    return any(found in text for text in (*literal, *values))
