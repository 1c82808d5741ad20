"""Viewer kinds: what kinds of viewers there are, where they come from and how one types there.

Read from a language's `viewers.toml`; `docs/viewers.md` describes the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

from server.model.phrase import Mood
from server.model.section import Section
from server.phrases.pack_error import PackError
from server.text.bounded import Unreadable, read_toml
from server.text.invalid import Invalid
from server.text.words import ROOMY, fold

Relation = Literal["knows", "new", "other"]
"""To the game: knows it by heart, sees it for the first time, or would rather watch another one."""

Common = Literal["react", "agree", "disagree", "laugh", "ask"]
"""Kinds of words that everybody types all evening: at what is on screen, or under somebody's line."""

LONGEST_FILE = 256 * 1_024
"""Bytes; our largest has 10,000."""

_PLAIN = re.compile(r"\^?[\w.\-]{1,25}\$?")


def _word(text: str) -> str:
    """What may stand among words: one that can be found, perhaps with * for any ending."""
    word = " ".join(text.casefold().split())
    if not word.strip("* ") or "*" in word[:-1] or len(word) > 40 or not word.isprintable():
        raise Invalid("BAD_VALUE", f"{text[:40]!r} isn't a word; * stands for any ending, and only there")
    return word


def _mark(text: str) -> str:
    """A part of a name: plain text, since a stranger's pattern could take longer than a show lasts."""
    if not _PLAIN.fullmatch(text):
        raise Invalid("BAD_VALUE", f"{text[:40]!r} isn't a part of a name; ^ stands for its beginning, $ for its end")
    return fold(text)


def _shortening(short: Mapping[str, str]) -> Mapping[str, str]:
    return {_word(word): put for word, put in short.items()}


_Factor = Annotated[float, Field(gt=0, le=20)]
_Text = Annotated[str, Field(min_length=1, max_length=40)]
_Facts = Annotated[
    Mapping[
        Annotated[str, Field(pattern=r"^my_[a-z0-9_]{1,30}$")],
        Annotated[tuple[Annotated[str, Field(min_length=1, max_length=60)], ...], Field(min_length=1, max_length=200)],
    ],
    Field(max_length=60),
]
_Short = Annotated[Mapping[_Text, _Text], Field(max_length=500), AfterValidator(_shortening)]


class ViewerKind(Section):
    """A kind of viewer: how it differs from people at large. Two kinds make a character: "loud", "funny"."""

    called: tuple[_Text, ...] = Field(
        min_length=1, max_length=50, description="The words for it; the first is its name."
    )
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


Varying = Literal[
    "words", "talkers", "capital", "stop", "stretch", "marks", "brief", "at", "echo", "emote_words", "emotes", "laughs"
]


class Typing(Section):
    """How people type in one language, as factors beside what was measured over all."""

    words: _Factor = 1.0
    talkers: float = Field(0.0, ge=0, le=1, description="Share of people who write at length.")
    reactions: _Factor = Field(1.0, description="On the words of a reaction.")
    capital: _Factor = 1.0
    stop: _Factor = 1.0
    stretch: _Factor = 1.0
    marks: _Factor = Field(1.0, description="On question and exclamation marks.")
    exclaim: _Factor = Field(1.0, description="On exclamation marks alone.")
    brief: float = Field(0.0, ge=0, le=1, description="Share of reactions that are one common word.")
    at: _Factor = 1.0
    echo: _Factor = 1.0
    takes_up: _Factor = Field(1.0, description="On how often a line has a word that somebody just used.")
    emote_words: float = Field(0.0, ge=0, le=1, description="Share of the emotes that have a word with them.")
    emotes: _Factor = Field(1.0, description="On how often a line ends with an emote.")
    laughs: _Factor = Field(1.0, description="On how often a word under somebody's line is a laugh.")
    spread: Mapping[Varying, Annotated[float, Field(ge=0, le=1)]] = Field(
        {}, description="By how much channels differ in a factor: the deviation of its logarithm."
    )


class Region(Section):
    """Where people come from, and the words that give it away."""

    share: float = Field(gt=0, le=1_000)
    words: tuple[Annotated[str, AfterValidator(_word)], ...] = Field((), max_length=500)
    names: tuple[Annotated[str, AfterValidator(_mark)], ...] = Field((), max_length=500)
    short: _Short = Field({})
    facts: _Facts = Field({}, description="What is so of who is from there, instead of what is so of anybody.")

    def claims(self, name: str) -> bool:
        """Whether a name, folded, comes from here."""
        return any(_has(name, mark) for mark in self.names)


def _has(name: str, mark: str) -> bool:
    text = mark.strip("^$")
    if mark.startswith("^"):
        return name == text if mark.endswith("$") else name.startswith(text)
    return name.endswith(text) if mark.endswith("$") else text in name


