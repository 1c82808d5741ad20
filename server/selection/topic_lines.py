"""Topic lines: what can be talked about in one show, and which of it was: no topic is opened twice in an evening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from random import Random

from server.model.phrase import About, Category, Phrase, Preference, Role
from server.phrases.pack import Pack
from server.phrases.pack_file import TANGENTS
from server.phrases.template import Template
from server.phrases.topic import Topic
from server.selection.bank import Bank, BankEmpty
from server.selection.drawer import OfThought, OfTopic
from server.selection.topic_word import topic_word
from server.text.words import Memory, content_words

TANGENT_SHARE = 0.25
"""Of the talks that no moment brings up, those that have nothing to do with what is on screen."""
HEARD_WEIGHT = 30.0
"""Factor on the weight of a tangent of which a word was just said."""
BEGINS_TO_GROW = 0.2
"""Chance that a topic with a thought that grows is opened by its first line."""
OWN_WORD_LINES = 3
"""Lines of a topic that have a word which is its own."""
OWN_WEIGHT = 10.0
"""How much rather a topic of the game's own is opened than one that fits any game."""
HERE_WEIGHT = 2.0
"""The same for a topic that belongs to the situation."""
RESTS = 30
"""Evenings that a topic rests, while there are others."""
LEAST_JOINED = 3
"""Lines that a topic which comes line by line must have before anybody opens it."""
TRIES = 5
"""Topics of which one is opened whose first line suits who opens it."""


