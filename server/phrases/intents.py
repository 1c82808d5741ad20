"""Intents: what a text means that the streamer typed about what is going on, with no model to ask.

A moment by the phrases of a language's `intents.toml`, and the words that the packs' own lines may share with it.
Pure, but for the file that is read once per language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.model.phrase import Language
from server.phrases.pack_error import PackError
from server.text.bounded import Unreadable, load_toml, read_text
from server.text.languages import facts_of
from server.text.words import content_words, fold

LONGEST_FILE = 256 * 1_024
"""Bytes; our largest has 3,000."""
TABLES = frozenset({"moments", "not", "situations", "question"})
LONGEST = 6
"""Words of the longest phrase in a file."""
LONGEST_STEM = 40
"""Characters of the beginning of a word in a file; none has half as many."""
NEGATES = 2
"""Words before a phrase in which a "not" takes its meaning away."""

_WORD = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
"""goooool is a goal."""
_APOSTROPHES = re.compile(r"['’]")
_YES = re.compile(r"\bsí\b|\bsi(?= ?[,.!])", re.IGNORECASE)
"""A yes in Spanish, which without its accent is an if."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was understood of a text."""

    moment: str | None
    """What just happened, if anything did."""
    words: frozenset[str]
    """What it is about: content words, folded."""


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """A phrase among the words of a text."""

    means: str
    start: int
    """The place of its first word."""
    length: int
    """In words."""


@dataclass(frozen=True, slots=True)
class Intents:
    """The phrases of one language, by the moment that each means."""

    whole: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    stems: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """Those whose last word may end in any way."""
    negations: frozenset[str] = frozenset()
    """Words that take away the meaning of what follows them."""
    lacks: frozenset[str] = frozenset()
    """Words that deny a situation, but not a moment: "no way we won"."""
    doubts: frozenset[str] = frozenset()
    """The other way round: who is almost there is on the way there."""
    situations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """More words for what can go on in any game or talk, by the keys of `general.toml` and `chatting.toml`."""
    articles: frozenset[str] = frozenset()
    """Of the language: the name of a value may be typed without one."""
    language: Language = "en"

    def moment(self, words: Sequence[str]) -> str | None:
        """The moment of the first and longest phrase in these words that nothing negates."""
        found = self.find(words)
        return found.means if found is not None else None

    def find(self, words: Sequence[str]) -> FoundPhrase | None:
        """That phrase, and where it stands."""
        takes_away = self.negations | self.doubts
        for start in range(len(words)):
            if not takes_away.isdisjoint(words[max(0, start - NEGATES) : start]):
                continue
            for length in range(min(LONGEST, len(words) - start), 0, -1):
                phrase = tuple(words[start : start + length])
                means = self.whole.get(phrase) or next(
                    (m for stem in _stems(phrase) if (m := self.stems.get(stem))), None
                )
                if means is not None:
                    return FoundPhrase(means, start, length)
        return None


def understand(text: str, intents: Intents) -> Meaning:
    """What a text of at most a line means, by the phrases of its language."""
    words = typed_words(_YES.sub(" ", text) if intents.language == "es" else text)
    return Meaning(intents.moment(words), content_words(text))


def read_intents(path: Path) -> Intents:
    """Read an `intents.toml`. Raises `PackError`."""
    try:
        content = load_toml(read_text(path, LONGEST_FILE))
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    if unknown := set(content) - TABLES:
        raise PackError(path, None, f"unknown table {min(unknown)}; there are: {', '.join(sorted(TABLES))}")
    whole, stems = read_phrases(path, _table(path, content, "moments"), "moments")
    not_said, situations = _table(path, content, "not"), _table(path, content, "situations")
    negations, lacks, doubts = (
        frozenset(map(fold, _texts(path, f"not.{key}", not_said.get(key, [])))) for key in ("words", "lacks", "doubts")
    )
    named = {key: tuple(_texts(path, f"situations.{key}", phrases)) for key, phrases in situations.items()}
    articles = facts_of(path.parent.name).articles
    return Intents(whole, stems, negations, lacks, doubts, named, articles, path.parent.name)


def read_phrases(
    path: Path, meant: Mapping[str, Any], table: str
) -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str]]:
    """Phrases by what each means: whole ones, and those whose last word may end in any way. Raises `PackError`."""
    whole: dict[tuple[str, ...], str] = {}
    stems: dict[tuple[str, ...], str] = {}
    for means, phrases in meant.items():
        for phrase in _texts(path, f"{table}.{means}", phrases):
            words = typed_words(phrase)
            if not 1 <= len(words) <= LONGEST or len(words[-1]) > LONGEST_STEM:
                raise PackError(path, None, f"{table}.{means}: {phrase[:40]!r} has 1 to {LONGEST} words")
            into = stems if phrase.endswith("*") else whole
            into[words] = means
    return whole, stems


def _table(path: Path, content: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = content.get(name, {})
    if not isinstance(found, dict):
        raise PackError(path, None, f"{name} is a table: [{name}]")
    return found


def _texts(path: Path, key: str, listed: Any) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise PackError(path, None, f"{key} is a list of texts")
    return listed


def typed_words(text: str) -> tuple[str, ...]:
    """The words of a text as a hand in a hurry may type them: folded, no apostrophes, nothing stretched."""
    return tuple(_WORD.findall(_STRETCHED.sub(r"\1", _APOSTROPHES.sub("", fold(text)))))


def _stems(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase with every beginning of its last word."""
    *before, last = phrase
    return ((*before, last[:end]) for end in range(min(len(last), LONGEST_STEM), 0, -1))
