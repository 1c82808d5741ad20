"""Sorting: the good of what a streamer gives is kept, and the bad is listed with its place and reason. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.model.own_content import (
    CHARACTER,
    LINE,
    MOST_LINES,
    MOST_NAMES,
    MOST_PEOPLE,
    MOST_PERSON_LINES,
    NAME,
    OwnContent,
    Person,
)
from server.text.invalid import Invalid

MOST_SKIPPED = 200
"""That are listed; the others are counted."""
SHOWN = 60
"""Characters of a skipped text that come back with it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that isn't taken. `reason`: a code of `server.web.invalid`, or FULL: there are enough already."""

    field: str
    """`lines`, `names` or `people`."""
    place: int
    """The line of the file, or the place in the list, from 1."""
    reason: str
    text: str
    limit: int | None = None


@dataclass(slots=True)
class Sorted:
    """The entries by what they are, and those that were left out."""

    lines: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    more_skipped: int = 0
    same: int = 0
    """That are there already."""


class Sorter:
    """Takes lines, names and people one by one. They join `before`; `mine` is both together."""

    def __init__(self, before: OwnContent) -> None:
        self.before = before
        self.sorted = Sorted()
        self._lines = {line.casefold() for line in before.lines}
        self._names = {name.casefold() for name in before.names}
        self._people = {person.name.casefold() for person in before.people}

    def line(self, place: int, text: str) -> None:
        """A line of the chat's own."""
        self._take("lines", place, text, LINE, self._lines, self.sorted.lines, MOST_LINES)

    def name(self, place: int, text: str) -> None:
        """A viewer's name."""
        self._take("names", place, text, NAME, self._names, self.sorted.names, MOST_NAMES)

    def person(self, place: int, name: str, character: str, lines: Iterable[str]) -> None:
        """Somebody for the crowd; what of their lines is no good doesn't cost the person."""
        try:
            called = NAME(name)
        except Invalid as error:
            self._skip("people", place, error.code, name, error.more)
            return
        key = called.casefold()
        if key not in self._people and len(self._people) >= MOST_PEOPLE:
            self._skip("people", place, "FULL", name, {"limit": MOST_PEOPLE})
            return
        self._people.add(key)
        kept: list[str] = []
        seen: set[str] = set()
        for text in lines:
            self._take("people", place, text, LINE, seen, kept, MOST_PERSON_LINES)
        self.sorted.people.append(Person(name=called, character=self._character(place, character), lines=tuple(kept)))

    def mine(self) -> OwnContent:
        """What was there before, and what was taken; a person of a name known already takes the other's place."""
        people = {person.name.casefold(): person for person in (*self.before.people, *self.sorted.people)}
        return self.before.model_copy(
            update={
                "lines": (*self.before.lines, *self.sorted.lines),
                "names": (*self.before.names, *self.sorted.names),
                "people": tuple(people.values()),
            }
        )

    def again(self, before: OwnContent) -> Sorter:
        """The same for another `before`, because it was changed meanwhile."""
        sorter = Sorter(before)
        sorter.sorted.skipped = list(self.sorted.skipped)
        sorter.sorted.more_skipped = self.sorted.more_skipped
        for place, line in enumerate(self.sorted.lines, 1):
            sorter.line(place, line)
        for place, name in enumerate(self.sorted.names, 1):
            sorter.name(place, name)
        for place, person in enumerate(self.sorted.people, 1):
            sorter.person(place, person.name, person.character, person.lines)
        return sorter

    def _character(self, place: int, text: str) -> str:
        try:
            return CHARACTER(text)
        except Invalid as error:
            self._skip("people", place, error.code, text, error.more)
            return ""

    def _take(
        self, field: str, place: int, text: str, clean: Callable[[str], str], seen: set[str], kept: list[str], most: int
    ) -> None:
        if not text.strip():
            return
        try:
            cleaned = clean(text)
        except Invalid as error:
            self._skip(field, place, error.code, text, error.more)
            return
        key = cleaned.casefold()
        if key in seen:
            self.sorted.same += 1
        elif len(seen) >= most:
            self._skip(field, place, "FULL", text, {"limit": most})
        else:
            seen.add(key)
            kept.append(cleaned)

    def _skip(self, field: str, place: int, reason: str, text: str, more: Mapping[str, Any]) -> None:
        if len(self.sorted.skipped) >= MOST_SKIPPED:
            self.sorted.more_skipped += 1
            return
        self.sorted.skipped.append(Skipped(field, place, reason, text.strip()[:SHOWN], more.get("limit")))