class TopicLines:
    """The topics of one show."""

    def __init__(self, bank: Bank, memory: Memory, random: Random) -> None:
        self._bank, self._memory, self._random = bank, memory, random
        self._topics: dict[str, tuple[Topic, float]] = {}
        self._tangents: list[str] = []
        """Those that have nothing to do with what is on screen."""
        self._returns: dict[str, list[bool]] = {}
        """Of each thought that grows, which of its lines are said by who began it."""
        self._begins: dict[str, Category] = {}
        """The category of its first line."""
        self._said_of: dict[str, int] = {}
        """How many of its lines were said."""
        self._joined: set[str] = set()
        """Topics that came line by line."""

    def stock(
        self, topics: Iterable[tuple[Pack, Topic]], source: Pack, keeps: Callable[[Iterable[Template]], list[Template]]
    ) -> None:
        """Put topics in stock; those of `source` are its own."""
        for pack, topic in topics:
            key = f"{pack.key}/{topic.key}"
            self._topics[key] = topic, OWN_WEIGHT if pack.key == source.key else 1.0
            if pack.key == TANGENTS:
                self._tangents.append(key)
            for role, lines in topic.lines.items():
                kept = keeps(lines)
                if role == "builds":
                    self._stock_builds(key, lines, kept, topic.returns)
                    continue
                for line in kept:
                    self._bank.add([line], OfTopic(key, role, line.category))

    def join(self, key: str, role: Role, line: Template, *, situation: str = "") -> None:
        """Another line of a topic, which its first line begins; that says where it comes up, "" for anywhere."""
        if key not in self._topics:
            situations = frozenset({situation} if situation else ())
            self._topics[key] = Topic(key, situations, frozenset(), frozenset(), {}), OWN_WEIGHT
            self._joined.add(key)
        if key in self._joined:
            topic, weight = self._topics[key]
            self._topics[key] = replace(topic, lines={**topic.lines, role: (*topic.lines.get(role, ()), line)}), weight
        self._bank.add([line], OfTopic(key, role, line.category))

    def forget(self, text: str) -> None:
        """Drop a line of the topics that came line by line."""
        for key in self._joined:
            topic, weight = self._topics[key]
            kept = {role: tuple(one for one in lines if one.source != text) for role, lines in topic.lines.items()}
            self._topics[key] = replace(topic, lines=kept), weight

    def has(self, key: str) -> bool:
        """Whether that is one of its topics."""
        return key in self._topics

    def unopened(self) -> int:
        """How many topics can still be opened this evening."""
        return sum(self._may_open(key) for key in self._topics)

    def open(
        self,
        category: Category,
        about: About,
        preference: Preference | None,
        game: str | None,
        *,
        situation: str | None,
        moment: str | None = None,
        heard: Set[str] = frozenset(),
    ) -> Phrase | None:
        """What begins a topic that nobody spoke of this evening; `moment`: one that this moment brings up; `heard`: the
        words that were just said."""
        roles: Sequence[Role] = ("ask", "claim") if category == "questions" else ("claim", "ask")
        for key in self._candidates(situation, moment, heard):
            phrase = None
            if category == self._begins.get(key) and self._random.random() < BEGINS_TO_GROW:
                phrase = self.build_on(key, about, game)
            phrase = phrase or self.go_on(key, category, roles, about, preference, game)
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
        preference: Preference | None,
        game: str | None,
    ) -> Phrase | None:
        """Another line of a topic: of that category and the first of these roles that has one."""
        for role in roles:
            try:
                phrase = self._bank.draw(
                    OfTopic(key, role, category), about, game=game, preference=preference, old=False, again=False
                )
            except BankEmpty:
                continue
            return replace(phrase, topic=key, role=role)
        return None

    def word(self, key: str) -> str | None:
        """The word by which people know a topic again."""
        found = self._topics.get(key)
        return topic_word(found[0]) if found is not None else None

    def builds(self, key: str) -> bool:
        """Whether a thought of that topic can begin to grow, or grow on."""
        return self._said_of.get(key, 0) < len(self._returns.get(key, ()))

    def build_on(self, key: str, about: About, game: str | None) -> Phrase | None:
        """The next line of the topic's thought that grows; one that another evening heard doesn't grow again."""
        place = self._said_of.get(key, 0)
        if not self.builds(key):
            return None
        self._said_of[key] = place + 1
        try:
            phrase = self._bank.draw(OfThought(key, place), about, game=game, old=False, again=False)
        except BankEmpty:
            self._said_of[key] = len(self._returns[key])  # what isn't followed by its next line is over
            return None
        return replace(phrase, topic=key, role="builds", returns=self._returns[key][place])

    def reset(self) -> None:
        """Another show."""
        self._said_of.clear()

    def _stock_builds(self, key: str, lines: Sequence[Template], kept: Sequence[Template], returns: Set[int]) -> None:
        """A thought that grows, up to the first line that isn't kept."""
        whole = [line for line, _ in takewhile(lambda pair: pair[0] is pair[1], zip(lines, kept, strict=False))]
        for place, line in enumerate(whole):
            self._bank.add([line], OfThought(key, place))
        self._returns[key] = [place in returns for place in range(len(whole))]
        if whole:
            self._begins[key] = whole[0].category

    def _may_open(self, key: str) -> bool:
        if self._memory.has_topic(key):
            return False
        return key not in self._joined or sum(map(len, self._topics[key][0].lines.values())) >= LEAST_JOINED

    def _candidates(self, situation: str | None, moment: str | None, heard: Set[str]) -> Iterator[str]:
        """A few topics that no other evening spoke of lately; then a few of the others, rather those of long ago. An
        evening opens some thirty an hour, and most lines of a topic weren't said the first time."""
        fitting: dict[str, float] = {}
        resting: dict[str, float] = {}
        for key, (topic, weight) in self._topics.items():
            if not self._may_open(key) or (moment is not None and moment not in topic.moments):
                continue
            if topic.situations and situation not in topic.situations:
                continue
            here = HERE_WEIGHT if topic.situations else 1.0
            if key in self._tangents and not heard.isdisjoint(own_words(topic)):
                here = HEARD_WEIGHT
            rested = self._memory.topic_evenings_ago(key)
            if not 0 < rested <= RESTS:
                fitting[key] = weight * here
            else:
                resting[key] = weight * here * rested**2
        for some in (self._with_tangents(fitting), self._with_tangents(resting)):
            for _ in range(min(TRIES, len(some))):
                (key,) = self._random.choices(list(some), list(some.values()))
                del some[key]
                yield key

    def _with_tangents(self, fitting: dict[str, float]) -> dict[str, float]:
        """The weights of topics, those of tangents having their share."""
        tangents = sum(weight for key, weight in fitting.items() if key in self._tangents)
        others = sum(fitting.values()) - tangents
        if not tangents or not others:
            return fitting
        share = others * TANGENT_SHARE / (1 - TANGENT_SHARE)
        return fitting | {key: fitting[key] / tangents * share for key in self._tangents if key in fitting}


@lru_cache(1_024)
def own_words(topic: Topic) -> frozenset[str]:
    """The words that bring a topic to mind: those that several of its lines share."""
    counts = Counter(word for lines in topic.lines.values() for line in lines for word in content_words(line.source))
    return frozenset(word for word, count in counts.items() if count >= OWN_WORD_LINES)
