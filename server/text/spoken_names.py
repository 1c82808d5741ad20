"""Spoken names: names among the words of a transcript, as recognizers mishear them. Pure.

A viewer is called by a part of their name, a boss as somebody who never read the name would write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set

from rapidfuzz.distance import Indel, Levenshtein

from server.text.words import fold

SHORTEST, SHORTEST_MISHEARD = 4, 6
"""Letters of a name that is listened for, and of one that may be misheard: a shorter one would be found in any talk."""
MOST_WORDS = 4
"""Words of a transcript that may be one name: "luna pixel tv"."""
LEAST = 0.66
"""Share of the letters in place below which two spellings aren't compared any further."""
ALIKE = 0.84
"""From that likeness on two spellings are one name (1 is equal)."""
ALIKE_SOUND = 0.7
"""The same where the consonants are equal: vowels are what is misheard first."""

_LEET = str.maketrans("013457", "oieast")
_LEET_INSIDE = re.compile(r"(?<=[A-Za-z])[013457](?=[A-Za-z])")
_FRAME = re.compile(r"^[xX]{2}_?(?=[A-Za-z0-9]{3})|(?<=[A-Za-z0-9]{3})_?[xX]{2}$")
_PARTS = re.compile(r"[A-ZÁÉÍÓÚÑ]{1,25}(?![a-záéíóúñ])|[A-ZÁÉÍÓÚÑ]?[a-záéíóúüñ]{1,25}")
_ORNAMENTS = frozenset(("xx", "tv", "ttv", "yt", "ok", "uwu", "owo", "gg", "hd", "el", "la", "the", "mr", "itz", "its"))
"""Parts of names that nobody says."""
_SOUNDS = str.maketrans({"v": "b", "z": "s", "c": "k", "q": "k", "y": "i", "w": "u", "h": ""})
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")


def spoken_forms(name: str) -> tuple[str, ...]:
    """How a name of a chat is said, folded and without spaces: all of it, and the word that it begins with."""
    plain = _FRAME.sub("", _LEET_INSIDE.sub(lambda match: match[0].translate(_LEET), name))
    parts = [fold(part) for part in _PARTS.findall(plain)]
    parts = [part for part in parts if part not in _ORNAMENTS] or parts
    whole = "".join(parts)
    return tuple(dict.fromkeys(form for form in (whole, *parts[:1]) if len(form) >= SHORTEST))


def find_spoken(words: Sequence[str], names: Iterable[str], *, ordinary: Set[str]) -> str | None:
    """Which of these names of viewers is said among the words of a transcript, folded; None if none is.

    A single word that is an `ordinary` one of the language is no name. A part that two viewers share is neither's.
    """
    forms: dict[str, str | None] = {}
    for name in names:
        for form in spoken_forms(name):
            forms[form] = None if forms.get(form, name) != name else name
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            said = "".join(words[start : start + length])
            if len(said) < SHORTEST or (length == 1 and said in ordinary):
                continue
            found = forms.get(said) or _nearest(said, forms)
            if found is not None:
                return found
    return None


def put_names_right(words: Sequence[str], names: Iterable[str], *, ordinary: Set[str]) -> list[str]:
    """The words of a transcript, folded, those that are a misheard one of these names put right: "melania" is Malenia.

    `names` are single words, folded.
    """
    known = [name for name in dict.fromkeys(names) if len(name) >= SHORTEST_MISHEARD]
    by_name: Mapping[str, str] = dict(zip(known, known, strict=True))
    return [
        word
        if word in by_name or len(word) < SHORTEST_MISHEARD - 1 or word in ordinary
        else _nearest(word, by_name) or word
        for word in words
    ]


def _nearest(said: str, forms: Mapping[str, str | None]) -> str | None:
    """What is meant by the one form that is near enough; None where none is, or two are as near."""
    if len(said) < SHORTEST_MISHEARD - 1:
        return None
    near: dict[str, float] = {}
    for form in forms:
        if len(form) >= SHORTEST_MISHEARD and abs(len(form) - len(said)) <= 2:
            likeness = Levenshtein.normalized_similarity(said, form, score_cutoff=LEAST)
            if likeness and _is_near(said, form, likeness):
                near[form] = likeness
    if not near:
        return None
    best = max(near.values())
    found = {forms[form] for form, likeness in near.items() if likeness == best}
    return found.pop() if len(found) == 1 else None


def _is_near(said: str, form: str, likeness: float) -> bool:
    if Indel.normalized_similarity(said, form) >= ALIKE:
        return True
    return likeness >= ALIKE_SOUND and _sound(said) == _sound(form)


def _sound(word: str) -> str:
    """What stays of a word whoever writes it down: its consonants, those that sound alike being one."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word.translate(_SOUNDS)))
