"""Screen letters: a text as it compares with what was read off a picture.

Spaces are lost in reading and marks are too small to be read, so neither counts; capitals are up to the game. Letters
that are one shape in most faces are one letter.
"""

from __future__ import annotations

from server.text.normalize import plain

_SAME_SHAPE = str.maketrans("0qd1l|5826vñ", "oooiiisbzgun")
"""O, Q and D and the zero; I, l, the stroke and the one; S and 5, B and 8, Z and 2, G and 6, U and V, N and Ñ (whose
tilde `plain` keeps)."""


def as_read(text: str) -> str:
    """The letters and digits of `text`, those of one shape alike."""
    letters = (character for character in plain(text).translate(_SAME_SHAPE) if character.isalnum())
    return "".join(letters)
