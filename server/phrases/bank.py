"""Bank: the stock of phrases of one show. Fresh ones first, none again while a fresher one exists.

Lines are templates. A template of many ways would drown the others if every way had the same chance, and would sound
filled-in if its ways followed each other; so a *family* (one template) is drawn by the root of what it has left to
say, and rests after it spoke.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from server.phrases.phrase import About, Category, Line, Phrase, shown_category

CROWDING = 0.6
"""Exponent on what a family has left: 0 gives every template the same chance, 1 every phrase."""

REST = 12
"""Draws of its category that a family rests after it spoke, when there are enough others."""

ECHO = 20
"""Said texts that a phrase mustn't equal, whatever category or family it comes from."""


class BankEmpty(Exception):
    """Nothing at all in that category fits the show: the director picks another one."""


@dataclass(eq=False, slots=True)
class _Family:
    line: Line
    unsaid: list[int] = field(default_factory=list)
    """Ways not yet said, in the order they will come (last first)."""


class Bank:
    """The phrases of one show and what was said of them."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._families: dict[Category, list[_Family]] = {}
        self._said: dict[Category, deque[tuple[_Family, int]]] = {}
        self._texts: set[str] = set()
        self._latest: deque[str] = deque(maxlen=ECHO)

    def add(self, lines: Iterable[Line]) -> None:
        """Put lines in stock, all of them fresh."""
        for line in lines:
            ways = list(range(line.ways))
            self._random.shuffle(ways)
            self._families.setdefault(line.category, []).append(_Family(line, ways))

    def unsaid(self) -> int:
        """How many phrases nobody has said yet, in all categories but the moments'."""
        return sum(
            len(family.unsaid)
            for category, families in self._families.items()
            if shown_category(category) == category
            for family in families
        )

    def draw(self, category: Category, about: About, *, game: str | None = None) -> Phrase:
        """Take a phrase of `category` that fits `about`: a fresh one, else the one said longest ago.

        Raises `BankEmpty` when no line of the category fits.
        """
        text = self._fresh(category, about)
        if text is None:
            text = self._oldest(category, about)
        language = self._families[category][0].line.language
        self._texts.add(text.casefold())
        self._latest.append(text.casefold())
        return Phrase(text, shown_category(category), language, game)

    def _fresh(self, category: Category, about: About) -> str | None:
        said = self._said.setdefault(category, deque())
        families = [family for family in self._families.get(category, ()) if family.unsaid and family.line.fits(about)]
        while families:
            resting = {id(family) for family, _ in list(said)[-min(REST, len(families) // 2) :]} if said else set()
            rested = [family for family in families if id(family) not in resting] or families
            weights = [len(family.unsaid) ** CROWDING for family in rested]
            family = self._random.choices(rested, weights)[0]
            way = family.unsaid.pop()
            said.append((family, way))
            text = family.line.say(way, about)
            if text.casefold() not in self._texts:
                return text
            # Another template said the same, or the streamer's name made two ways alike: this way is spent.
            families = [family for family in families if family.unsaid]
        return None

    def _oldest(self, category: Category, about: About) -> str:
        said = self._said[category]
        texts = []
        for place, (family, way) in enumerate(said):
            if not family.line.fits(about):
                continue
            text = family.line.say(way, about)
            texts.append((place, text))
            if text.casefold() not in self._latest:
                break
        if not texts:
            raise BankEmpty(category)
        place, text = texts[-1] if texts[-1][1].casefold() not in self._latest else texts[0]
        spoken = said[place]
        del said[place]
        said.append(spoken)
        return text
