"""Community: what regulars know of each other and of the evenings before, and which of it comes up next.

Each thing comes up once an evening at most, from somebody who was there. Pure: takes time (seconds) and randomness as
arguments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from server.audience.nicknames import nickname
from server.audience.viewer import Viewer
from server.audience.viewer_factory import CrowdMaterial
from server.model.evening import Evening, PastSituation
from server.phrases.community import JOKE, NAME, WHEN, WORD
from server.phrases.pack_file import IT, TRIES

REGULAR_SHOWS = 2
"""Shows from which somebody is called by a nickname, and calls others so."""
MISSED = 14
"""Of the regulars those who talk most: they are missed."""
MISSED_AFTER_S = 900.0
"""From the beginning; before, they may be on their way."""
RECALLS, SELF = 0.1, 0.035
"""Chance that a regular's line of their own accord recalls something, and that it is about what else somebody does."""
APART_S = 70.0
"""Between two such lines, at least."""
WELCOMED = 0.5
"""Chance that a regular who greets is greeted by name: real chats greet back 22 % (English) and 50 %
(docs/realism.md)."""
TIMES: Mapping[str, int] = {
    "missing": 3, "before_foe": 3, "won_foe": 2, "before_place": 2, "before_match": 2, "before_thing": 2, "tries": 2,
    "topic": 5, "joke": 5, "argued": 4, "left": 2, "talked": 1,
}  # fmt: skip
"""How often each kind comes up in an evening at most: a few times, or the chat would live in its past."""
FADES = 0.6
"""Factor on how likely something comes up, by each evening that it is older."""
YESTERDAY_S, WEEKS_S = (14 * 3600.0, 40 * 3600.0), 8 * 86_400.0
"""How long ago an evening ended that was yesterday, least and most, and from when it is weeks ago."""
FOUGHT = {"place": "before_place", "rival": "before_match", "team": "before_match"}
"""How a situation comes up by what it was about; anything else that was no fight: `before_thing`."""


@dataclass(frozen=True, slots=True)
class PastEvening:
    """What is remembered of an evening, and how many seconds ago it ended."""

    evening: Evening
    ago_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Recollection:
    """Something that can come up."""

    kind: str
    """One of the kinds of `server.phrases.community`."""
    values: Mapping[str, str]
    about: frozenset[str] = frozenset()
    """Whom it is about: they don't say it."""
    known_to: frozenset[str] | None = None
    """Who was there; None where that doesn't matter."""
    weight: float = 1.0


