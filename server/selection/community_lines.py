"""Community lines: how regulars say what they know of each other and of the evenings before.

A pattern rests like a line: "wheres lee today" is heard as "wheres titan today" the day after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from random import Random

from server.model.phrase import About, Category, Phrase, Preference
from server.phrases.community import CommunityTexts
from server.phrases.template import Template
from server.selection.own_line import OwnLine
from server.text.words import Memory

CANDIDATES = 12
"""Lines of which one is taken that suits who speaks."""


class CommunityLines:
    """The lines of one show's community."""

    def __init__(
        self,
        community: CommunityTexts,
        keeps: Callable[[Iterable[Template]], list[Template]],
        memory: Memory,
        random: Random,
        main: Category,
    ) -> None:
        self._community, self._keeps, self._main = community, keeps, main
        self._memory, self._random = memory, random
        self._kept: dict[str, list[Template]] = {}

    def draw(
        self,
        kind: str,
        values: Mapping[str, str],
        category: Category | None,
        about: About,
        preference: Preference | None,
        game: str | None,
    ) -> Phrase | None:
        """A line of that kind, about these values; of any category where none is given."""
        about = replace(about, bound=(*values.items(), *about.bound))
        found: list[tuple[Template, str, float]] = []
        for line in self._rested(kind, category):
            if not line.fits(about):
                continue
            text = line.say(self._random.randrange(line.ways), about)
            suits = preference(text, line.mood) if preference is not None else 1.0
            if suits > 0 and not self._memory.has(text) and not self._memory.is_near(text):
                found.append((line, text, suits))
                if len(found) == CANDIDATES:
                    break
        if not found:
            return None
        ((line, text, _),) = self._random.choices(found, [suits for _, _, suits in found])
        self._memory.add(text)
        self._memory.add(line.source)
        answers = tuple(OwnLine(one.say(0, about), self._shown(one), one.language) for one in line.answers)
        return Phrase(text, self._shown(line), line.language, game, line.mood, answers)

    def _rested(self, kind: str, category: Category | None) -> list[Template]:
        """The lines of a kind in the order in which they come: none of this evening's; of the last evenings' only where
        there is nothing else, the oldest first."""
        if kind not in self._kept:
            self._kept[kind] = self._keeps(self._community.lines.get(kind, ()))
        lines = [line for line in self._kept[kind] if category is None or self._shown(line) == category]
        fresh = [line for line in lines if not self._memory.has(line.source)]
        self._random.shuffle(fresh)
        new = [line for line in fresh if not self._memory.evenings_ago(line.source)]
        return new or sorted(fresh, key=lambda line: -self._memory.evenings_ago(line.source))

    def _shown(self, line: Template) -> Category:
        return self._main if line.category == "gameplay" else line.category
