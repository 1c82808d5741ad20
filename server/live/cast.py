"""Cast: what a channel's crowd is made of, from the packs."""

from __future__ import annotations

from server.audience.casting import Cast
from server.audience.names import Blocked
from server.phrases.phrase import Language
from server.phrases.shelf import Shelf


def cast_of(shelf: Shelf, language: Language) -> Cast:
    """The names and kinds of people of a language."""
    return Cast(shelf.names(language), shelf.people(language), Blocked(*shelf.blocked), language)
