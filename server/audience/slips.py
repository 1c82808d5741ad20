"""Slips: what goes wrong under the fingers: a neighbour key, two letters swapped, a lost accent, two words in one.

What a hand does every time is in `typing_style`; this is what it didn't mean. Some put the word right in their next
message ("*boss"), which real chats do in .3 % of all messages.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from server.audience.typing_style import without_accents
from server.audience.viewer import Habits
from server.text.words import is_emote, is_laugh

SHORTEST = 4
"""Letters of a word in which a slip is seen as one: in shorter ones it makes another word."""
CORRECTED = 0.16
"""Of the slips that leave a wrong word, those that are put right in the next message."""
KINDS = (("neighbour", 28), ("swapped", 24), ("dropped", 18), ("doubled", 8), ("accent", 10), ("merged", 12))
"""Weights of the kinds of slips."""

_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
"""The letters of the layouts of the United States and of Spain: they differ in the last of the middle row."""
_STRETCH = re.compile(r"(.)\1\1")


def _beside() -> dict[str, str]:
    """The keys that touch each key: left and right, and those of the rows above and below."""
    places = {letter: (row, place) for row, letters in enumerate(_ROWS) for place, letter in enumerate(letters)}
    return {
        letter: "".join(
            other
            for other, (there, at) in places.items()
            if other != letter
            and ((there == row and abs(at - place) == 1) or (there - row == 1 and 0 <= place - at <= 1)
                 or (row - there == 1 and 0 <= at - place <= 1))
        )
        for letter, (row, place) in places.items()
    }  # fmt: skip


_NEIGHBOURS = _beside()


def slip(text: str, habits: Habits, random: Random) -> tuple[str, str | None]:
    """A typed line with the slip that this hand makes now and then, and the word put right, to be sent next.

    Nearly always the text as it is, and None. One slip a line at most; emotes, @names, laughter, stretched words and
    what holds digits or capitals inside are left alone. Each word that could slip adds to the chance.
    """
    if not habits.slips:
        return text, None
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if _may_slip(word)]
    if not places or random.random() >= 1 - (1 - habits.slips) ** len(places):
        return text, None
    names, weights = zip(*KINDS, strict=True)
    kind = random.choices(names, weights)[0]
    place = random.choice(places)
    word = words[place]
    if kind == "merged":
        if place + 1 < len(words) and _may_slip(words[place + 1], shortest=2):
            words[place : place + 2] = [word + words[place + 1]]
        return " ".join(words), None
    if kind == "accent":
        words[place] = without_accents(word)
        return " ".join(words), None
    words[place] = _SLIPS[kind](word, random)
    if words[place] == word or random.random() >= CORRECTED:
        return " ".join(words), None
    right = word.strip(".,!?¿¡")
    return " ".join(words), f"*{right}" if habits.star_first else f"{right}*"


def _may_slip(word: str, *, shortest: int = SHORTEST) -> bool:
    bare = word.strip(".,!?¿¡")
    return (
        len(bare) >= shortest
        and bare.isalpha()
        and (bare.islower() or bare.istitle())
        and not (is_emote(bare) or is_laugh(bare) or _STRETCH.search(bare))
    )


def _inside(word: str, random: Random, *, last: int) -> int:
    """A place in the word that isn't its first letter, which the eye watches, nor one of its `last`."""
    return random.randrange(1, max(2, len(word.rstrip(".,!?")) - last))


def _neighbour(word: str, random: Random) -> str:
    place = _inside(word, random, last=0)
    keys = _NEIGHBOURS.get(word[place], word[place])
    return word[:place] + random.choice(keys) + word[place + 1 :]


def _swapped(word: str, random: Random) -> str:
    place = _inside(word, random, last=1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _dropped(word: str, random: Random) -> str:
    place = _inside(word, random, last=1)
    return word[:place] + word[place + 1 :]


def _doubled(word: str, random: Random) -> str:
    place = _inside(word, random, last=0)
    return word[:place] + word[place] + word[place:]


_SLIPS: dict[str, Callable[[str, Random], str]] = {
    "neighbour": _neighbour,
    "swapped": _swapped,
    "dropped": _dropped,
    "doubled": _doubled,
}
