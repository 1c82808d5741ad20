"""Lint lines: every line of a pack with the table that it stands in, for the rules of `packs check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from server.model.phrase import Category, Role
from server.phrases.pack import Pack
from server.phrases.situation import Situation
from server.phrases.template import SENT_APART, Choice, Forms, Part, Slot, Template
from server.phrases.topic import Topic

Table = Literal["phrases", "situations", "topics", "frames", "roles", "answers", "threads", "moments"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and where it stands."""

    table: Table
    category: Category
    line: Template
    situation: Situation | None = None
    topic: Topic | None = None
    role: Role | None = None
    where: str = ""
    """The kind, of a frame."""
    moment: str = ""
    """The moment in whose wave or afterglow it is said."""
    answers: Template | None = None
    """The line that it answers, if it stands behind one."""

    @property
    def text(self) -> str:
        """As it is written, without what may answer it."""
        return self.line.source


def lines_of(pack: Pack, *, answers: bool = True) -> Iterator[Placed]:
    """Every line of a pack, each followed by what may answer it if `answers`."""
    for placed in _lines(pack):
        yield placed
        for answer in placed.line.answers if answers else ():
            yield Placed(placed.table, answer.category, answer, placed.situation, placed.topic, answers=placed.line)


def topics_of(pack: Pack) -> Iterator[Topic]:
    """The topics of a pack, those for some genres only included."""
    yield from pack.topics
    for some in pack.only:
        yield from some.topics


def written(line: Template) -> Iterator[str]:
    """The ways to write a line whose choices count: every wording in turn while the other choices say their first."""
    choices = [place for place, part in enumerate(line.parts) if isinstance(part, Choice)]
    first = dict.fromkeys(choices, 0)
    yield _written(line.parts, first)
    for place in choices:
        part = line.parts[place]
        assert isinstance(part, Choice)
        for option in range(1, len(part.options)):
            yield _written(line.parts, {**first, place: option})


def names_in(line: Template) -> frozenset[str]:
    """The names in a line's braces that aren't its pack's slots: a bound value, `tries`, `it`, `my_pet`."""
    return frozenset(_names(line.parts))


def messages_of(text: str) -> list[str]:
    """The messages that a line is sent in."""
    return text.split(SENT_APART)


def _lines(pack: Pack) -> Iterator[Placed]:
    yield from _by_category("phrases", pack.lines)
    for some in pack.only:
        yield from _by_category("phrases", some.lines)
    for situation in pack.situations.values():
        for category, lines in situation.lines.items():
            yield from (Placed("situations", category, line, situation=situation) for line in lines)
    for topic in topics_of(pack):
        for role, lines in topic.lines.items():
            yield from (Placed("topics", line.category, line, topic=topic, role=role) for line in lines)
    for kind, frames in pack.frames.items():
        for category, lines in frames.items():
            yield from (Placed("frames", category, line, where=kind) for line in lines)
    for lines in pack.roles.values():
        yield from (Placed("roles", line.category, line) for line in lines)
    yield from _by_category("answers", pack.answers)
    for thread in (*pack.threads, *(thread for some in pack.only for thread in some.threads)):
        yield from (Placed("threads", line.category, line) for line in thread.lines)
    for moment in pack.moments.values():
        yield from (
            Placed("moments", line.category, line, moment=moment.type) for line in (*moment.lines, *moment.after)
        )


def _by_category(table: Table, tables: Mapping[Category, tuple[Template, ...]]) -> Iterator[Placed]:
    for category, lines in tables.items():
        yield from (Placed(table, category, line) for line in lines)


def _written(parts: tuple[Part, ...], chosen: Mapping[int, int]) -> str:
    text = ""
    for place, part in enumerate(parts):
        if isinstance(part, Slot):
            text += f"{{{part.name}}}"
        elif isinstance(part, Forms):
            text += part.forms[0]
        elif isinstance(part, Choice):
            text += _written(part.options[chosen.get(place, 0)], {})
        else:
            text += f"{{{part}}}" if place % 2 else part
    return " ".join(text.split())


def _names(parts: tuple[Part, ...]) -> Iterator[str]:
    for place, part in enumerate(parts):
        if isinstance(part, Choice):
            for option in part.options:
                yield from _names(option)
        elif place % 2 and isinstance(part, str):
            yield part
