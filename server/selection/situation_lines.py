"""Situation lines: what is likely to be said while a situation lasts: its own lines, and frames about its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from random import Random

from server.model.phrase import About, Category, Phrase, Taste
from server.phrases.pack import Pack
from server.phrases.pack_file import IT
from server.phrases.situation import Situation
from server.phrases.template import Template
from server.selection.bank import Bank, BankEmpty

OWN = 0.88
"""Chance that a line is looked for among the situation's own first, and not among the frames."""


class SituationLines:
    """The situations of one show, and which of them is on."""

    def __init__(self, bank: Bank, random: Random) -> None:
        self._bank, self._random = bank, random
        self.among: list[Situation] = []
        """What can go on."""
        self.now: Situation | None = None

    def stock(
        self, situations: Iterable[Situation], general: Pack, keeps: Callable[[Iterable[Template]], list[Template]]
    ) -> None:
        """Put the lines of these situations in stock, and the frames of the kinds that they have."""
        self.among = list(situations)
        kinds = {kind for one in self.among for kind, _ in one.kinds}
        for one in self.among:
            for category, lines in one.lines.items():
                self._bank.add(keeps(lines), drawer=f"situation/{one.key}/{category}")
        for kind in sorted(kinds & set(general.frames)):
            for category, lines in general.frames[kind].items():
                self._bank.add(keeps(lines), drawer=f"frame:{kind}:{category}")

    def draw(
        self, category: Category, about: About, taste: Taste | None, game: str | None, *, again: bool = False
    ) -> Phrase | None:
        """A line that nobody said this evening and that is likely now; `again`: other evenings may have said it."""
        if self.now is None:
            return None
        ways = [self._own, self._frame]
        if self._random.random() >= OWN:
            ways.reverse()
        return ways[0](category, about, taste, game, again) or ways[1](category, about, taste, game, again)

    def _own(
        self, category: Category, about: About, taste: Taste | None, game: str | None, again: bool
    ) -> Phrase | None:
        key = self.now.key if self.now is not None else ""
        return self._draw(f"situation/{key}/{category}", about, taste, game, again)

    def _frame(
        self, category: Category, about: About, taste: Taste | None, game: str | None, again: bool
    ) -> Phrase | None:
        if self.now is None or not self.now.kinds:
            return None
        kind, name = self._random.choice(self.now.kinds)
        value = about.value(name)
        if value is None:
            return None
        about = replace(about, bound=(*about.bound, (IT, value)))
        return self._draw(f"frame:{kind}:{category}", about, taste, game, again)

    def _draw(
        self, drawer: Category, about: About, taste: Taste | None, game: str | None, again: bool
    ) -> Phrase | None:
        try:
            return self._bank.draw(drawer, about, game=game, taste=taste, old=False, again=again)
        except BankEmpty:
            return None


def bound_of(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Values as `About` holds them."""
    return tuple(sorted(values.items()))
