"""Proper names: those of a game that its situations bind: bosses, places, people, clubs.

A chat knows two or three in half an hour. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from server.phrases.pack import Pack
from server.text.words import ROOMY

KINDS = frozenset({"foe", "rival", "place", "person", "team"})
"""Kinds of values that are names: of a boss, a place or a person."""
SHORTEST = 4
"""Letters from which a name is looked for: shorter ones are words as well."""
ARTICLE = re.compile(r"(?:the|an?|my|your|this|that|el|la|los|las|al|del|un|una|mi|tu|ese|esa) ")
"""What has an article is a thing, not a name: the hospital."""


@lru_cache(256)
def proper_names(pack: Pack) -> frozenset[str]:
    """The names in a pack, without capitals."""
    return frozenset(
        value.casefold()
        for situation in pack.situations.values()
        for kind, name in situation.kinds
        if kind in KINDS
        for some in (*situation.values, situation.bind)
        for value in some.get(name, ())
        if len(value) >= SHORTEST and not ARTICLE.match(value.casefold())
    )


class NamesSaid:
    """Finds the names of a game in what is said."""

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(names, key=len, reverse=True)
        self._any = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if longest_first else None
        )
        self.of = lru_cache(ROOMY)(self._find)

    def _find(self, text: str) -> frozenset[str]:
        return frozenset(self._any.findall(text.casefold())) if self._any is not None else frozenset()


@lru_cache(256)
def names_said(pack: Pack) -> NamesSaid:
    """Finds a pack's names in what is said; one for all shows of the game."""
    return NamesSaid(proper_names(pack))
