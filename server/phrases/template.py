"""Template: one line of a pack with its slots ({}) and choices ([]), and threads of such lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import prod
from random import Random

from server.model.phrase import About, Category, Language, Mood
from server.text.languages import facts_of

ABOUT = frozenset({"game", "topic", "streamer"})
"""What braces may hold beside slots and forms of address, in any line."""
SENT_APART = " // "
"""Stands in a line between two messages of one person."""
FACT = "my_"
"""What the name of a fact about who speaks begins with."""
MOST_WAYS = 2_000
"""Ways of a line that are kept in stock: slots multiply, and three of 300 values would be 27 million."""
ADDRESSES = {"el": 0, "ella": 1, "neutral": 2}
"""Where each form of address stands among `Forms`."""

_SPACES = re.compile(r"  +")


@dataclass(frozen=True, slots=True)
class Slot:
    """A word that fills a line: one of its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """What to say by the streamer's form of address: el, ella and perhaps neutral."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`[a|b|c]`: wordings of which one is chosen. Each is a list of parts, as a template's."""

    source: str
    options: tuple[tuple[Part, ...], ...]


Part = str | Slot | Forms | Choice


@dataclass(frozen=True, slots=True)
class Template:
    """A template: literal text, slots, choices and forms of address. Said in `ways` different ways."""

    source: str
    category: Category
    language: Language
    parts: tuple[Part, ...]
    """Odd places hold what stood in braces or brackets: a slot, a choice, the forms of address, or a name: one of
    `ABOUT`, a value that the situation binds, or a fact about who speaks."""
    mood: Mood | None = None
    answers: tuple[Template, ...] = ()
    """What may answer it."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the line, in order; one that stands there twice comes twice."""
        return tuple(part for part in _specials(self.parts) if isinstance(part, Slot))

    @property
    def is_literal(self) -> bool:
        """Whether it is said as it is written."""
        return len(self.parts) == 1

    @property
    def ways(self) -> int:
        """In how many ways the line can be said."""
        return prod(_options(part) for part in _specials(self.parts))

    def fits(self, about: About) -> bool:
        """Whether everything that the line needs is known, and it isn't rougher than the streamer asked for."""
        if self.mood == "rough" and not about.rough:
            return False
        return all(_is_known(part, about) for part in _specials(self.parts))

    def say(self, way: int, about: About) -> str:
        """The line in its `way`th way, 0 ≤ way < `ways`."""

        def choose(part: Slot | Choice) -> int:
            nonlocal way
            way, choice = divmod(way, _options(part))
            return choice

        return self.fill(choose, about)

    def fill(self, choose: Callable[[Slot | Choice], int], about: About) -> str:
        """The line with the value of each slot, and the wording of each choice, as `choose` says by its place."""
        said = _filled(self.parts, choose, about)
        if self.is_literal:
            return said
        return facts_of(self.language).contracted(_SPACES.sub(" ", said).strip())


def _specials(parts: Iterable[Part]) -> Iterator[Part]:
    """What stood in braces and brackets, in the order in which it is filled: a choice, then what is in its wordings."""
    for place, part in enumerate(parts):
        if place % 2:
            yield part
            if isinstance(part, Choice):
                for option in part.options:
                    yield from _specials(option)


def _options(part: Part) -> int:
    if isinstance(part, Slot):
        return len(part.values)
    return len(part.options) if isinstance(part, Choice) else 1


def _is_known(part: Part, about: About) -> bool:
    if isinstance(part, Forms):
        return ADDRESSES[about.address] < len(part.forms)
    if not isinstance(part, str) or part.startswith(FACT):
        return True
    if part == "game":
        return about.game is not None and about.mode == "game"
    if part == "topic":
        return about.game is not None and about.mode == "chatting"
    if part == "streamer":
        return bool(about.streamer)
    return about.value(part) is not None


def _filled(parts: tuple[Part, ...], choose: Callable[[Slot | Choice], int], about: About) -> str:
    text = []
    for place, part in enumerate(parts):
        if isinstance(part, Slot):
            value = part.values[choose(part)]
            text.append(about.value(part.name) or value)
        elif isinstance(part, Choice):
            chosen = choose(part)
            # Every wording takes its share of the way, so that a way means the same whichever is chosen.
            text.append([_filled(option, choose, about) for option in part.options][chosen])
        elif isinstance(part, Forms):
            text.append(part.forms[ADDRESSES[about.address]])
        elif place % 2:
            text.append(_named(part, about))
        else:
            text.append(part)
    return "".join(text)


def _named(name: str, about: About) -> str:
    if name.startswith(FACT):
        return f"{{{name}}}"  # filled when it is known who speaks
    if name == "streamer":
        return about.streamer
    return (about.game if name in ABOUT else about.value(name)) or ""


@dataclass(frozen=True, slots=True)
class Thread:
    """Two to five lines that two or three viewers say to each other; the first one opens."""

    category: Category
    """Of the line that opens."""
    language: Language
    speakers: tuple[int, ...]
    """The speaker of each line, by number: 0 opens the thread, 1 and 2 are others."""
    lines: tuple[Template, ...]

    @property
    def ways(self) -> int:
        """In how many ways it can be said. A slot has the same value wherever it stands in the thread."""
        return prod(_options(part) for part in self._parts().values())

    def fits(self, about: About) -> bool:
        """Whether everything that its lines need is known."""
        return all(line.fits(about) for line in self.lines)

    def say(self, way: int, about: About) -> list[str]:
        """The lines in the thread's `way`th way, 0 ≤ way < `ways`."""
        chosen = {}
        for name, part in self._parts().items():
            way, chosen[name] = divmod(way, _options(part))
        return [line.fill(lambda part: chosen[_name(part)], about) for line in self.lines]

    def _parts(self) -> dict[str, Slot | Choice]:
        specials = (part for line in self.lines for part in _specials(line.parts))
        return {_name(part): part for part in specials if isinstance(part, Slot | Choice)}


def _name(part: Slot | Choice) -> str:
    return part.name if isinstance(part, Slot) else part.source


def shuffled_ways(ways: int, random: Random) -> list[int]:
    """The ways to say a line in the order in which they come; of very many, as many as a show can ever use."""
    if ways > MOST_WAYS:
        return random.sample(range(ways), MOST_WAYS)
    every = list(range(ways))
    random.shuffle(every)
    return every
