"""Bank: the stock of phrases of one show. Fresh ones first, none again while a fresher one exists.

Lines are templates. A template of many ways would drown the others if every way had the same chance, and would sound
filled-in if its ways followed each other; so a *family* (one template) is drawn by the root of what it has left to
say, and rests after it spoke. Of a few that come up, the one is taken that suits who speaks.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Set
from itertools import accumulate
from random import Random

from server.model.phrase import About, Line, Phrase, Preference
from server.phrases.template import MOST_WAYS, Template
from server.selection.candidate import CANDIDATES, Candidate, best_of
from server.selection.drawer import Drawer, OfCategory
from server.selection.family import SENTENCE_REST, DrawerStock, Family, SaidWay
from server.text.words import Memory, content_words, is_long

ECHO = 20
"""Said texts that a phrase mustn't equal, whatever category or family it comes from."""
TRIES = 24
"""Ways of a family that are looked at for one with a certain word."""


class BankEmpty(Exception):
    """Nothing at all in that drawer fits the show: the director picks another one."""


class Bank:
    """The phrases of one show and what was said of them."""

    def __init__(self, random: Random, memory: Memory | None = None, *, alike: bool = False) -> None:
        """`alike`: lines that differ by one word may all be said."""
        self._alike = alike
        self._random = random
        self._memory = memory or Memory()
        self._drawers: dict[Drawer, DrawerStock] = {}
        self._latest: deque[str] = deque(maxlen=ECHO)

    def add(self, lines: Iterable[Line], drawer: Drawer | None = None) -> None:
        """Put lines in stock, all of them fresh: in that drawer, or each in the one of its category."""
        for line in lines:
            kept = self._drawers.setdefault(drawer or OfCategory(line.category), DrawerStock())
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
        """The number of phrases that weren't said yet: of one drawer, or of all drawers of unprompted lines."""
        drawers = (
            [kept for key, kept in self._drawers.items() if key.is_own_accord]
            if drawer is None
            else [self._drawers[drawer]]
            if drawer in self._drawers
            else []
        )
        opened = sum(len(family.unsaid) for kept in drawers for family in kept.families)
        return opened + sum(min(line.ways, MOST_WAYS) for kept in drawers for line in kept.sealed)

    def stocked(self) -> int:
        """How many phrases there are in all of what is said of one's own accord, said or not."""
        drawers = [kept for key, kept in self._drawers.items() if key.is_own_accord]
        lines = (line for kept in drawers for line in (*kept.sealed, *(family.line for family in kept.families)))
        return sum(min(line.ways, MOST_WAYS) for line in lines)

    def drawers(self) -> Iterator[Drawer]:
        """Every drawer that anything was put in."""
        return iter(self._drawers)

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
        preference: Preference | None = None,
        old: bool = True,
        again: bool = True,
    ) -> Phrase:
        """Take a phrase that fits `about`: a fresh one that suits `preference`, else (`old`) the one said longest ago.

        `again`: what other evenings said is as good as fresh when nothing else is left.

        Raises `BankEmpty` when no phrase is left.
        """
        kept = self._drawers.get(drawer)
        if kept is None:
            raise BankEmpty(drawer)
        kept.know(about, self._random)
        chosen = best_of(self._fresh(kept, about, again=again), preference, self._random)
        while chosen is None and again and (old or not kept.fresh) and kept.bring_back():
            kept.know(about, self._random)
            chosen = best_of(self._fresh(kept, about, again=again), preference, self._random)
        if chosen is None and old:
            chosen = best_of(self._oldest(kept, about), preference, self._random)
        if chosen is None:
            raise BankEmpty(drawer)
        return self._take(kept, chosen, game)

    def draw_about(
        self, drawer: Drawer, about: About, words: Set[str], *, game: str | None = None, preference: Preference
    ) -> Phrase | None:
        """Take a fresh phrase with one of these words in it, if there is one that suits."""
        kept = self._drawers.get(drawer)
        if kept is None:
            return None
        kept.know(about, self._random)
        families = [
            family for family in kept.fresh if family.is_about(words) and not family.rests(kept.draws, SENTENCE_REST)
        ]
        some = self._random.sample(families, min(CANDIDATES, len(families)))
        found = [candidate for family in some for candidate in self._with_word(family, about, words)]
        chosen = best_of(found, preference, self._random)
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
            kept.has_back = False
            for said in reversed(kept.said):
                said.family.unsaid.insert(0, said.way)
            kept.said.clear()
            kept.short = 0
            kept.about = None

    def _fresh(self, kept: DrawerStock, about: About, *, again: bool) -> Iterator[Candidate]:
        """A few fresh phrases, each of another family, those that rest left out while there are others.

        `again`: those of other evenings too that were taken for fresh again. Without it they would be said before what
        another drawer has that was never said.
        """
        tries = 0
        given: set[int] = set()
        while len(given) < CANDIDATES and tries < 3 * CANDIDATES:
            fresh = kept.fresh if again or not kept.has_back else [one for one in kept.fresh if not one.is_back]
            if not fresh:
                return
            weights = list(accumulate([family.weight for family in fresh]))
            for family in self._random.choices(fresh, cum_weights=weights, k=CANDIDATES):
                tries += 1
                if id(family) in given or family.rests(kept.draws, len(fresh) // 2) or not family.unsaid:
                    continue
                text = family.line.say(family.unsaid[-1], about)
                if self._memory.has(text) or text in self._latest or self._is_near(text):
                    # Said already, by another template or but for one word: this way is spent.
                    self._spend(kept, family, family.unsaid[-1], text)
                    continue
                if not again and family.is_back:
                    continue
                ago = 0 if family.unsaid[-1] in family.back else self._memory.evenings_ago(text)
                if ago:
                    kept.set_aside(ago, family)
                    continue
                given.add(id(family))
                yield Candidate(family, family.unsaid[-1], text)
                if len(given) == CANDIDATES:
                    return

    def _is_near(self, text: str) -> bool:
        return not self._alike and self._memory.is_near(text)

    def _oldest(self, kept: DrawerStock, about: About) -> Iterator[Candidate]:
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
                yield Candidate(said.family, said.way, text)
                given += 1
        for said in kept.said:
            if not given and said.family.line.fits(about):
                given += 1
                yield Candidate(said.family, said.way, said.family.line.say(said.way, about))

    def _with_word(self, family: Family, about: About, words: Set[str]) -> Iterator[Candidate]:
        """The first of its ways that has one of the words."""
        for way in family.unsaid[: -TRIES - 1 : -1]:
            text = family.line.say(way, about)
            if self._memory.has(text) or text in self._latest or self._is_near(text):
                continue
            if self._memory.evenings_ago(text):
                continue
            if not content_words(text).isdisjoint(words):
                yield Candidate(family, way, text)
                return

    def _take(self, kept: DrawerStock, chosen: Candidate, game: str | None) -> Phrase:
        kept.draws += 1
        chosen.family.spoke = kept.draws
        chosen.family.times += 1
        self._spend(kept, chosen.family, chosen.way, chosen.text)
        self._memory.add(chosen.text)
        self._latest.append(chosen.text)
        line = chosen.family.line
        answers = line.answers if isinstance(line, Template) else ()
        return Phrase(chosen.text, line.category, line.language, game, line.mood, answers)

    def _spend(self, kept: DrawerStock, family: Family, way: int, text: str) -> None:
        """It is said now, for the first time or again."""
        long = is_long(text)
        if family.unsaid and family.unsaid[-1] == way:
            family.unsaid.pop()
        elif way in family.unsaid:
            family.unsaid.remove(way)
        else:
            kept.said.remove(next(said for said in kept.said if said.family is family and said.way == way))
            kept.short -= not long
        kept.said.append(SaidWay(family, way, kept.draws, long))
        kept.short += not long
        if not family.unsaid and family in kept.fresh:
            kept.fresh.remove(family)
