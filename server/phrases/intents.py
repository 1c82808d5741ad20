"""Intents: what a text means that the streamer typed about what is going on, with no model to ask.

A moment by the phrases of a data file, and the words that the packs' own lines may share with it. Pure, but for the
file that is read once per language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from server.model.phrase import LANGUAGES, Language
from server.text.words import content_words, fold

FOLDER = Path(__file__).parent / "intents"
LONGEST = 4
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
class Intents:
    """The phrases of one language, by the moment that each means."""

    whole: Mapping[tuple[str, ...], str]
    stems: Mapping[tuple[str, ...], str]
    """Those whose last word may end in any way."""
    negations: frozenset[str]
    """Words that take away the meaning of what follows them."""
    lacks: frozenset[str]
    """Words that do so with what goes on, and not with what just happened: "no way we won"."""
    doubts: frozenset[str]
    """The other way round: who is almost there is on the way there."""
    situations: Mapping[str, tuple[str, ...]]
    """More words for what can go on in any game or talk, by the keys of `general.toml` and `chatting.toml`."""

    def moment(self, words: Sequence[str]) -> str | None:
        """The moment of the first and longest phrase in these words that nothing negates."""
        takes_away = self.negations | self.doubts
        for start in range(len(words)):
            if not takes_away.isdisjoint(words[max(0, start - NEGATES) : start]):
                continue
            for length in range(min(LONGEST, len(words) - start), 0, -1):
                phrase = tuple(words[start : start + length])
                found = self.whole.get(phrase) or next(
                    (m for stem in _stems(phrase) if (m := self.stems.get(stem))), None
                )
                if found is not None:
                    return found
        return None


def understand(text: str, language: Language) -> Meaning:
    """What a text of at most a line means."""
    words = typed_words(_YES.sub(" ", text) if language == "es" else text)
    return Meaning(load_intents(language).moment(words), content_words(text))


@lru_cache(len(LANGUAGES))
def load_intents(language: Language) -> Intents:
    """The phrases of a language, from our own file."""
    content = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    whole: dict[tuple[str, ...], str] = {}
    stems: dict[tuple[str, ...], str] = {}
    for moment, phrases in content["moments"].items():
        for phrase in phrases:
            into = stems if phrase.endswith("*") else whole
            into[typed_words(phrase)] = moment
    not_said = content["not"]
    return Intents(
        whole,
        stems,
        frozenset(map(fold, not_said["words"])),
        frozenset(map(fold, not_said["lacks"])),
        frozenset(map(fold, not_said["doubts"])),
        {key: tuple(phrases) for key, phrases in content["situations"].items()},
    )


def typed_words(text: str) -> tuple[str, ...]:
    """The words of a text as a hand in a hurry may type them: folded, no apostrophes, nothing stretched."""
    return tuple(_WORD.findall(_STRETCHED.sub(r"\1", _APOSTROPHES.sub("", fold(text)))))


def _stems(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase with every beginning of its last word."""
    *before, last = phrase
    return ((*before, last[:end]) for end in range(min(len(last), LONGEST_STEM), 0, -1))
