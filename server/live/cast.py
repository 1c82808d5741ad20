"""Cast: what a channel's crowd is made of, from the packs and from what the streamer gave."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from server.audience.casting import Cast
from server.audience.names import Blocked
from server.mine import Mine
from server.phrases.people import Origins
from server.phrases.phrase import Language
from server.phrases.shelf import Shelf


def cast_of(shelf: Shelf, language: Language, mine: Mine | None = None) -> Cast:
    """The names and kinds of people of a language, and the streamer's own names."""
    cast = _cast_of(shelf, language)
    return replace(cast, given=mine.names) if mine is not None and mine.names else cast


@lru_cache(8)
def _cast_of(shelf: Shelf, language: Language) -> Cast:
    # The same for every room of the server: patterns and lists of thousands are made once.
    people = shelf.people(language)
    return Cast(shelf.names(language), people, Blocked(*shelf.blocked), Origins(people.regions), language)
