"""Drawer: what a bank keeps lines apart by. Lines are asked for by what they are for, each by its own type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from server.model.phrase import Category, Role


@dataclass(frozen=True, slots=True)
class Drawer:
    """What some lines of a bank are for."""

    is_own_accord: ClassVar[bool] = True
    """Whether viewers say its lines of their own accord: these are counted as the phrases that a show has."""


@dataclass(frozen=True, slots=True)
class OfCategory(Drawer):
    """Lines about the game or topic that is on, true whatever is on screen."""

    category: Category


@dataclass(frozen=True, slots=True)
class OfAnyGame(Drawer):
    """Lines of the general pack that fit every game. They are said once the game's own are."""

    category: Category


@dataclass(frozen=True, slots=True)
class OfSituation(Drawer):
    """Lines that are likely while a situation lasts."""

    situation: str
    category: Category


@dataclass(frozen=True, slots=True)
class OfAnySituation(Drawer):
    """The same for a situation of any game, which this game hasn't."""

    situation: str
    category: Category


@dataclass(frozen=True, slots=True)
class OfTopic(Drawer):
    """Lines of one role in a topic."""

    topic: str
    role: Role
    category: Category


@dataclass(frozen=True, slots=True)
class OfThought(Drawer):
    """The line at that place of a topic's thought that grows."""

    topic: str
    place: int


@dataclass(frozen=True, slots=True)
class OfFrame(Drawer):
    """Lines of the general pack about a value of that kind: a boss, a place."""

    is_own_accord: ClassVar[bool] = False
    kind: str
    category: Category


@dataclass(frozen=True, slots=True)
class OfMoment(Drawer):
    """Lines of a moment's wave."""

    is_own_accord: ClassVar[bool] = False
    moment: str


@dataclass(frozen=True, slots=True)
class AfterMoment(Drawer):
    """Lines of the afterglow of a moment's wave."""

    is_own_accord: ClassVar[bool] = False
    moment: str


@dataclass(frozen=True, slots=True)
class AnswersTo(Drawer):
    """Answers to any line of a category."""

    is_own_accord: ClassVar[bool] = False
    category: Category


@dataclass(frozen=True, slots=True)
class OfRole(Drawer):
    """Short lines that fit under any other, by one of `ROLE_NAMES`."""

    is_own_accord: ClassVar[bool] = False
    role: str
