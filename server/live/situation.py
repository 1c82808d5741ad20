"""Situation: what the streamer typed about what is going on, what was understood of it, and when it is over.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.model.phrase import Language
from server.phrases.intents import understand

AGES_S = 600.0
"""What is going on for ten minutes is typed again, or is over."""


class Situation:
    """The text of one room. Empty when nothing was typed."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self._since: float | None = None
        self._moment: str | None = None
        self._has_lines = False

    def becomes(
        self, text: str, now: float, language: Language, speaks_of: Callable[[frozenset[str]], bool]
    ) -> str | None:
        """Another text. The moment that it means, if it says that something just happened.

        `speaks_of` tells whether the packs have a line with one of these words.
        """
        self.text, self._since = text, now
        meaning = understand(text, language)
        self._moment = meaning.moment
        self._has_lines = bool(meaning.words) and speaks_of(meaning.words)
        return meaning.moment

    @property
    def has_lines(self) -> bool:
        """Whether the packs have a line about it."""
        return self._has_lines

    def is_over(self, now: float) -> bool:
        """Whether it was typed so long ago that it is no longer so."""
        if not self.text:
            return False
        if self._since is None:
            # It was there when the room was made: from a preset, or from before a restart.
            self._since = now
        return now - self._since > AGES_S

    def as_json(self) -> dict[str, Any] | None:
        """For the panel: the moment that it made, whether the packs speak of it; None where nothing was typed."""
        return {"moment": self._moment, "lines": self._has_lines} if self.text else None
