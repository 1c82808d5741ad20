"""Own lines: the streamer's own lines in a show, and the share of the chat that they get."""

from __future__ import annotations

from random import Random

from server.model.channel import Channel
from server.model.own_content import OwnContent
from server.model.phrase import CATEGORIES, About, Category, Language, Phrase, Preference
from server.selection.bank import Bank, BankEmpty
from server.selection.drawer import OfCategory
from server.selection.own_line import own_lines
from server.text.words import Memory

PATIENCE = 4.0
"""Own lines behind their share from which answers and threads give way to them."""


class OwnLines:
    """The own lines of one show, each said once while the show lasts."""

    def __init__(self, language: Language, main: Category, random: Random, memory: Memory) -> None:
        self._language: Language = language
        self._main = main
        self._random = random
        self._memory = memory
        self._mine = OwnContent()
        self._bank = Bank(random, memory, alike=True)
        self._said = self._own_said = 0

    def know(self, channel: Channel) -> None:
        """The channel's own lines are these now."""
        if channel.mine.lines != self._mine.lines:
            self._bank = Bank(self._random, self._memory, alike=True)
            self._bank.add(own_lines(channel.mine.lines, self._main, self._language))
        self._mine = channel.mine

    @property
    def is_behind(self) -> bool:
        """Whether they are so far behind their share that answers and threads must wait."""
        return self._due > PATIENCE

    def draw(self, category: Category, about: About, preference: Preference | None, game: str | None) -> Phrase | None:
        """A line when they are behind their share; when far behind, one of any category."""
        if self._due <= 0:
            return None
        others = [other for other in CATEGORIES if other != category] if self.is_behind else []
        for suits in (preference, None) if others else (preference,):
            for other in (category, *others):
                try:
                    phrase = self._bank.draw(OfCategory(other), about, game=game, preference=suits, old=False)
                except BankEmpty:
                    continue
                self._own_said += 1
                self._said += 1
                return phrase
        return None

    def note(self, lines: int = 1) -> None:
        """So many others were said."""
        self._said += lines

    def reset(self) -> None:
        """Another show."""
        self._bank.reset()

    @property
    def _due(self) -> float:
        return self._mine.share * (self._said + 1) - self._own_said if self._bank.unsaid() else 0.0