class _File(Section):
    typing: Typing = Typing()
    regions: Mapping[_Text, Region] = Field({}, max_length=50)
    kinds: tuple[ViewerKind, ...] = Field((), max_length=200)
    short: _Short = Field({})
    apostrophes: _Short = Field({})
    emotes: Mapping[Mood, Annotated[tuple[_Text, ...], Field(min_length=1, max_length=200)]] = {}
    facts: _Facts = Field({})
    common: Mapping[Common, Annotated[tuple[_Text, ...], Field(min_length=1, max_length=200)]] = {}


@dataclass(frozen=True, slots=True)
class ViewerKinds:
    """The kinds of viewers of one language."""

    regions: Mapping[str, Region] = field(default_factory=dict)
    kinds: tuple[ViewerKind, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict)
    """Words and what is typed in their place by those who can't be bothered."""
    emotes: Mapping[Mood, tuple[str, ...]] = field(default_factory=dict)
    """What goes at the end of a line of that mood."""
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What can be so of a viewer, by the name that stands in a line for it."""
    typing: Typing = field(default_factory=Typing)
    common: Mapping[Common, tuple[str, ...]] = field(default_factory=dict)
    """What everybody types all evening, of each kind the commonest first."""
    apostrophes: Mapping[str, str] = field(default_factory=dict)
    """Words that the packs write without their apostrophe, and how most people type them."""

    @property
    def homes(self) -> list[str]:
        """Regions that a chat can be from: those that one hears."""
        return [name for name, region in self.regions.items() if region.words]

    def facts_of(self, region: str) -> Mapping[str, tuple[str, ...]]:
        """What can be so of a viewer from there."""
        own = self.regions[region].facts if region in self.regions else {}
        return {**self.facts, **own} if own else self.facts

    def with_more(self, other: ViewerKinds) -> ViewerKinds:
        """These people, and the streamer's own kinds: one of the same name takes the place of ours."""
        names = {kind.called[0] for kind in other.kinds}
        kept = tuple(kind for kind in self.kinds if kind.called[0] not in names)
        return ViewerKinds(
            {**self.regions, **other.regions},
            kept + other.kinds,
            {**self.short, **other.short},
            {**self.emotes, **other.emotes},
            {**self.facts, **other.facts},
            other.typing if other.typing != Typing() else self.typing,
            {**self.common, **other.common},
            {**self.apostrophes, **other.apostrophes},
        )

    def kinds_of(self, character: str) -> list[ViewerKind]:
        """The kinds that the words of a character name; words that we don't know say nothing."""
        words = {fold(word) for word in re.findall(r"\w+", character)}
        return [kind for kind in self.kinds if words & {fold(called) for called in kind.called}]


def read_people(path: Path) -> ViewerKinds:
    """Read a `viewers.toml`. Raises `PackError`."""
    try:
        found = _File.model_validate(read_toml(path, LONGEST_FILE))
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part)[:40] for part in first["loc"])
        raise PackError(path, None, f"{key}: {first['msg'].removeprefix('Value error, ')}") from None
    return ViewerKinds(
        *(found.regions, found.kinds, found.short, found.emotes, found.facts, found.typing),
        *(found.common, found.apostrophes),
    )


def read_blocked(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of user names, and the names of streamers, that no viewer may have."""
    content = read_toml(path, LONGEST_FILE)
    return tuple(content["inside"]), tuple(content["streamers"])


_STRETCHED = re.compile(r"(\w)\1{2,}")

NOBODY = frozenset({"nobody"})
"""Where a line comes from that speaks like two countries at once."""


class Origins:
    """Tells from a text which regions its writer may be from."""

    def __init__(self, regions: Mapping[str, Region]) -> None:
        self.shares = {name: region.share for name, region in regions.items()}
        self._words = {name: _any_of(region.words) for name, region in regions.items() if region.words}
        self._any = _any_of([word for region in regions.values() for word in region.words]) if self._words else None
        self._regions = {name: region for name, region in regions.items() if region.names}
        self._of = lru_cache(ROOMY)(self._find)

    def of(self, text: str) -> frozenset[str]:
        """The regions where one says that; empty where everybody does."""
        return self._of(text)

    def of_name(self, name: str) -> frozenset[str]:
        """The regions that a name gives away; empty when none."""
        folded = fold(name)
        return frozenset(name for name, region in self._regions.items() if region.claims(folded))

    def marks(self, text: str) -> frozenset[str]:
        """The words of a text that give away where one says that."""
        if self._any is None:
            return frozenset()
        folded = text.casefold()
        plain = _STRETCHED.sub(r"\1", folded)  # "chaleeee" gives away what "chale" does
        return frozenset(match[0] for read in {folded, plain} for match in self._any.finditer(read))

    def suits(self, text: str, region: str) -> bool:
        """Whether a viewer from that region would use these words."""
        found = self.of(text)
        return not found or region in found

    def _find(self, text: str) -> frozenset[str]:
        marks = self.marks(text)
        homes = [{region for region, words in self._words.items() if words.fullmatch(mark)} for mark in marks]
        return frozenset(set.intersection(*homes)) or NOBODY if homes else frozenset()


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words; one that ends in * stands for all that begin so."""
    longest_first = sorted(words, key=len, reverse=True)
    ways = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")