@dataclass(slots=True)
class Community:
    """One show's."""

    material: CrowdMaterial
    random: Random
    _known: list[Viewer] = field(default_factory=list)
    _recollections: list[Recollection] = field(default_factory=list)
    _times: Counter[str] = field(default_factory=Counter)
    _told: set[tuple[str, str]] = field(default_factory=set)
    """Who has told which of their facts."""
    _missed: set[str] = field(default_factory=set)
    _arrived: set[str] = field(default_factory=set)
    _began_at: float = 0.0
    _latest_at: float = float("-inf")

    def open(self, now: float, known: Sequence[Viewer], evenings: Sequence[PastEvening]) -> None:
        """A show begins."""
        self._known = sorted(known, key=lambda viewer: -viewer.talk)[:MISSED]
        self._recollections = [one for age, past in enumerate(evenings) for one in self._of(past, FADES**age)]
        self._times.clear()
        self._told.clear()
        self._missed.clear()
        self._arrived.clear()
        self._began_at, self._latest_at = now, float("-inf")

    def call(self, name: str) -> str:
        """What friends call somebody of that name."""
        material = self.material
        called = nickname(name, material.nicknames, material.language, material.name_words)
        return called if called not in material.blocked else name

    def knows(self, viewer: Viewer) -> bool:
        """Whether that is a regular: they call others by nicknames, and are called so."""
        return viewer.shows >= REGULAR_SHOWS or viewer.badges not in ((), ("new",))

    def arrives(self, viewer: Viewer) -> None:
        """Somebody has greeted."""
        if self.knows(viewer) and self.random.random() < WELCOMED:
            self._arrived.add(viewer.name)

    def awaits_welcome(self, viewer: Viewer) -> bool:
        """Whether somebody will greet them by name."""
        return viewer.name in self._arrived

    def welcome(self, viewer: Viewer) -> Recollection | None:
        """What somebody greets them with, once."""
        if viewer.name not in self._arrived:
            return None
        self._arrived.discard(viewer.name)
        return Recollection("welcome", {NAME: self.call(viewer.name)})

    def recalls(self, viewer: Viewer, now: float, present: Collection[str]) -> Recollection | None:
        """What comes to a viewer's mind now, if anything does. `present`: who has been here this evening."""
        if now - self._latest_at < APART_S:
            return None
        chance = self.random.random()
        if self.knows(viewer) and chance < RECALLS:
            found = [one for one in (*self._recollections, *self._missing(now, present)) if self._fits(one, viewer)]
            if found:
                return self.random.choices(found, [one.weight for one in found])[0]
        return Recollection("self", {}) if chance < SELF else None

    def told(self, recollection: Recollection, viewer: Viewer, now: float, facts: Collection[str]) -> None:
        """It came up, with these facts of who told it."""
        self._latest_at = now
        self._times[recollection.kind] += 1
        self._told.update((viewer.name, fact) for fact in facts)
        self._recollections = [one for one in self._recollections if one is not recollection]
        if recollection.kind == "missing":
            self._missed |= recollection.about

    def has_told(self, viewer: Viewer, facts: Collection[str]) -> bool:
        """Whether they told one of these facts this evening."""
        return any((viewer.name, fact) in self._told for fact in facts)

    def _fits(self, one: Recollection, viewer: Viewer) -> bool:
        if self._times[one.kind] >= TIMES.get(one.kind, 1) or viewer.name in one.about:
            return False
        return one.known_to is None or viewer.name in one.known_to

    def _missing(self, now: float, present: Collection[str]) -> Iterator[Recollection]:
        if now - self._began_at < MISSED_AFTER_S:
            return
        for viewer in self._known:
            if viewer.name not in present and viewer.name not in self._missed and self.knows(viewer):
                yield Recollection("missing", {NAME: self.call(viewer.name)}, frozenset({viewer.name}), weight=0.4)

    def _of(self, past: PastEvening, weight: float) -> Iterator[Recollection]:
        evening, when = past.evening, {WHEN: self._when(past.ago_s)}
        there = frozenset(evening.present)
        for situation in evening.situations:
            for kind, values in _of_situation(situation):
                yield Recollection(kind, values | when, known_to=there, weight=2 * weight)
        for topic in evening.topics:
            word = {WORD: topic.word}
            yield Recollection("topic", word | when, known_to=there, weight=weight)
            for name in topic.against[:1]:
                values = {NAME: self.call(name)} | word | when
                yield Recollection("argued", values, frozenset({name}), there, weight)
        for joke in evening.jokes:
            values = {JOKE: joke.text, NAME: self.call(joke.by)} | when
            yield Recollection("joke", values, frozenset({joke.by}), there, weight)
        for kind, names in (("left", evening.left_early), ("talked", evening.talked_most)):
            for name in names:
                yield Recollection(kind, {NAME: self.call(name)} | when, frozenset({name}), there, 0.5 * weight)

    def _when(self, ago_s: float) -> str:
        least, most = YESTERDAY_S
        age = "yesterday" if least <= ago_s <= most else "weeks" if ago_s > WEEKS_S else "days"
        return self.random.choice(self.material.when.get(age, ("",)))


def _of_situation(situation: PastSituation) -> Iterator[tuple[str, dict[str, str]]]:
    """A fight is asked about until it is known to be won."""
    it = {IT: situation.it}
    if situation.kind == "foe":
        yield ("won_foe" if situation.is_won else "before_foe"), it
    else:
        yield FOUGHT.get(situation.kind, "before_thing"), it
    if situation.tries > 1:
        yield "tries", it | {TRIES: str(situation.tries)}
