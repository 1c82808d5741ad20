"""Find situation: which of a show's situations a text means, and which of their values it names, with no model to ask.

The words are those of the packs: a situation's label and what is `heard` of it, its sets of values and what it binds;
of the situations of any game also those of the intents. Whole words in a row, folded; the longest that fits at each
place. A slip of the keys is put right, and what a "not" stands before isn't meant. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from server.live.typo_correction import put_right
from server.phrases.intents import NEGATES, typed_words
from server.phrases.situation import Situation
from server.text.languages import OURS, facts_of

Understood = tuple[Situation, dict[str, str]]
"""A situation, and those of its values that the text names."""


ARTICLES: Final = frozenset(article for code in OURS for article in facts_of(code).articles)
"""Of the languages that come along."""


EXPLAINED = 0.4
"""Share of a text's letters that a word must be which is no name: the dog in "my dog is asleep" is no beast of the
game's."""


class _Strength(IntEnum):
    """What tells a situation from the others, where two of them have as many letters of a text."""

    BOUND = 1
    """Half of the situations have the same weapon: alone it says nothing."""
    BESIDE = 2
    """A value beside the first one of its set: the place where that boss is, not the boss."""
    MAIN = 3
    NAME = 4


class _Word(NamedTuple):
    """What some words in a row mean to a situation: its name, if `slot` is empty, or a value."""

    strength: _Strength
    slot: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a situation fits a text."""

    situation: Situation
    letters: int
    """Of the text, that it explains."""
    strength: _Strength
    """Of the best word."""
    values: Mapping[str, str]


def find_situation(
    text: str,
    situations: Sequence[Situation],
    *,
    names: Mapping[str, Sequence[str]] | None = None,
    negations: Set[str] = frozenset(),
    articles: Set[str] = ARTICLES,
) -> Understood | None:
    """What the text says is going on: of the situations that it names the one that explains most of its letters.

    None where it names none, or only what several of them share. `names` are more words for them, by their keys;
    `negations` take away the meaning of what follows them. A value may begin with one of the `articles` in the pack
    and without it in the text: "the catacombs", "el bastión".
    """
    words = typed_words(text)
    if not words:
        return None
    names = names or {}
    named = [(one, (one.label, *one.heard, *names.get(one.key, ()))) for one in situations]
    words = put_right(words, _name_words(named), _value_words(situations))
    words = tuple("" if _is_negated(words, place, negations) else word for place, word in enumerate(words))
    fits = [fit for one, called in named if (fit := _best(words, one, called, articles)) is not None]
    if not fits:
        return None
    best = max(fits, key=_rank)
    weak = best.strength <= _Strength.BESIDE
    shared = weak and sum(_rank(fit) == _rank(best) for fit in fits) > 1
    beside = weak and best.letters < EXPLAINED * sum(map(len, words))
    return None if shared or beside else (best.situation, dict(best.values))


def _rank(fit: _Fit) -> tuple[int, int]:
    return fit.letters, fit.strength


def _name_words(named: Iterable[tuple[Situation, Sequence[str]]]) -> frozenset[str]:
    return frozenset(word for _, called in named for name in called for word in typed_words(name))


def _value_words(situations: Iterable[Situation]) -> frozenset[str]:
    listed = (values for one in situations for some in (one.bind, *one.values) for values in some.values())
    return frozenset(word for values in listed for value in values for word in typed_words(value))


def _is_negated(words: Sequence[str], place: int, negations: Set[str]) -> bool:
    return not negations.isdisjoint(words[max(0, place - NEGATES) : place])


def _best(words: Sequence[str], situation: Situation, called: Sequence[str], articles: Set[str]) -> _Fit | None:
    """How well the situation fits, with the best of its sets of values: values of two sets don't go together."""
    said = frozenset(words)
    names = {name: _Word(_Strength.NAME) for name in map(typed_words, called)}
    names = {name: word for name, word in names.items() if name and said.issuperset(name)}
    bound = _named(said, situation.bind, articles, _Strength.BOUND, _Strength.BOUND)
    sets = [
        (_named(said, some, articles, _Strength.MAIN, _Strength.BESIDE), next(iter(some), ""))
        for some in situation.values
    ]
    fits = [
        (_fit(words, situation, _joined(bound | named, names)), main)
        for named, main in [({}, ""), *(one for one in sets if one[0])]
    ]
    # Which boss it is says more than where.
    best, _ = max(fits, key=lambda one: (one[1] in one[0].values, _rank(one[0])))
    return best if best.letters else None


def _named(
    said: frozenset[str],
    slots: Mapping[str, tuple[str, ...]],
    articles: Set[str],
    first: _Strength,
    others: _Strength,
) -> dict[tuple[str, ...], _Word]:
    """The values whose words are all among those that were `said`, by their words."""
    named: dict[tuple[str, ...], _Word] = {}
    for place, (slot, values) in enumerate(slots.items()):
        for value in values:
            for words in _spellings(value, articles):
                if words and said.issuperset(words):
                    named.setdefault(words, _Word(others if place else first, slot, value))
    return named


def _joined(
    values: Mapping[tuple[str, ...], _Word], names: Mapping[tuple[str, ...], _Word]
) -> dict[tuple[str, ...], _Word]:
    """The same words may be a name and a value too."""
    both = {name: word._replace(strength=_Strength.NAME) for name, word in values.items() if name in names}
    return {**values, **names, **both}


def _spellings(value: str, articles: Set[str]) -> Iterator[tuple[str, ...]]:
    words = typed_words(value)
    yield words
    if len(words) > 1 and words[0] in articles:
        yield words[1:]


def _fit(words: Sequence[str], situation: Situation, vocabulary: Mapping[tuple[str, ...], _Word]) -> _Fit:
    longest = max(map(len, vocabulary), default=0)
    letters, strength, values = 0, _Strength.BOUND, dict[str, str]()
    start = 0
    while start < len(words):
        for length in range(min(longest, len(words) - start), 0, -1):
            found = vocabulary.get(tuple(words[start : start + length]))
            if found is not None:
                letters += sum(map(len, words[start : start + length]))
                strength = max(strength, found.strength)
                if found.slot:
                    values.setdefault(found.slot, found.value)
                start += length
                break
        else:
            start += 1
    return _Fit(situation, letters, strength, values)
