"""Typed situation: what the streamer typed about what is going on, what was understood of it, and when it is over.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any, Protocol

from server.live.find_situation import Understood, find_situation
from server.phrases.intents import understand
from server.phrases.questions import ASKED, Question, TypedWords, read_question
from server.phrases.situation import Situation

QUESTION = "question"
"""The moment that a question means, in the data file of the intents."""

AGES_S = 600.0
"""What is going on for ten minutes is typed again, or is over."""
LEAVING = "goodbye"
"""The moment of a show that ends: what it says is ending is the show, and no story."""


class SituationSource(Protocol):
    """What a show has lines about."""

    def situations(self) -> Sequence[Situation]:
        """What can go on in it."""

    def other_situations(self) -> Sequence[Situation]:
        """What can go on in any game or talk."""

    def speaks_of(self, words: Set[str]) -> bool:
        """Whether the packs have a line with one of these words."""


class TypedSituation:
    """The text of one room. Empty when nothing was typed."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self._since: float | None = None
        self._moment: str | None = None
        self._has_lines = False
        self.known: Understood | None = None
        """Which of the show's situations it means, and with which values."""
        self.question: Question | None = None
        """What it asks the chat."""

    def becomes(self, text: str, now: float, words: TypedWords, show: SituationSource) -> str | None:
        """Another text. The moment that it means, if it says that something just happened or asks something."""
        self.text, self._since = text, now
        return self.read(words, show)

    def read(self, words: TypedWords, show: SituationSource) -> str | None:
        """What the text means in this show, by the words of its language; the moment in it."""
        intents = words.intents
        meaning = understand(self.text, intents)
        self.question = read_question(self.text, words.questions, means_one=meaning.moment == QUESTION)
        self._moment = ASKED if self.question is not None else meaning.moment
        self._has_lines = bool(meaning.words) and show.speaks_of(meaning.words)
        negations = intents.negations | intents.lacks
        # The game's own first: a cave in Minecraft isn't just any place.
        self.known = None
        if meaning.moment != LEAVING:
            self.known = find_situation(
                self.text, show.situations(), negations=negations, articles=intents.articles
            ) or find_situation(
                self.text,
                show.other_situations(),
                names=intents.situations,
                negations=negations,
                articles=intents.articles,
            )
        return self._moment

    def since(self, now: float) -> float:
        """When it was typed. One that was there before the room, from before a restart, is as old as its show."""
        if self._since is None:
            self._since = now
        return self._since

    @property
    def has_lines(self) -> bool:
        """Whether the packs have lines about it."""
        return self._has_lines or self.known is not None

    def is_over(self, now: float) -> bool:
        """Whether it was typed so long ago that it is no longer so."""
        return bool(self.text) and now - self.since(now) > AGES_S

    def as_json(self) -> dict[str, Any] | None:
        """For the panel; None where nothing was typed.

        `moment`: what it made happen, `asked` for a question that the chat answers, `lines`: whether the packs speak of
        it, `label`: the situation that goes on, as its pack calls it, `values`: those that the text names, by their
        slots.
        """
        if not self.text:
            return None
        situation, values = self.known or (None, {})
        label = situation.label if situation is not None else None
        return {"moment": self._moment, "lines": self.has_lines, "label": label, "values": values}
