"""Voice: types a phrase as that viewer would.

Pure: takes randomness as an argument. A later issue gives viewers more of a hand; the packs already speak chat.
"""

from __future__ import annotations

import unicodedata
from random import Random

from server.audience.viewer import Viewer

_KEPT = "ñÑ"


def typed(text: str, viewer: Viewer, random: Random) -> str:
    """`text` in the viewer's hand. Shouts and emotes stay as they are."""
    habits = viewer.habits
    if habits.plain:
        text = _without_accents(text)
    first, _, _ = text.partition(" ")
    if first.islower() and random.random() < habits.capital:
        text = text[0].upper() + text[1:]
    if text[-1].isalnum() and " " in text and not text.split()[-1].isupper() and random.random() < habits.stop:
        text += "."
    return text


def _without_accents(text: str) -> str:
    return "".join(
        character if character in _KEPT else _base(character) for character in unicodedata.normalize("NFC", text)
    )


def _base(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    return decomposed[0] if decomposed[0].isascii() and decomposed[0].isalpha() else character
