"""People: what kinds of viewers there are, where they come from and how one types there.

Read from a language's `viewers.toml`; `docs/viewers.md` describes the format.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from server.phrases.pack import PackError
from server.phrases.phrase import Mood
from server.phrases.text import ROOMY, fold

Relation = Literal["knows", "new", "other"]
"""To the game: knows it by heart, sees it for the first time, or would rather watch another one."""

_Factor = Annotated[float, Field(gt=0, le=20)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(_Table):
    """A kind of viewer: how it differs from people at large. Two kinds make a character: "loud", "funny"."""

    called: tuple[str, ...] = Field(min_length=1, description="The words for it; the first is its name.")
    share: float = Field(0, ge=0, le=1_000, description="Of those who come by themselves; 0 is only on demand.")
    talk: _Factor = 1.0
    words: _Factor = 1.0
    emotes: _Factor = 1.0
    shout: _Factor = 1.0
    stretch: _Factor = 1.0
    short: _Factor = 1.0
    moods: Mapping[Mood, _Factor] = {}
    categories: Mapping[Literal["main", "reactions", "questions", "emotes"], _Factor] = {}
    game: Relation | None = None


class Region(_Table):
    """Where people come from, and the words that give it away."""

    share: float = Field(gt=0, le=1_000)
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    short: Mapping[str, str] = {}


class _File(_Table):
    regions: Mapping[str, Region] = {}
    kinds: tuple[Kind, ...] = ()
    short: Mapping[str, str] = {}
    emotes: Mapping[Mood, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class People:
    """Who there is in one language."""

    regions: Mapping[str, Region] = field(default_factory=dict)
    kinds: tuple[Kind, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict)
    """Words and what is typed in their place by those who can't be bothered."""
    emotes: Mapping[Mood, tuple[str, ...]] = field(default_factory=dict)
    """What goes at the end of a line of that mood."""

    def with_more(self, other: People) -> People:
        """These people, and the streamer's own kinds: one of the same name takes the place of ours."""
        names = {kind.called[0] for kind in other.kinds}
        kept = tuple(kind for kind in self.kinds if kind.called[0] not in names)
        return People(
            {**self.regions, **other.regions},
            kept + other.kinds,
            {**self.short, **other.short},
            {**self.emotes, **other.emotes},
        )

    def kinds_of(self, character: str) -> list[Kind]:
        """The kinds that the words of a character name; words that we don't know say nothing."""
        words = {fold(word) for word in re.findall(r"\w+", character)}
        return [kind for kind in self.kinds if words & {fold(called) for called in kind.called}]


def read_people(path: Path) -> People:
    """Read a `viewers.toml`. Raises `PackError`."""
    try:
        found = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackError(path, None, str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        raise PackError(path, None, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return People(found.regions, found.kinds, found.short, found.emotes)


def read_blocked(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of names, and the names of streamers, that nobody in a crowd may have."""
    content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    return tuple(content["inside"]), tuple(content["streamers"])


NOBODY = frozenset({"nobody"})
"""Where a line comes from that speaks like two countries at once."""


class Origins:
    """Tells from what somebody writes where they come from."""

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self.shares = {name: region.share for name, region in regions.items()}
        self._words = {name: _any_of(region.words) for name, region in regions.items() if region.words}
        self._any = _any_of([word for region in regions.values() for word in region.words]) if self._words else None
        self._names = {name: re.compile("|".join(region.names)) for name, region in regions.items() if region.names}
        self._of = lru_cache(ROOMY)(self._find)

    def of(self, text: str) -> frozenset[str]:
        """The regions where one says that; empty where everybody does."""
        return self._of(text)

    def of_name(self, name: str) -> frozenset[str]:
        """The regions that a name gives away; empty when none."""
        folded = fold(name)
        return frozenset(region for region, marks in self._names.items() if marks.search(folded))

    def suits(self, text: str, region: str) -> bool:
        """Whether somebody from there would say it like that."""
        found = self.of(text)
        return not found or region in found

    def _find(self, text: str) -> frozenset[str]:
        if self._any is None:
            return frozenset()
        marks = {match[0] for match in self._any.finditer(text.casefold())}
        homes = [{region for region, words in self._words.items() if words.fullmatch(mark)} for mark in marks]
        return frozenset(set.intersection(*homes)) or NOBODY if homes else frozenset()


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words; one that ends in * stands for all that begin so."""
    longest_first = sorted(words, key=len, reverse=True)
    ways = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")
