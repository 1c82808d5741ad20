"""Bank: the stock of phrases of one show. Fresh ones first, none again while a fresher one exists.

Lines are templates. A template of many ways would drown the others if every way had the same chance, and would sound
filled-in if its ways followed each other; so a *family* (one template) is drawn by the root of what it has left to
say, and rests after it spoke. Of a few that come up, the one is taken that suits who speaks.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from random import Random

from server.model.phrase import About, Line, Mood, Phrase, Taste
from server.phrases.template import MOST_WAYS, Template, shuffled_ways
from server.selection.drawer import Drawer, OfCategory
from server.text.words import ROOMY, Memory, content_words, is_long

CROWDING = 0.65
"""Exponent on what a family has left: 0 gives every template the same chance, 1 every phrase."""
WORN = 0.6
"""Exponent on how often it spoke: a template that was heard waits for those that weren't."""
CANDIDATES = 16
"""Phrases of which the one is taken that suits best."""
REST = 12
"""Draws of its drawer that a family rests after it spoke, when there are enough others."""
MOULD_REST = 60
"""The same of a long line with slots, as long as there is anything else: a sentence whose filling alone has changed is
heard as the same one."""
LONG_REST = 600
"""Draws of its drawer that a long line rests: more than two hours at the normal pace ask of any."""
ECHO = 20
"""Said texts that a phrase mustn't equal, whatever category or family it comes from."""
TRIES = 24
"""Ways of a family that are looked at for one with a certain word."""
SAMPLE = 40
"""Ways of a family that tell what it is about."""


class BankEmpty(Exception):
    """Nothing at all in that drawer fits the show: the director picks another one."""


@dataclass(eq=False, slots=True)
class _Family:
    line: Line
    unsaid: list[int] = field(default_factory=list)
    """Ways not yet said, in the order they will come (last first)."""
    times: int = 0
    """How often it spoke."""
    spoke: int = -REST
    """The drawer's count when it last spoke."""
    words: frozenset[str] | None = None
    """What it is about, once somebody asked."""

    back: set[int] = field(default_factory=set)
    """Ways that another evening said, and that may be said again now."""
    mould: bool = False
    """A long line with slots: its ways are one sentence with other fillings."""

    def rests(self, draws: int, most: int) -> bool:
        """Whether it spoke so lately, of `draws` so far, that others come first; it rests `most` draws at the most."""
        return self.spoke + min(MOULD_REST if self.mould else REST, most) > draws

    @property
    def weight(self) -> float:
        return float(len(self.unsaid) ** CROWDING / (1 + self.times) ** WORN)

    def is_about(self, words: Set[str]) -> bool:
        if self.words is None:
            self.words = vocabulary(self.line)  # type: ignore[arg-type] # a line is frozen, so it has a hash
        return not self.words.isdisjoint(words)


@dataclass(frozen=True, slots=True)
class _Said:
    family: _Family
    way: int
    draw: int
    """The drawer's count then."""
    long: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    family: _Family
    way: int
    text: str

    @property
    def mood(self) -> Mood | None:
        return self.family.line.mood


_PLAIN = About(address="el")
"""Every line has a form for "el", whatever else it has."""


@dataclass(slots=True)
class _Stock:
    """The families of one drawer."""

    families: list[_Family] = field(default_factory=list)
    sealed: list[Line] = field(default_factory=list)
    """Lines that nobody has asked for yet: a room that sleeps, or never has a raid, costs little."""
    said: deque[_Said] = field(default_factory=deque)
    """What was said, the oldest first."""
    short: int = 0
    """How many of those are short."""
    fresh: list[_Family] = field(default_factory=list)
    """Families that fit `about` and have something unsaid."""
    rested: list[tuple[int, _Family, int]] = field(default_factory=list)
    """What other evenings said: how many evenings ago, and which way of which family."""
    about: About | None = None
    draws: int = 0

    def long_rest(self) -> float:
        """Draws that a long line rests: two hours' worth where there are short ones to say meanwhile."""
        return LONG_REST if 2 * self.short > len(self.said) else 0.9 * len(self.said)

    def know(self, about: About, random: Random) -> None:
        """The lines are about this; sealed ones are opened, their ways shuffled."""
        for line in self.sealed:
            mould = line.ways > 1 and is_long(line.say(0, _PLAIN))
            self.families.append(_Family(line, shuffled_ways(line.ways, random), mould=mould))
        self.sealed.clear()
        if self.about != about:
            self.about = about
            self.fresh = [family for family in self.families if family.unsaid and family.line.fits(about)]

    def set_aside(self, evenings_ago: int, family: _Family) -> None:
        """Another evening said the family's next way: it comes when nothing newer is left."""
        self.rested.append((evenings_ago, family, family.unsaid.pop()))
        if not family.unsaid:
            self.fresh.remove(family)

    def bring_back(self) -> bool:
        """Take what was said the longest ago for fresh again. False if there is nothing."""
        if not self.rested:
            return False
        longest = max(ago for ago, _, _ in self.rested)
        for ago, family, way in self.rested:
            if ago == longest:
                family.unsaid.insert(0, way)
                family.back.add(way)
        self.rested = [kept for kept in self.rested if kept[0] != longest]
        self.about = None
        return True


