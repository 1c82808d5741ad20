"""Names: the texts that name games, people, regions and presets, and words that a channel blocks."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from server.text.fields import TextField

GAME_NAME_LENGTHS = (2, 80)
"""Characters of a game's name, after NFC and trimming."""


class BadName(ValueError):
    """No name of a game or topic: too short, too long, or with characters that can't be typed."""


def _has_a_letter(name: str) -> None:
    if not any(character.isalnum() for character in name):
        raise ValueError("a name has a letter or a digit")


def is_not_dots(name: str) -> None:
    """Raises `ValueError` for "." and "..": a URL with one means a folder, so that nothing of that name is found."""
    if name in (".", ".."):
        raise ValueError("dots alone are no name")


def _blocked_word(text: str) -> str:
    word = _SITUATION(text).strip("* ").casefold()
    if not 2 <= len(word) <= 40:
        raise ValueError("a blocked word has 2 to 40 characters")
    return word


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


_GAME = TextField("a name", *GAME_NAME_LENGTHS, check=_has_a_letter)
_PERSON = TextField("a name", 0, 40, refused="<>{}|@/\\")
_REGION = TextField("a region", 1, 40)
_PRESET = TextField("a name", 1, 40, refused="<>{}|@/\\", check=is_not_dots)
_SITUATION = TextField("what is going on", 0, 140, blanks=True)

GameName = Annotated[str, _GAME]
RegionName = Annotated[str, _REGION]
PresetName = Annotated[str, _PRESET]
PersonName = Annotated[str, _PERSON]
SituationText = Annotated[str, _SITUATION]
BlockedWord = Annotated[
    str, AfterValidator(_blocked_word), WithJsonSchema({"type": "string", "minLength": 2, "maxLength": 40})
]
BlockedWords = Annotated[tuple[BlockedWord, ...], Field(max_length=100), AfterValidator(_once)]


def game_name(text: str) -> str:
    """The name as it is kept: NFC, trimmed, single spaces. Raises `BadName`."""
    try:
        return _GAME(text)
    except ValueError as error:
        raise BadName(str(error)) from None


def preset_name(text: str) -> str:
    """The name as it is kept. Raises `ValueError`."""
    return _PRESET(text)
