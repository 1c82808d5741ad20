"""Topic lines: what can be talked about in one show, and which of it was: no topic is opened twice in an evening."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from server.model.phrase import About, Category, Phrase, Role, Taste
from server.phrases.pack import Pack
from server.phrases.template import Template
from server.phrases.topic import Topic
from server.selection.bank import Bank, BankEmpty
from server.selection.drawer import OfTopic
from server.selection.topic_word import topic_word
from server.text.words import Memory

OWN_WEIGHT = 10.0
"""How much rather a topic of the game's own is opened than one that fits any game."""
HERE_WEIGHT = 2.0
"""The same for a topic that belongs to the situation."""
RESTS = 30
"""Evenings that a topic rests."""
TRIES = 5
"""Topics of which one is opened whose first line suits who opens it."""


class TopicLines:
    """The topics of one show."""

    def __init__(self, bank: Bank, memory: Memory, random: Random) -> None:
        self._bank, self._memory, self._random = bank, memory, random
        self._topics: dict[str, tuple[Topic, float]] = {}

    def stock(
        self, topics: Iterable[tuple[Pack, Topic]], source: Pack, keeps: Callable[[Iterable[Template]], list[Template]]
    ) -> None:
        """Put topics in stock; those of `source` are its own."""
        for pack, topic in topics:
            key = f"{pack.key}/{topic.key}"
            self._topics[key] = topic, OWN_WEIGHT if pack.key == source.key else 1.0
            for role, lines in topic.lines.items():
                for line in keeps(lines):
                    self._bank.add([line], OfTopic(key, role, line.category))

    def open(
        self,
        category: Category,
        about: About,
        taste: Taste | None,
        game: str | None,
        *,
        situation: str | None,
        moment: str | None = None,
    ) -> Phrase | None:
        """What begins a topic that nobody spoke of this evening; `moment`: one that this moment brings up."""
        roles: Sequence[Role] = ("ask", "claim") if category == "questions" else ("claim", "ask")
        for key in self._candidates(situation, moment):
            phrase = self.go_on(key, category, roles, about, taste, game)
            if phrase is not None:
                self._memory.add_topic(key)
                return phrase
        return None

    def go_on(
        self,
        key: str,
        category: Category,
        roles: Sequence[Role],
        about: About,
        taste: Taste | None,
        game: str | None,
    ) -> Phrase | None:
        """Another line of a topic: of that category and the first of these roles that has one."""
        for role in roles:
            try:
                phrase = self._bank.draw(
                    OfTopic(key, role, category), about, game=game, taste=taste, old=False, again=False
                )
            except BankEmpty:
                continue
            return replace(phrase, topic=key, role=role)
        return None

    def word(self, key: str) -> str | None:
        """The word by which people know a topic again."""
        found = self._topics.get(key)
        return topic_word(found[0]) if found is not None else None

    def _candidates(self, situation: str | None, moment: str | None) -> Iterator[str]:
        """A few topics, none that another evening spoke of lately."""
        fitting: dict[str, float] = {}
        for key, (topic, weight) in self._topics.items():
            if self._memory.has_topic(key) or (moment is not None and moment not in topic.moments):
                continue
            if topic.situations and situation not in topic.situations:
                continue
            rested = self._memory.topic_evenings_ago(key)
            if not 0 < rested <= RESTS:
                fitting[key] = weight * (HERE_WEIGHT if topic.situations else 1.0)
        for _ in range(min(TRIES, len(fitting))):
            (key,) = self._random.choices(list(fitting), list(fitting.values()))
            del fitting[key]
            yield key
