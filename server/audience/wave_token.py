"""Wave token: the word that a wave is made of, and how others send it again: louder, longer, twice.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

import re
from random import Random

from server.text.words import is_emotes, is_laugh

LONGEST_TOKEN = 2
"""Words of a text that others send again."""
LONGEST = 24
"""Characters of a stretched word, at most."""
SHARES = {"as it is": 50, "longer": 16, "louder": 18, "quieter": 8, "again": 8}
"""How a text is sent again: how often of a hundred."""

_LAST_VOWEL = re.compile(r"([aeiouáéíóú])(?=[^\W\d_aeiouáéíóú]{0,3}$)", re.IGNORECASE)
_LAUGH_UNIT = re.compile(r"(ja|je|ha|he|lo|x|js)+", re.IGNORECASE)


def is_token(text: str) -> bool:
    """Whether a text is short enough for others to send it again."""
    return len(text.split()) <= LONGEST_TOKEN


def varied(text: str, random: Random) -> str:
    """A wave's word by another hand."""
    if is_emotes(text):
        return " ".join([text.split()[0]] * random.choices((1, 2, 3), (60, 28, 12))[0])
    way = random.choices(list(SHARES), list(SHARES.values()))[0]
    if way == "longer":
        return _longer(text, random)
    if way == "louder":
        return _longer(text, random).upper() if random.random() < 0.4 else text.upper()
    if way == "quieter":
        return text.lower()
    if way == "again" and " " not in text:
        return f"{text} {text}"
    return text


def _longer(text: str, random: Random) -> str:
    """Laughter goes on, a vowel is held."""
    if is_laugh(text) and (unit := _LAUGH_UNIT.match(text)) is not None:
        more = unit[1] * random.randint(1, 4)
        return (text[: unit.end()] + more + text[unit.end() :])[:LONGEST]
    match = _LAST_VOWEL.search(text)
    if match is None:
        return text
    return (text[: match.start()] + match[1] * random.randint(3, 8) + text[match.end() :])[:LONGEST]
