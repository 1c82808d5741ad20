"""Family: the ways to say one line of a bank, which of them were said, and the families of one drawer.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from server.model.phrase import About, Line
from server.phrases.template import shuffled_ways
from server.text.words import ROOMY, content_words, is_long

CROWDING = 0.65
"""Exponent on what a family has left: 0 gives every template the same chance, 1 every phrase."""
USED = 0.6
"""Exponent on how often it spoke: a template that was heard waits for those that weren't."""
REST = 12
"""Draws of its drawer that a family rests after it spoke, when there are enough others."""
SENTENCE_REST = 60
"""The same of a long line with slots, as long as there is anything else: a sentence whose filling alone has changed is
heard as the same one."""
STORY_SPACES = 9
"""Spaces of a line that is told once an evening, in one of its wordings."""
LONG_REST = 600
"""Draws of its drawer that a long line rests: more than two hours at the normal pace ask of any."""
SAMPLE = 40
"""Ways of a family that tell what it is about."""

_PLAIN = About(address="el")
"""Every line has a form for "el", whatever else it has."""


@dataclass(eq=False, slots=True)
class Family:
    line: Line
    unsaid: list[int] = field(default_factory=list)
    """Ways not yet said, in the order they will come (last first)."""
    times: int = 0
    """How often it spoke."""
    spoke: int = -REST
    """The drawer's count when it last spoke."""
    words: frozenset[str] | None = None
    """What it is about; computed when first asked for."""

    back: set[int] = field(default_factory=set)
    """Ways that another evening said, and that may be said again now."""
    is_story: bool = False
    """So long that two of its wordings are heard as the same thing told twice."""
    is_sentence: bool = False
    """A long line with slots: its ways are one sentence with other fillings."""

    @property
    def is_back(self) -> bool:
        """Whether its next way is one that another evening said."""
        return bool(self.unsaid) and self.unsaid[-1] in self.back

    def rests(self, draws: int, most: int) -> bool:
        """Whether it spoke so lately, of `draws` so far, that others come first; it rests `most` draws at the most, and
        a story for the evening."""
        if self.times and self.is_story:
            return True
        return self.spoke + min(SENTENCE_REST if self.is_sentence else REST, most) > draws

    @property
    def weight(self) -> float:
        return float(len(self.unsaid) ** CROWDING / (1 + self.times) ** USED)

    def is_about(self, words: Set[str]) -> bool:
        if self.words is None:
            self.words = vocabulary(self.line)  # type: ignore[arg-type] # a line is frozen, so it has a hash
        return not self.words.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class SaidWay:
    family: Family
    way: int
    draw: int
    """The drawer's count then."""
    long: bool


@dataclass(slots=True)
class DrawerStock:
    """The families of one drawer."""

    families: list[Family] = field(default_factory=list)
    sealed: list[Line] = field(default_factory=list)
    """Lines that are made when first asked for: a room that sleeps, or never has a raid, costs little."""
    said: deque[SaidWay] = field(default_factory=deque)
    """What was said, the oldest first."""
    short: int = 0
    """How many of those are short."""
    fresh: list[Family] = field(default_factory=list)
    """Families that fit `about` and have something unsaid."""
    rested: list[tuple[int, Family, int]] = field(default_factory=list)
    """What other evenings said: how many evenings ago, and which way of which family."""
    has_back: bool = False
    """Whether something of other evenings was taken for fresh again."""
    about: About | None = None
    draws: int = 0

    def long_rest(self) -> float:
        """Draws that a long line rests: two hours' worth where there are short ones to say meanwhile."""
        return LONG_REST if 2 * self.short > len(self.said) else 0.9 * len(self.said)

    def know(self, about: About, random: Random) -> None:
        """The lines are about this; sealed ones are opened, their ways shuffled."""
        for line in self.sealed:
            text = line.say(0, _PLAIN)
            is_sentence, is_story = line.ways > 1 and is_long(text), text.count(" ") >= STORY_SPACES
            self.families.append(
                Family(line, shuffled_ways(line.ways, random), is_sentence=is_sentence, is_story=is_story)
            )
        self.sealed.clear()
        if self.about != about:
            self.about = about
            self.fresh = [family for family in self.families if family.unsaid and family.line.fits(about)]

    def set_aside(self, evenings_ago: int, family: Family) -> None:
        """Another evening said the family's next way: it comes when nothing newer is left."""
        self.rested.append((evenings_ago, family, family.unsaid.pop()))
        if not family.unsaid:
            self.fresh.remove(family)

    def bring_back(self) -> bool:
        """Take what was said the longest ago for fresh again. False if there is nothing."""
        if not self.rested:
            return False
        self.has_back = True
        longest = max(ago for ago, _, _ in self.rested)
        for ago, family, way in self.rested:
            if ago == longest:
                family.unsaid.insert(0, way)
                family.back.add(way)
        self.rested = [kept for kept in self.rested if kept[0] != longest]
        self.about = None
        return True


@lru_cache(ROOMY)
def vocabulary(line: Line) -> frozenset[str]:
    """The content words that a line can have; of one with very many ways, those of some."""
    step = max(1, line.ways // SAMPLE)
    return frozenset().union(*(content_words(line.say(way, _PLAIN)) for way in range(0, line.ways, step)))
