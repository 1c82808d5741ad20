"""Attention: why somebody speaks. What goes on, what is talked about, and what comes back much later.

The rhythm says when; attention adds no message. What goes on is known (typed, seen, heard, scripted) or imagined; an
imagined situation is followed by another one when its minutes are over, a known one lasts until it ages out.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from server.audience.open_topic import OpenTopic, draw_size
from server.audience.viewer import Viewer
from server.model.phrase import Phrase
from server.phrases.pack_file import TANGENTS, TRIES
from server.phrases.situation import Situation
from server.phrases.topic import OPENING

Source = Literal["typed", "seen", "heard", "scripted", "imagined"]
MOST_TOPICS = 2
"""Talks at once."""
KNOWN_S = 600.0
"""What is going on for ten minutes is told again, or is over."""
BROUGHT_UP_S = 40.0
"""So long after a moment it can bring up a talk."""
FAILURES = frozenset({"fail", "death", "died", "lost", "defeat"})
"""Moments that count as a try that failed; a pack's own by their names."""
COMES_BACK_S = (600.0, 2400.0)
"""From a talk to its word coming back, and from then to the next time (docs/realism.md)."""
COMES_BACK = (2, 5)
"""How often a word comes back, least and most."""
MOST_COMING_BACK = 3
"""Talks of an evening that leave a word."""
LONG_APART_S = (540.0, 1080.0)
"""From one long talk to the next that may be, least and most."""
NAMED_S = 1800.0
"""So long after it was said a name is one of those that a chat speaks of."""
LEAVES_A_WORD = 4
"""Lines from which a talk can."""


@dataclass(slots=True)
class _Return:
    """The word that a talk left: when it comes back, and how often still."""

    topic: str
    at: float
    times: int
    mouths: set[Viewer] = field(default_factory=set)


