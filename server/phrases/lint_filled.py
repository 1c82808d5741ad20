"""Lint filled: what gives a slot away: an article too many, a word twice, "a" before a vowel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.model.phrase import About, Language
from server.phrases.lint_lines import Placed, lines_of, names_in
from server.phrases.pack import Pack
from server.phrases.pack_file import IT, TRIES
from server.phrases.situation import Situation
from server.phrases.template import Template, Thread

_LITTLE = "de|que|el|la|en|con|por|se|lo|the|to|of|and|in|is|it|you|on"
_FINE_IF_TYPED = re.compile(
    rf"(?:ese|esa|este|esta) (?:el|la|los|las|un|una)|(?!(?:{_LITTLE})\b)(\w+) \1", re.IGNORECASE
)
"""What is fine where no slot makes it: "esa la vi", "tap tap"."""
WAYS = 120
"""Ways of a line that are looked at."""
MOST_BOUND = 60
"""Sets of values of a situation that are tried in a line."""

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
_MEANT = re.compile(r"(?<!\w)(?:del la|th(?:at|is) an?|that the|that my|that your|this the)(?!\w)", re.IGNORECASE)
"""What reads like a clash and may be none: "that the boss is dead", "is that a castle"."""


def filled_in_pack(pack: Pack) -> Iterator[str]:
    """What sounds filled-in in a pack: each line with every value that its situation may bind."""
    for placed in lines_of(pack):
        if placed.table != "threads":
            for bound in _bindings(pack, placed):
                found = next(filled_in(placed.line, bound), None)
                if found is not None:
                    yield found
                    break
    for thread in (*pack.threads, *(thread for some in pack.only for thread in some.threads)):
        yield from filled_in(thread)


def filled_in(line: Template | Thread, bound: tuple[tuple[str, str], ...] = ()) -> Iterator[str]:
    """The first way of a line or a thread that sounds filled-in, and where."""
    about = About(game="Juego", streamer="Ximena", address="ella", rough=True, bound=bound)
    lines = (line,) if isinstance(line, Template) else line.lines
    if all(one.is_literal for one in lines) or not line.fits(about):
        return
    for way in range(0, line.ways, max(1, line.ways // WAYS)):
        said = line.say(way, about)
        for text in [said] if isinstance(said, str) else said:
            found = clash(text, line.language)
            if found is not None and not _is_written_so(lines, found, bound):
                yield f"{text!r} sounds filled-in: {found!r}"
                return


def clash(text: str, language: Language) -> str | None:
    """What in a text gives a slot away, if anything does."""
    for pattern in (_CLASHES.get(language), _TWICE, _GAPS):
        for match in pattern.finditer(text) if pattern is not None else ():
            if not _MEANT.fullmatch(match[0]):
                return match[0]
    return None


def _bindings(pack: Pack, placed: Placed) -> Iterator[tuple[tuple[str, str], ...]]:
    """Values for the names in a line: those of the situations that bind them."""
    names = names_in(placed.line)
    needed = {name for name in names if any(name in some for one in pack.situations.values() for some in one.values)}
    extra = ((TRIES, "3"), (IT, "Margit"))
    if not needed:
        yield extra
        return
    situations = [placed.situation] if placed.situation is not None else list(pack.situations.values())
    tried = 0
    for situation in situations:
        for values in _sets(situation):
            if needed <= set(values) and tried < MOST_BOUND:
                tried += 1
                yield (*extra, *values.items())


def _sets(situation: Situation) -> Iterator[dict[str, str]]:
    """Each value of the situation once, beside the first of the other names."""
    for some in situation.values:
        first = {name: values[0] for name, values in some.items()}
        yield first
        for name, values in some.items():
            yield from ({**first, name: value} for value in values[1:])


def _is_written_so(lines: tuple[Template, ...], found: str, bound: tuple[tuple[str, str], ...]) -> bool:
    """Whether the pack itself has it so: in the line, in a wording or in a value."""
    values = (value for line in lines for slot in line.slots for value in slot.values)
    if any(found in text for text in (*(line.source for line in lines), *values, *(value for _, value in bound))):
        return True
    fills = any(line.slots or names_in(line) for line in lines)
    return not fills and _FINE_IF_TYPED.match(found) is not None
