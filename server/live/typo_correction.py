"""Typed slips: words that a hand in a hurry missed by one key, put right by a vocabulary. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from rapidfuzz.distance import DamerauLevenshtein

SHORTEST = 6
"""Letters of a word that can be missed by a key: of shorter ones, one key makes too many other words."""


def put_right(words: Sequence[str], names: Set[str], values: Set[str]) -> tuple[str, ...]:
    """The words, those one key off a word of the vocabulary put right.

    Of `values`, proper names mostly, any one key: missed, doubled, swapped, or another one. Of `names`, which are
    words of the language, another letter is another word ("bottle", "exploding"), so that isn't a slip there. None
    where two words of the vocabulary are as near.
    """
    known = names | values
    return tuple(
        word if word in known or len(word) < SHORTEST - 1 else _meant(word, names, values) or word for word in words
    )


def _meant(word: str, names: Set[str], values: Set[str]) -> str | None:
    near = set(_near(word, values)) | {one for one in _near(word, names) if not _is_replaced(word, one)}
    return near.pop() if len(near) == 1 else None


def _near(word: str, among: Iterable[str]) -> Iterable[str]:
    """Those one key off, with the same first letter, which hardly anybody misses."""
    return (
        one
        for one in among
        if one[0] == word[0]
        and len(one) >= SHORTEST
        and abs(len(one) - len(word)) <= 1
        and DamerauLevenshtein.distance(word, one, score_cutoff=1) == 1
    )


def _is_replaced(word: str, other: str) -> bool:
    """Whether another letter stands in the place of one; two letters swapped are still the same letters."""
    return len(word) == len(other) and sorted(word) != sorted(other)
