"""Nicknames: what friends call somebody, grown from the name as people do: "MurcianoSuelto" is "murciano".

Pure: the same name has the same nickname everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from server.model.phrase import Language
from server.phrases.community import NicknameWords
from server.text.words import digest, fold

FIRST_ELSEWHERE = 0.8
"""Share of nicknames that are the first part of a name, in languages that `FIRST` doesn't list."""
SHORTEST, LONGEST = 3, 8
"""Letters of a nickname: longer words are cut, shorter ones are no name."""
FIRST: Mapping[Language, float] = {"en": 0.65, "es": 0.88}
"""Chance that somebody is called by the first word of their name that is one: Spanish has its noun there."""
FOND = 0.14
"""Chance of a diminutive, in Spanish, of a short word that has one."""

LONGEST_WORD = 40
"""Characters of a word that are looked at: no name has more."""

_LEET = str.maketrans("013457", "oieast")
_LEET_INSIDE = re.compile(r"(?<=[A-Za-z])[013457](?=[A-Za-z])")
_FRAME = re.compile(r"^[xX]{2}_?(?=[A-Za-z0-9]{3})|(?<=[A-Za-z0-9]{3})_?[xX]{2}$")
_WORDS = re.compile(r"[A-ZÁÉÍÓÚÑ]+(?![a-záéíóúñ])|[A-ZÁÉÍÓÚÑ]?[a-záéíóúüñ]+")
_SYLLABLES = {
    "en": re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]"),
    "es": re.compile(r"[^aeiou]*[aeiou]+[^aeiou]+[aeiou]"),
}
"""As much of a long word as is said: "map" of maplefudge, "guille"."""
_FOND = re.compile(r"(?P<stem>.*[^aeiou])(?P<end>[oa])")
_SOFT = {"c": "qu", "g": "gu", "z": "c"}


def nickname(name: str, words: NicknameWords, language: Language, known: Set[str] = frozenset()) -> str:
    """What friends call them, in small letters; the whole name where nothing shorter is a name.

    `known` are words that names are joined of, by which one without capitals is taken apart: "coachtitan".
    """
    chance = digest(f"called {fold(name)}")
    parts = [part for part in _parts(name, words, known) if len(part) >= SHORTEST and part not in words.skip]
    if not parts:
        return "".join(character for character in fold(name) if character.isalpha()) or name
    is_first = len(parts) == 1 or chance % 1000 < 1000 * FIRST.get(language, FIRST_ELSEWHERE)
    chosen = parts[0] if is_first else parts[1 + chance % (len(parts) - 1)]
    if chosen in words.short:
        return words.short[chosen]
    if len(chosen) > LONGEST:
        cut = _cut(chosen, language)
        return cut if cut not in words.skip else chosen
    if language == "es" and len(chosen) <= 5 and (chance >> 10) % 1000 < 1000 * FOND:
        return _fond(chosen)
    return chosen


def _parts(name: str, words: NicknameWords, known: Set[str]) -> Iterator[str]:
    """The words of a name, folded: by lines, capitals and digits, else by the words that names are joined of."""
    plain = _FRAME.sub("", _LEET_INSIDE.sub(lambda match: match[0].translate(_LEET), name))
    for found in _WORDS.findall(plain):
        part = fold(found)
        yield from (part,) if part in words.short or part in known else _joined(part, words, known)


def _joined(part: str, words: NicknameWords, known: Set[str]) -> tuple[str, ...]:
    """The two words that a part is joined of, else the longest known one that it begins with, else the part."""
    for length in range(len(part) - 2, 1, -1):
        start, end = part[:length], part[length:]
        if start in known and end in known:
            return start, end
    for length in range(len(part) - SHORTEST, SHORTEST, -1):
        start, end = part[:length], part[length:]
        if start in known or start in words.skip:
            return (end,) if start in words.skip else (start,)
    return (part,)


def _cut(word: str, language: Language) -> str:
    found = _SYLLABLES.get(language, _SYLLABLES["es"]).match(word[:LONGEST_WORD])
    cut = found[0] if found is not None else word
    return cut if SHORTEST <= len(cut) <= LONGEST else word[: LONGEST - 3]


def _fond(word: str) -> str:
    """ "gato" is "gatito", "chico" is "chiquito"."""
    found = _FOND.fullmatch(word)
    if found is None:
        return word
    stem, end = found["stem"], found["end"]
    return f"{stem[:-1]}{_SOFT.get(stem[-1], stem[-1])}it{end}"
