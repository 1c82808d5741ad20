"""Phrase source: where a show's lines come from, as the director needs them; `server.selection.selector` fulfils it."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Protocol

from server.model.phrase import Category, Phrase, Taste
from server.phrases.exchange import Exchange


class PhraseSource(Protocol):
    """A show's lines. Each call gives None when nothing of what it asks for fits the show and the taste."""

    def draw(self, category: Category, taste: Taste | None = None, *, old: bool = True) -> Phrase | None:
        """A phrase of `category`; without `old` one that nobody said yet."""

    def draw_first(self, taste: Taste | None) -> Phrase | None:
        """A phrase about what was just chosen: the game, or what is going on."""

    def draw_about(self, category: Category, words: Set[str], taste: Taste) -> Phrase | None:
        """A phrase that nobody said yet with one of these words in it."""

    def answer(self, to: Category, taste: Taste) -> Phrase | None:
        """What somebody answers to a line of that category."""

    def thread(self, category: Category, suits: Callable[[str], bool]) -> Exchange | None:
        """A talk that opens with a line of `category`."""

    def new_show(self) -> None:
        """Everything may be said again."""
