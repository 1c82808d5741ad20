"""Line: a line that a model wrote, and what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.model.phrase import Category, Language, Mode, Role, answer_category
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
        """The start of the `topic` of every request about it (`failover.LineRequest.topic`)."""
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
    """The moment that it reacts to, or that it says has just happened."""
    situation: str = ""
    """What must go on while it is said."""
    topic: str = ""
    """The talk that it belongs to."""
    role: Role | None = None
    """What it is in that talk."""

    @property
    def is_plain(self) -> bool:
        """Whether it may be said at any time, by itself."""
        return not (self.moment or self.situation or self.topic)

    def line(self, main: Category = "gameplay") -> Template:
        """As the bank takes it. What answers a line that isn't plain stands behind it, and nowhere else."""
        answer = self.answer if not self.is_plain else None
        answers = (as_template(answer, answer_category(answer, main), self.language),) if answer else ()
        return as_template(self.text, self.category, self.language, answers)


_BRACES = re.compile(r"\{(\w{1,40})\}")


def as_template(text: str, category: Category, language: Language, answers: tuple[Template, ...] = ()) -> Template:
    """A line with nothing in its braces but the streamer, and values that its situation binds."""
    return Template(text, category, language, tuple[Part, ...](_BRACES.split(text)), answers=answers)
