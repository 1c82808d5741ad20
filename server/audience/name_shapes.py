"""Name shapes: how people join the parts of a name: capitals, a line between, digits, leet, and names that are noise.

The shares are what real chats show: a capital in half of the names, a line in 15 %, one at the end in 2 %, three digits
or more in 8 %, no dots (Twitch allows none).

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

NOISE = 0.09
"""Names that say nothing: "xnim", "Zzrt77"."""
SINGLE = 0.16
"""Names of one word."""
LEET = 0.035
"""Names with digits in place of letters."""
WRAPPED = 0.012
"""Names in a frame, as they were in 2009: "xXshadowXx"."""
LINE, LINE_AT_END = 0.13, 0.022
"""Names with a line between their words, and with one at their end."""
DIGITS, DIGITS_OF_ONE = 0.2, 0.42
"""Names that end with digits: of several words, and of one, which was taken already."""
SHORTEST_SINGLE = 5
"""Letters of a name of one word without digits; shorter ones were gone in a week."""
ALL_CAPS = 0.02
"""Names in capitals alone."""
CAPITALS = (0.46, 0.76, 1.0)
"""Cumulative: no capital, one at each word, one at the beginning."""
_FRAMES = (("xX", "Xx"), ("x", "x"), ("xx", "xx"), ("Xx_", "_xX"))
_LEET = (("o", "0"), ("e", "3"), ("a", "4"), ("i", "1"), ("s", "5"), ("t", "7"))
_ONSETS = (*"bcdfghjklmnprstvwxyz", "zz", "kr", "th", "sk", "gr", "vl", "xn", "dr", "br", "qu", "sh", "tr")
_VOWELS = (*"aeiou", *"aeio", "y", "ee", "oo", "ai")
_CODAS = ("", "", "n", "m", "r", "x", "k", "l", "s", "z", "rt", "sh", "nd", "th", "v", "ck")


def shaped(start: str, end: str, random: Random) -> str:
    """A name of two parts, or of one of them, or of none, in some shape."""
    kind = random.random()
    if kind < NOISE:
        return noise(random)
    words = [word for part in (start, end) for word in part.split("_") if word]
    one = random.random() < SINGLE
    if one:
        words = [random.choice(words)]
    with_digits = random.random() < (DIGITS_OF_ONE if one else DIGITS)
    digits = number(random) if with_digits or len("".join(words)) < SHORTEST_SINGLE else ""
    name = joined(words, random)
    chance = random.random()
    if chance < WRAPPED and not digits:
        before, after = random.choice(_FRAMES)
        return f"{before}{name}{after}"
    if chance < WRAPPED + LEET:
        return leet(name, random) + (digits if len(digits) < 2 else "")
    if chance > 1 - LINE_AT_END:
        return f"{name}{digits}_"
    return f"{name}{digits}"


def joined(words: Sequence[str], random: Random) -> str:
    """The words in one: with capitals or without, with a line between them or without."""
    chance = random.random()
    none, each, _ = CAPITALS
    if chance >= each:
        words = [words[0][:1].upper() + words[0][1:], *words[1:]]
    elif chance >= none:
        words = [word[:1].upper() + word[1:] for word in words]
    elif len(words) == 1 and chance < ALL_CAPS:
        words = [words[0].upper()]
    return ("_" if random.random() < LINE / (1 - SINGLE) / (1 - NOISE) else "").join(words)


def number(random: Random) -> str:
    """A year of birth, a lucky number, what was still free."""
    kind = random.random()
    if kind < 0.28:
        return f"{random.randint(85, 109) % 100:02d}"
    if kind < 0.56:
        return str(random.randint(1, 99))
    if kind < 0.66:
        return random.choice(("7", "1", "2", "13", "21", "22", "42", "64", "69", "77", "88", "99"))
    if kind < 0.86:
        return str(random.randint(1985, 2009))
    return str(random.choice((123, 101, 117, 420, 777, 360, random.randint(100, 999), random.randint(1_000, 9_999))))


def leet(name: str, random: Random) -> str:
    """One or two letters of it as digits; the first letter stays."""
    found = name
    for letter, digit in random.sample(_LEET, 3):
        if letter in found[1:] and sum(character.isdigit() for character in found) < 2:
            found = found[0] + found[1:].replace(letter, digit, 1)
    return found


def noise(random: Random) -> str:
    """A name that is no word: it was free, or it is somebody's from another game."""
    syllables = random.choice((1, 2, 2, 2, 3))
    name = "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables)) + random.choice(_CODAS)
    if random.random() < 0.25:
        name = "".join(letter for letter in name if letter not in "aeiou") or name
    if random.random() < 0.5:
        name = name.capitalize()
    return name + number(random) if len(name) < 4 or random.random() < 0.25 else name
