"""Typed situation: what the streamer typed about what is going on, what was understood of it, and when it is over.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from server.live.find_situation import Understood, find_situation
from server.model.phrase import Language
from server.phrases.intents import understand
from server.phrases.situation import Situation

SpeaksOf = Callable[[frozenset[str]], bool]
"""Tells whether the packs have a line with one of these words."""

AGES_S = 600.0
"""What is going on for ten minutes is typed again, or is over."""


class TypedSituation:
    """The text of one room. Empty when nothing was typed."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self._since: float | None = None
        self._moment: str | None = None
        self._has_lines = False
        self.known: Understood | None = None
        """Which of the game's situations it means, and with which values."""

    def becomes(
        self, text: str, now: float, language: Language, situations: Sequence[Situation], speaks_of: SpeaksOf
    ) -> str | None:
        """Another text. The moment that it means, if it says that something just happened."""
        self.text, self._since = text, now
        return self.read(language, situations, speaks_of)

    def read(self, language: Language, situations: Sequence[Situation], speaks_of: SpeaksOf) -> str | None:
        """What the text means in this game, whose situations these are, and in this language; the moment in it."""
        meaning = understand(self.text, language)
        self._moment = meaning.moment
        self._has_lines = bool(meaning.words) and speaks_of(meaning.words)
        self.known = find_situation(self.text, situations)
        return meaning.moment

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

        `moment`: what it made happen, `lines`: whether the packs speak of it, `label`: the situation that goes on, as
        its pack calls it, `values`: those that the text names, by their slots.
        """
        if not self.text:
            return None
        situation, values = self.known or (None, {})
        label = situation.label if situation is not None else None
        return {"moment": self._moment, "lines": self.has_lines, "label": label, "values": values}
