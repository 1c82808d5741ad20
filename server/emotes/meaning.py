"""Meaning: which mood an unknown emote expresses, guessed from its name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from server.model.phrase import MOODS, Mood

_WORDS: dict[str, tuple[Mood, ...]] = {
    r"kek|lul|lol|lmao|laugh|haha|jaja|jeje|risa|icant|omega|xd": ("teasing", "neutral", "offtopic"),
    r"sad|cry|llor|bibl|hands|sleep|bed|zzz|yawn|tired|triste|aware|dead": ("bored", "offtopic"),
    r"kappa|troll|sus|bait|clown|smug|pepega|clueless": ("teasing",),
    r"pog|hype|gg|ez|clap|fire|fuego|letsgo|vamos|jam|dance|baile|party|giga|win|monka|omg|wut": ("excited",),
    r"love|heart|happy|hug|cute|kiss|amor|feliz|comfy|cozy|wave|hi$|hey|hola": ("neutral", "offtopic"),
}
_GUESSES = tuple((re.compile(words, re.IGNORECASE), moods) for words, moods in _WORDS.items())
_ANY: tuple[Mood, ...] = ("neutral", "offtopic")


def moods_of(code: str) -> tuple[Mood, ...]:
    """The tempers of the lines that an emote of that name goes with."""
    return next((moods for words, moods in _GUESSES if words.search(code)), _ANY)


def by_mood(codes: Iterable[str]) -> Mapping[Mood, tuple[str, ...]]:
    """The emotes that go with each temper; a temper without any isn't there."""
    known = [(code, moods_of(code)) for code in codes]
    sorted_out = {mood: tuple(code for code, moods in known if mood in moods) for mood in MOODS}
    return {mood: some for mood, some in sorted_out.items() if some}
