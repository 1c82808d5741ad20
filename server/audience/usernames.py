"""Usernames: of the crowd, none twice, none that hurts or belongs to somebody famous.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from random import Random
from typing import Protocol

from server.audience.name_shapes import shaped
from server.phrases.viewer_kinds import Origins

LONGEST = 25
"""Characters of a name (Twitch's own bound)."""
WHOLE = 0.45
"""Chance of a whole name, while there are any: more, and two crowds would know each other."""
GIVEN = 0.6
"""Chance of a name that the streamer gave, while there are any."""
SURE = 7
"""From so many letters on, a famous name is found inside another one too."""
TRIES = 400
"""Names that are made for one; hardly anybody needs five."""
_LEET = str.maketrans("013457", "oieast")


class NameParts(Protocol):
    """What names are made of; the packs fulfil it."""

    @property
    def whole(self) -> tuple[str, ...]: ...
    @property
    def starts(self) -> tuple[str, ...]: ...
    @property
    def ends(self) -> tuple[str, ...]: ...


class Blocked:
    """Names that nobody may have: offensive ones, and those of well-known streamers."""

    def __init__(self, inside: Iterable[str] = (), streamers: Iterable[str] = ()) -> None:
        self._inside = tuple(letters(part) for part in inside)
        self._streamers = frozenset(letters(name) for name in streamers)
        self._sure = tuple(name for name in self._streamers if len(name) >= SURE)

    def __contains__(self, name: object) -> bool:
        plain = letters(str(name))
        return (
            plain in self._streamers
            or any(part in plain for part in self._inside)
            or any(famous in plain for famous in self._sure)
        )


class UsernameGenerator:
    """Names without end for one crowd."""

    def __init__(
        self, parts: NameParts, origins: Origins, blocked: Blocked, random: Random, *, given: Sequence[str] = ()
    ) -> None:
        self._parts = parts
        self._origins = origins
        self._blocked = blocked
        self._random = random
        self._whole = list(parts.whole)
        random.shuffle(self._whole)
        self._given = list(given)
        random.shuffle(self._given)
        self._used: set[str] = set()

    def take(self, name: str) -> bool:
        """Keep a name for somebody who has it already; False if another one has."""
        folded = name.casefold()
        if folded in self._used:
            return False
        self._used.add(folded)
        return True

    def next(self, region: str = "") -> str:
        """A name that nobody has, and that somebody from `region` could have; or one that the streamer gave."""
        while self._given and self._random.random() < GIVEN:
            name = self._given.pop()
            if self.take(name):
                return name
        for _ in range(TRIES):
            name = self._name(region)
            if len(name) <= LONGEST and self._suits(name, region) and name not in self._blocked and self.take(name):
                return name
        # Nothing of the parts will do: patterns that claim every name for one region, or a crowd that used them up.
        while not self.take(name := f"viewer{self._random.randint(1_000, 9_999_999)}"):
            pass
        return name

    def _suits(self, name: str, region: str) -> bool:
        found = self._origins.of_name(name)
        return not found or not region or region in found

    def _name(self, region: str) -> str:
        if self._whole and self._random.random() < WHOLE:
            for place in range(len(self._whole) - 1, -1, -1):
                if self._suits(self._whole[place], region):
                    return self._whole.pop(place)
        return shaped(self._random.choice(self._parts.starts), self._random.choice(self._parts.ends), self._random)


def letters(name: str) -> str:
    """What a name says when read fast."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_LEET)
    return "".join(character for character in plain if character.isalpha() and not unicodedata.combining(character))