class Attention:
    """What one show is about now."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.situation: Situation | None = None
        self.values: dict[str, str] = {}
        self._named: dict[str, float] = {}
        """When each name of the game was said last."""
        self._latest: dict[str, str] = {}
        """The value that each name had last, whichever situation bound it."""
        self.source: Source = "imagined"
        self._ends_at = 0.0
        self._tries = 0
        self.topics: list[OpenTopic] = []
        self._returns: list[_Return] = []
        self._opened: set[str] = set()
        """What was talked about in this show."""
        self._long_at: float | None = None
        """From when on a long talk may begin."""
        self._moment: tuple[str, float] | None = None

    def forget(self) -> None:
        """Another show, or another game."""
        self.situation, self.values, self._tries, self._moment = None, {}, 0, None
        self._latest.clear()
        self._named.clear()
        self.source = "imagined"
        self.topics.clear()
        self._opened.clear()
        self._long_at = None
        self._returns.clear()

    def pass_to(self, now: float, among: Sequence[Situation]) -> bool:
        """Advance to `now`; whether something else goes on, one of `among`."""
        self.topics = [topic for topic in self.topics if not self._close(topic, now)]
        if self.situation is not None and self.source != "imagined" and now < self._ends_at:
            return False
        if not among:
            changed = self.situation is not None
            self.situation, self.values, self.source = None, {}, "imagined"
            return changed
        if self.situation in among and now < self._ends_at:
            return False
        self._begin(self._next(among), now, "imagined")
        return True

    def know(self, situation: Situation, values: Mapping[str, str], now: float, source: Source) -> None:
        """That goes on: somebody said or saw it."""
        if situation is self.situation and all(self.values.get(name) == value for name, value in values.items()):
            self.source, self._ends_at = source, now + KNOWN_S
            return
        self._begin(situation, now, source, values)
        self._ends_at = now + KNOWN_S

    def forget_known(self, source: Source, now: float) -> None:
        """What was known from there is over: what goes on from now on is imagined again."""
        if self.source == source:
            self.source, self._ends_at = "imagined", now

    @property
    def bound(self) -> dict[str, str]:
        """The values that lines may name, the counter of failed tries among them."""
        return self.values | ({TRIES: str(self._tries)} if self._tries > 1 else {})

    def happened(self, moment: str, now: float) -> bool:
        """A moment: it counts, and it may bring up a talk. Whether the values have changed."""
        self._moment = moment, now
        if moment in FAILURES:
            self._tries += 1
            return True
        return False

    def brought_up(self, now: float) -> str | None:
        """The moment that can bring up a talk now."""
        if self._moment is None or now - self._moment[1] > BROUGHT_UP_S:
            return None
        return self._moment[0]

    def named(self, names: Iterable[str], now: float) -> None:
        """These names of the game were said."""
        for name in names:
            self._named[name] = now
        self._named = {name: at for name, at in self._named.items() if now - at < NAMED_S}

    @property
    def names(self) -> frozenset[str]:
        """The names of the game that this is about: those that were said lately, and what goes on is about."""
        if self.source == "imagined":
            return frozenset(self._named)
        return frozenset(self._named).union(value.casefold() for value in self.values.values())

    def topic(self, key: str | None) -> OpenTopic | None:
        """The talk about that, while it goes on."""
        return next((topic for topic in self.topics if topic.key == key), None)

    def any_topic(self) -> OpenTopic | None:
        """One of the talks that go on, the fuller one rather."""
        if not self.topics:
            return None
        return self._random.choices(self.topics, [1 + topic.left for topic in self.topics])[0]

    def said(self, phrase: Phrase, viewer: Viewer, now: float) -> None:
        """Somebody said that: it opens a talk, or goes on with one."""
        if phrase.topic is None:
            return
        if phrase.role == "back":
            return
        topic = self.topic(phrase.topic)
        if topic is None and phrase.role in OPENING and phrase.topic not in self._opened:
            topic = OpenTopic(phrase.topic, self._draw_size(phrase.topic, now), now)
            self.topics.append(topic)
            self._opened.add(phrase.topic)
            self._moment = None
        if topic is not None:
            topic.spoke(viewer, phrase.role, now)

    def _draw_size(self, topic: str, now: float) -> int:
        """How many lines a talk has that begins now: of those about nothing on screen, one is long now and then."""
        if self._long_at is None:
            self._long_at = now + self._random.uniform(0, LONG_APART_S[1])
        is_long = topic.startswith(TANGENTS) and now >= self._long_at
        if is_long:
            self._long_at = now + self._random.uniform(*LONG_APART_S)
        return draw_size(self._random, is_long=is_long)

    def may_open(self) -> bool:
        """Whether there is room for another talk."""
        return len(self.topics) < MOST_TOPICS

    def due_back(self, now: float) -> str | None:
        """The talk whose word comes back now, if one does."""
        return next((back.topic for back in self._returns if back.at <= now), None)

    def came_back(self, topic: str, viewer: Viewer, now: float) -> None:
        """Somebody took it up."""
        for back in self._returns:
            if back.topic == topic:
                back.times -= 1
                back.mouths.add(viewer)
                back.at = now + self._random.uniform(*COMES_BACK_S)
        self._returns = [back for back in self._returns if back.times > 0]

    def mouths(self, topic: str) -> set[Viewer]:
        """Who took the word up already: it comes from another mouth."""
        return next((back.mouths for back in self._returns if back.topic == topic), set())

    def _close(self, topic: OpenTopic, now: float) -> bool:
        if not topic.is_over(now):
            return False
        if topic.lines >= LEAVES_A_WORD and len(self._returns) < MOST_COMING_BACK:
            at = now + self._random.uniform(*COMES_BACK_S)
            self._returns.append(_Return(topic.key, at, self._random.randint(*COMES_BACK), set(topic.speakers)))
        return True

    def _next(self, among: Sequence[Situation]) -> Situation:
        before = self.situation
        following = [one for one in among if before is not None and one.key in before.then]
        others = following or [one for one in among if one is not before] or list(among)
        return self._random.choices(others, [one.weight for one in others])[0]

    def _begin(self, situation: Situation, now: float, source: Source, values: Mapping[str, str] | None = None) -> None:
        drawn = situation.draw_values(self._random, values)
        # The same boss, the same club: what both are about stays so, where the new one could be about it.
        kept = {name: value for name, value in self._latest.items() if name in drawn} if not values else {}
        if kept and self._random.random() < KEEPS:
            drawn = situation.draw_values(self._random, kept)
        self.situation, self.values, self.source, self._tries = situation, drawn, source, 0
        self._latest |= drawn
        self._ends_at = now + 60 * self._random.uniform(*situation.minutes)


KEEPS = 0.85
"""Chance that what follows is about the same as what went before, so that few names fall in half an hour."""
