"""Common words: what everybody types all evening: "xd", "lol", "yeah". A few of them make most of a chat's short lines.

The place of a word in its language's list says how common it is. A channel leans to some of them, the same every
evening, and each viewer has one of a kind that is theirs: who laughs "jsjs" does so all evening.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import exp
from random import Random

from server.audience.viewer import Viewer
from server.phrases.viewer_kinds import Common, ViewerKinds

TAIL = 1.0
"""Exponent on the place of a word: 1 is Zipf's law."""
LEAN = 0.7
"""How much channels lean to different words: the deviation of the logarithm of their weights."""
TRIES = 6
"""Words that are tried for one that suits."""
HABIT = 0.4
"""Chance that somebody types the word that is theirs."""


class CommonWords:
    """The common words of one channel."""

    def __init__(self, people: ViewerKinds, channel: str) -> None:
        """`channel` is whatever tells channels apart."""
        self._channel = channel
        self._words: dict[Common, tuple[Sequence[str], Sequence[float]]] = {}
        """The words of each kind, and their weights, added up."""
        for kind, words in people.common.items():
            seeded = Random(zlib.crc32(f"{channel}/common/{kind}".encode()))
            weights = [exp(LEAN * seeded.gauss(0, 1)) / (place + 1) ** TAIL for place in range(len(words))]
            self._words[kind] = words, list(accumulate(weights))

    def draw(self, kind: Common, viewer: Viewer, suits: Callable[[str], bool], random: Random) -> str | None:
        """A word of that kind, as that viewer would type it; `suits` tells which they would. None: there is none."""
        words = self._words.get(kind)
        if words is None:
            return None
        chooser = random
        if random.random() < HABIT:
            chooser = Random(zlib.crc32(f"{self._channel}/{kind}/{viewer.name.casefold()}".encode()))
        drawn = chooser.choices(words[0], cum_weights=words[1], k=TRIES)
        return next((word for word in drawn if suits(word)), None)
