"""Situation lines: what is likely to be said while a situation lasts: its own lines, and frames about its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from random import Random

from server.model.phrase import About, Category, Phrase, Preference
from server.phrases.pack import Pack
from server.phrases.pack_file import IT
from server.phrases.situation import Situation
from server.phrases.template import Template
from server.selection.bank import Bank, BankEmpty
from server.selection.drawer import Drawer, OfAnySituation, OfFrame, OfSituation

OWN = 0.88
"""Chance that a line is looked for among the situation's own first, and not among the frames."""


class SituationLines:
    """The situations of one show, and which of them is on."""

    def __init__(self, bank: Bank, random: Random) -> None:
        self._bank, self._random = bank, random
        self.among: list[Situation] = []
        """What can go on."""
        self.others: list[Situation] = []
        """What goes on in any game, or in any talk: what isn't among those only if somebody says so."""
        self.now: Situation | None = None
        self._keeps: Callable[[Iterable[Template]], list[Template]] = list
        self._frames: Mapping[str, Mapping[Category, tuple[Template, ...]]] = {}
        self._entered: list[Situation] = []
        """Of the others, those in stock."""
        self._kinds: set[str] = set()
        """Of which the frames are in stock."""

    def stock(
        self,
        situations: Iterable[Situation],
        others: Iterable[Situation],
        general: Pack,
        keeps: Callable[[Iterable[Template]], list[Template]],
    ) -> None:
        """Put the lines of these situations in stock, and the frames of the kinds that they have."""
        self.among = list(situations)
        self.others = list(others)
        self._frames, self._keeps = general.frames, keeps
        for one in self.among:
            self._stock(one)

    def enter(self, situation: Situation | None) -> None:
        """That goes on now."""
        self.now = situation
        if situation is None or situation in self.among or situation in self._entered:
            return
        self._entered.append(situation)  # most shows never hear of any of these
        self._stock(situation)

    def _stock(self, situation: Situation) -> None:
        for category, lines in situation.lines.items():
            self._bank.add(self._keeps(lines), self._drawer(situation, category))
        for kind in sorted({kind for kind, _ in situation.kinds} & set(self._frames) - self._kinds):
            self._kinds.add(kind)
            for category, lines in self._frames[kind].items():
                self._bank.add(self._keeps(lines), OfFrame(kind, category))

    def draw(
        self, category: Category, about: About, preference: Preference | None, game: str | None, *, again: bool = False
    ) -> Phrase | None:
        """A line that nobody said this evening and that is likely now; `again`: other evenings may have said it."""
        if self.now is None:
            return None
        ways = [self._own, self._frame]
        if self._random.random() >= OWN:
            ways.reverse()
        return ways[0](category, about, preference, game, again) or ways[1](category, about, preference, game, again)

    def _own(
        self, category: Category, about: About, preference: Preference | None, game: str | None, again: bool
    ) -> Phrase | None:
        if self.now is None:
            return None
        return self._draw(self._drawer(self.now, category), about, preference, game, again)

    def _drawer(self, situation: Situation, category: Category) -> Drawer:
        """Any game's menu isn't this game's menu."""
        kind = OfSituation if situation in self.among else OfAnySituation
        return kind(situation.key, category)

    def _frame(
        self, category: Category, about: About, preference: Preference | None, game: str | None, again: bool
    ) -> Phrase | None:
        if self.now is None or not self.now.kinds:
            return None
        kind, name = self._random.choice(self.now.kinds)
        value = about.value(name)
        if value is None:
            return None
        about = replace(about, bound=(*about.bound, (IT, value)))
        return self._draw(OfFrame(kind, category), about, preference, game, again)

    def _draw(
        self, drawer: Drawer, about: About, preference: Preference | None, game: str | None, again: bool
    ) -> Phrase | None:
        try:
            return self._bank.draw(drawer, about, game=game, preference=preference, old=False, again=again)
        except BankEmpty:
            return None


def bound_of(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Values as `About` holds them."""
    return tuple(sorted(values.items()))
