"""Line: a line that a model wrote, and what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from server.model.phrase import STREAMER, Category, Language, Mode
from server.phrases.template import Part, Template


@dataclass(frozen=True, slots=True)
class Subject:
    """What lines are about: a game or a topic (`name` "" for just chatting about nothing special), in one language."""

    name: str
    mode: Mode
    language: Language

    @property
    def key(self) -> str:
        """The name whatever its capitals."""
        return self.name.casefold()

    @property
    def topic(self) -> str:
        """How every wish about it begins, for those who dislike one (`failover.Wish.topic`)."""
        return f"{self.mode}/{self.language}/{self.key}|"


@dataclass(frozen=True, slots=True)
class GeneratedLine:
    """One line, and perhaps the answer that another viewer gives."""

    text: str
    category: Category
    language: Language
    answer: str | None = None
    provider: str = ""
    model: str = ""
    at: float = 0.0
    """When it was written, in wall-clock seconds."""
    is_kept: bool = False
    """Somebody marked it: it doesn't age out."""
    now: str = ""
    """What was going on when it was asked for, where it leans on that: once that is over, so is the line."""
    moment: str = ""
    """The moment that it reacts to, if it was written for one."""

    def line(self) -> Template:
        """As the bank takes it."""
        return as_template(self.text, self.category, self.language)


def as_template(text: str, category: Category, language: Language) -> Template:
    """A line with nothing in its braces but the streamer."""
    parts: list[Part] = []
    for place, part in enumerate(text.split(STREAMER)):
        if place:
            parts.append("streamer")
        parts.append(part)
    return Template(text, category, language, tuple(parts))
