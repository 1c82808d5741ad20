"""Own line: the streamer's own lines as the bank takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.model.phrase import About, Category, Language, Mood
from server.text.words import is_emotes

SHORT_WORDS = 3
"""A line of so many words reacts; a longer one is about what goes on."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line as it is: it can be said in one way."""

    text: str
    category: Category
    language: Language
    mood: Mood | None = None

    @property
    def ways(self) -> int:
        return 1

    def fits(self, about: About) -> bool:
        """It names the streamer only when there is a name."""
        return "{streamer}" not in self.text or bool(about.streamer)

    def say(self, way: int, about: About) -> str:
        """The line; `{streamer}` is the one thing that may stand in braces."""
        return self.text.replace("{streamer}", about.streamer)


def own_lines(texts: Iterable[str], main: Category, language: Language) -> Iterator[OwnLine]:
    """Pasted lines, each with the category that it looks like."""
    for text in texts:
        yield OwnLine(text, _category(text, main), language)


def _category(text: str, main: Category) -> Category:
    if is_emotes(text):
        return "emotes"
    if text.rstrip().endswith("?"):
        return "questions"
    return "reactions" if len(text.split()) <= SHORT_WORDS else main
