"""Evening: what a channel's chat remembers of one evening, for the evenings after it.

Bounded in every direction: it is kept in the store, and a damaged or strange row costs the memory and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

MOST = 12
"""Situations, topics and jokes of an evening that are kept, each."""
MOST_PRESENT = 120
"""People of an evening whose names are kept."""

One = TypeVar("One")
_Text = Annotated[str, Field(min_length=1, max_length=80)]
_Name = Annotated[str, Field(min_length=1, max_length=60)]
_Count = Annotated[int, Field(ge=0, le=1_000_000)]


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PastSituation(_Kept):
    """What went on, and was known to: the streamer said it, or it was seen; or the chat made all of it up."""

    key: _Text
    kind: _Text
    """What `it` is: a kind of the general pack's frames, `foe`, `place`, …"""
    it: _Text
    tries: _Count = 0
    """How often it failed."""
    is_won: bool = False


class PastTopic(_Kept):
    """What the chat talked about for long."""

    key: _Text
    word: _Text
    lines: _Count = 0
    against: Annotated[tuple[_Name, ...], Field(max_length=MOST)] = ()
    """Who was of the other opinion."""


class PastJoke(_Kept):
    """A line that others laughed at or took further."""

    text: _Text
    by: _Name
    times: _Count = 0
    """How often it was answered."""


class Evening(_Kept):
    """What is remembered of one evening."""

    situations: Annotated[tuple[PastSituation, ...], Field(max_length=MOST)] = ()
    topics: Annotated[tuple[PastTopic, ...], Field(max_length=MOST)] = ()
    jokes: Annotated[tuple[PastJoke, ...], Field(max_length=MOST)] = ()
    present: Annotated[tuple[_Name, ...], Field(max_length=MOST_PRESENT)] = ()
    """Who was there for more than a line."""
    left_early: Annotated[tuple[_Name, ...], Field(max_length=MOST)] = ()
    talked_most: Annotated[tuple[_Name, ...], Field(max_length=MOST)] = ()

    def with_more(self, later: Evening) -> Evening:
        """The same evening, later: what is told twice counts once, as it is told last."""
        return Evening(
            situations=_merged(self.situations, later.situations, lambda one: (one.key, one.it), _further),
            topics=_merged(self.topics, later.topics, lambda one: one.key),
            jokes=_merged(self.jokes, later.jokes, lambda one: one.text),
            present=tuple(dict.fromkeys((*later.present, *self.present)))[:MOST_PRESENT],
            left_early=later.left_early or self.left_early,
            talked_most=later.talked_most or self.talked_most,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remember but who was there."""
        return not (self.situations or self.topics or self.jokes)


def _further(before: PastSituation, after: PastSituation) -> PastSituation:
    return after.model_copy(update={"tries": max(before.tries, after.tries), "is_won": before.is_won or after.is_won})


def _merged(
    before: Iterable[One],
    after: Iterable[One],
    key: Callable[[One], Hashable],
    join: Callable[[One, One], One] = lambda _, later: later,
) -> tuple[One, ...]:
    """The later ones first, as many as are kept."""
    found = {key(one): one for one in after}
    for one in before:
        found[key(one)] = join(one, found[key(one)]) if key(one) in found else one
    return tuple(found.values())[:MOST]
