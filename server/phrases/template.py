"""Template: one line of a pack, with what stands in its braces, and threads of such lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import prod
from random import Random

from server.model.phrase import About, Category, Language, Mood

ABOUT = frozenset({"game", "topic", "streamer"})
"""What braces may hold beside slots and forms of address."""
MOST_WAYS = 2_000
"""Ways of a line that are kept in stock: slots multiply, and three of 300 values would be 27 million."""
ADDRESSES = {"el": 0, "ella": 1, "neutral": 2}
"""Where each form of address stands among `Forms`."""

_ARTICLE = re.compile(r"\b(an?) (?=[a-z])", re.IGNORECASE)
_VOWEL = re.compile(r"(?!uni(?!n|m)|us[eu]|eu|one\b|once\b)[aeiou]|hour|honest|heir", re.IGNORECASE)
"""Where English says "an": before the sound of a vowel, which isn't always the letter's."""
_CONTRACTIONS = re.compile(r"\b(a|de) el (?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A word that fills a line: one of its values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """What to say by the streamer's form of address: el, ella and perhaps neutral."""

    forms: tuple[str, ...]


Part = str | Slot | Forms


@dataclass(frozen=True, slots=True)
class Template:
    """A template: literal text, slots and forms of address. Said in `ways` different ways."""

    source: str
    category: Category
    language: Language
    parts: tuple[Part, ...]
    """Odd places hold what stood in braces: a slot, the forms of address, or one of `ABOUT`."""
    mood: Mood | None = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the line, in order; one that stands there twice comes twice."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @property
    def ways(self) -> int:
        """In how many ways the line can be said."""
        return prod(len(slot.values) for slot in self.slots)

    def fits(self, about: About) -> bool:
        """Whether everything that the line needs is known, and it isn't rougher than the streamer asked for."""
        if self.mood == "rough" and not about.rough:
            return False
        for part in self.parts[1::2]:
            if part == "game" and (about.game is None or about.mode != "game"):
                return False
            if part == "topic" and (about.game is None or about.mode != "chatting"):
                return False
            if part == "streamer" and not about.streamer:
                return False
            if isinstance(part, Forms) and ADDRESSES[about.address] >= len(part.forms):
                return False
        return True

    def say(self, way: int, about: About) -> str:
        """The line in its `way`th way, 0 ≤ way < `ways`."""

        def choose(slot: Slot) -> str:
            nonlocal way
            way, choice = divmod(way, len(slot.values))
            return slot.values[choice]

        return self.fill(choose, about)

    def fill(self, choose: Callable[[Slot], str], about: About) -> str:
        """The line with each slot's value as `choose` says."""
        text = []
        for place, part in enumerate(self.parts):
            if isinstance(part, Slot):
                text.append(choose(part))
            elif isinstance(part, Forms):
                text.append(part.forms[ADDRESSES[about.address]])
            elif place % 2:
                text.append((about.streamer if part == "streamer" else about.game) or "")
            else:
                text.append(part)
        said = "".join(text)
        if not self.slots:
            return said
        return _CONTRACTIONS.sub(_contracted, said) if self.language == "es" else _ARTICLE.sub(_article, said)


@dataclass(frozen=True, slots=True)
class Thread:
    """Two to five lines that two or three viewers say to each other; the first one opens."""

    category: Category
    """Of the line that opens."""
    language: Language
    speakers: tuple[int, ...]
    """Who says each line: 0 opens, 1 and 2 are others."""
    lines: tuple[Template, ...]

    @property
    def ways(self) -> int:
        """In how many ways it can be said. A slot has the same value wherever it stands in the thread."""
        return prod(len(slot.values) for slot in self._slots())

    def fits(self, about: About) -> bool:
        """Whether everything that its lines need is known."""
        return all(line.fits(about) for line in self.lines)

    def say(self, way: int, about: About) -> list[str]:
        """The lines in the thread's `way`th way, 0 ≤ way < `ways`."""
        chosen = {}
        for slot in self._slots():
            way, choice = divmod(way, len(slot.values))
            chosen[slot.name] = slot.values[choice]
        return [line.fill(lambda slot: chosen[slot.name], about) for line in self.lines]

    def _slots(self) -> Iterable[Slot]:
        return {slot.name: slot for line in self.lines for slot in line.slots}.values()


def shuffled_ways(ways: int, random: Random) -> list[int]:
    """The ways to say a line in the order in which they come; of very many, as many as a show can ever use."""
    if ways > MOST_WAYS:
        return random.sample(range(ways), MOST_WAYS)
    every = list(range(ways))
    random.shuffle(every)
    return every


def _article(match: re.Match[str]) -> str:
    """ "a" or "an", by what comes after it."""
    vowel = _VOWEL.match(match.string, match.end()) is not None
    return f"{match[1][0]}{'n' if vowel else ''} "


def _contracted(match: re.Match[str]) -> str:
    return match[1] + "l "