class Bank:
    """The phrases of one show and what was said of them."""

    def __init__(self, random: Random, memory: Memory | None = None, *, alike: bool = False) -> None:
        """`alike`: lines that differ by one word may all be said."""
        self._alike = alike
        self._random = random
        self._memory = memory or Memory()
        self._drawers: dict[Drawer, _Stock] = {}
        self._latest: deque[str] = deque(maxlen=ECHO)

    def add(self, lines: Iterable[Line], drawer: Drawer | None = None) -> None:
        """Put lines in stock, all of them fresh: in that drawer, or each in the one of its category."""
        for line in lines:
            kept = self._drawers.setdefault(drawer or OfCategory(line.category), _Stock())
            kept.sealed.append(line)
            kept.about = None

    def forget(self, text: str) -> None:
        """Take a line out of stock."""
        for kept in self._drawers.values():
            kept.sealed = [line for line in kept.sealed if getattr(line, "source", None) != text]
            kept.families = [one for one in kept.families if getattr(one.line, "source", None) != text]
            kept.about = None

    def has(self, drawer: Drawer) -> bool:
        """Whether anything was put in that drawer."""
        return drawer in self._drawers

    def unsaid(self, drawer: Drawer | None = None) -> int:
        """How many phrases nobody has said yet: in one drawer, or in all of what is said of one's own accord."""
        drawers = (
            [kept for key, kept in self._drawers.items() if key.is_own_accord]
            if drawer is None
            else [self._drawers[drawer]]
            if drawer in self._drawers
            else []
        )
        opened = sum(len(family.unsaid) for kept in drawers for family in kept.families)
        return opened + sum(min(line.ways, MOST_WAYS) for kept in drawers for line in kept.sealed)

    def fresh(self, drawer: Drawer) -> Iterator[Line]:
        """The lines of a drawer that have something left to say."""
        kept = self._drawers.get(drawer)
        if kept is not None:
            yield from kept.sealed
            yield from (family.line for family in kept.families if family.unsaid)

    def draw(
        self,
        drawer: Drawer,
        about: About,
        *,
        game: str | None = None,
        taste: Taste | None = None,
        old: bool = True,
        again: bool = True,
    ) -> Phrase:
        """Take a phrase that fits `about`: a fresh one that suits `taste`, else (`old`) the one said longest ago.

        `again`: what other evenings said is as good as fresh when nothing else is left.

        Raises `BankEmpty` when there is none.
        """
        kept = self._drawers.get(drawer)
        if kept is None:
            raise BankEmpty(drawer)
        kept.know(about, self._random)
        chosen = self._best(self._fresh(kept, about), taste)
        while chosen is None and again and (old or not kept.fresh) and kept.bring_back():
            kept.know(about, self._random)
            chosen = self._best(self._fresh(kept, about), taste)
        if chosen is None and old:
            chosen = self._best(self._oldest(kept, about), taste)
        if chosen is None:
            raise BankEmpty(drawer)
        return self._take(kept, chosen, game)

    def draw_about(
        self, drawer: Drawer, about: About, words: Set[str], *, game: str | None = None, taste: Taste
    ) -> Phrase | None:
        """Take a fresh phrase with one of these words in it, if there is one that suits."""
        kept = self._drawers.get(drawer)
        if kept is None:
            return None
        kept.know(about, self._random)
        families = [
            family for family in kept.fresh if family.is_about(words) and not family.rests(kept.draws, MOULD_REST)
        ]
        some = self._random.sample(families, min(CANDIDATES, len(families)))
        found = [candidate for family in some for candidate in self._with_word(family, about, words)]
        chosen = self._best(found, taste)
        return None if chosen is None else self._take(kept, chosen, game)

    def speaks_of(self, words: Set[str], about: About) -> bool:
        """Whether any line that is said of one's own accord has one of these words in it."""
        for key, kept in self._drawers.items():
            if not key.is_own_accord:
                continue
            kept.know(about, self._random)
            if any(family.is_about(words) for family in kept.families):
                return True
        return False

    def reset(self) -> None:
        """Another show: everything may be said again; what nobody said yet comes first, family by family."""
        self._latest.clear()
        for kept in self._drawers.values():
            while kept.bring_back():
                pass
            for family in kept.families:
                family.back.clear()
            for said in reversed(kept.said):
                said.family.unsaid.insert(0, said.way)
            kept.said.clear()
            kept.short = 0
            kept.about = None

    def _fresh(self, kept: _Stock, about: About) -> Iterator[_Candidate]:
        """A few fresh phrases, each of another family, those that rest left out while there are others."""
        tries = 0
        given: set[int] = set()
        while kept.fresh and len(given) < CANDIDATES and tries < 3 * CANDIDATES:
            weights = list(accumulate([family.weight for family in kept.fresh]))
            for family in self._random.choices(kept.fresh, cum_weights=weights, k=CANDIDATES):
                tries += 1
                if id(family) in given or family.rests(kept.draws, len(kept.fresh) // 2) or not family.unsaid:
                    continue
                text = family.line.say(family.unsaid[-1], about)
                if self._memory.has(text) or text in self._latest or self._is_near(text):
                    # Said already, by another template or but for one word: this way is spent.
                    self._spend(kept, family, family.unsaid[-1], text)
                    continue
                ago = 0 if family.unsaid[-1] in family.back else self._memory.evenings_ago(text)
                if ago:
                    kept.set_aside(ago, family)
                    continue
                given.add(id(family))
                yield _Candidate(family, family.unsaid[-1], text)
                if len(given) == CANDIDATES:
                    return

    def _is_near(self, text: str) -> bool:
        return not self._alike and self._memory.is_near(text)

    def _oldest(self, kept: _Stock, about: About) -> Iterator[_Candidate]:
        """What was said longest ago: short texts from the older half, long ones when they have rested."""
        given = 0
        rest = kept.long_rest()
        for place, said in enumerate(kept.said):
            if given and place > len(kept.said) // 2:
                return
            rested = kept.draws - said.draw >= rest if said.long else self._random.random() < 0.5
            if not rested or not said.family.line.fits(about):
                continue
            text = said.family.line.say(said.way, about)
            if text not in self._latest:
                yield _Candidate(said.family, said.way, text)
                given += 1
        for said in kept.said:
            if not given and said.family.line.fits(about):
                given += 1
                yield _Candidate(said.family, said.way, said.family.line.say(said.way, about))

    def _with_word(self, family: _Family, about: About, words: Set[str]) -> Iterator[_Candidate]:
        """The first of its ways that has one of the words."""
        for way in family.unsaid[: -TRIES - 1 : -1]:
            text = family.line.say(way, about)
            if self._memory.has(text) or text in self._latest or self._is_near(text):
                continue
            if self._memory.evenings_ago(text):
                continue
            if not content_words(text).isdisjoint(words):
                yield _Candidate(family, way, text)
                return

    def _best(self, candidates: Iterable[_Candidate], taste: Taste | None) -> _Candidate | None:
        """The one that suits best, chance having its say; the first one where nobody's taste is asked."""
        best, most = None, 0.0
        suited = 0
        for candidate in candidates:
            if suited == CANDIDATES:
                break
            if taste is None:
                return candidate
            suits = taste(candidate.text, candidate.mood)
            if suits > 0:
                suited += 1
                # The largest of independent powers falls on each by its weight (Efraimidis and Spirakis, 2006).
                key = self._random.random() ** (1 / suits)
                if best is None or key > most:
                    best, most = candidate, key
        return best

    def _take(self, kept: _Stock, chosen: _Candidate, game: str | None) -> Phrase:
        kept.draws += 1
        chosen.family.spoke = kept.draws
        chosen.family.times += 1
        self._spend(kept, chosen.family, chosen.way, chosen.text)
        self._memory.add(chosen.text)
        self._latest.append(chosen.text)
        line = chosen.family.line
        answers = line.answers if isinstance(line, Template) else ()
        return Phrase(chosen.text, line.category, line.language, game, line.mood, answers)

    def _spend(self, kept: _Stock, family: _Family, way: int, text: str) -> None:
        """It is said now, for the first time or again."""
        long = is_long(text)
        if family.unsaid and family.unsaid[-1] == way:
            family.unsaid.pop()
        elif way in family.unsaid:
            family.unsaid.remove(way)
        else:
            kept.said.remove(next(said for said in kept.said if said.family is family and said.way == way))
            kept.short -= not long
        kept.said.append(_Said(family, way, kept.draws, long))
        kept.short += not long
        if not family.unsaid and family in kept.fresh:
            kept.fresh.remove(family)


@lru_cache(ROOMY)
def vocabulary(line: Line) -> frozenset[str]:
    """The content words that a line can have; of one with very many ways, those of some."""
    step = max(1, line.ways // SAMPLE)
    return frozenset().union(*(content_words(line.say(way, _PLAIN)) for way in range(0, line.ways, step)))
