"""Transcripts: what of a recognizer's text somebody really said.

Over silence, music and the game's sounds Whisper invents: the last sentences of the videos that it learned from, a word
again and again, the prompt, another script. Pure, but for the list, which is read once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

from server.text.bounded import load_toml, read_text
from server.text.languages import OURS
from server.text.words import fold

LIST = Path(__file__).parent / "invented.toml"
LONGEST_LIST = 64 * 1_024
"""Bytes."""
SILENT = 0.8
"""From there on the service is sure that nobody spoke."""
DOUBTFUL, UNLIKELY = 0.5, -1.0
"""The same where its words are unlikely too."""
SPOKEN = 0.25
"""Below it the service is sure that somebody did."""
SAME_SHARE, FEWEST_SAME = 0.6, 6
"""A word that makes up so much of a text of so many words is a recognizer's stutter: nobody says "no" that often."""
FOREIGN_SHARE = 0.2
"""Of the letters, that are of another script than the language's."""
ECHO_SHARE = 0.8
"""Of the words of a text, that stand in this order in the prompt."""
FEWEST_ECHOED = 3

_WORD = re.compile(r"[^\W_]+")


def said_in(
    text: str,
    *,
    language: str,
    prompt: str = "",
    no_speech: float | None = None,
    likelihood: float | None = None,
) -> str:
    """What was said, on one line; empty where nobody spoke. `no_speech` and `likelihood` are the service's words."""
    said = " ".join(text.split())
    words = _WORD.findall(fold(said))
    if not words or _is_silent(no_speech, likelihood):
        return ""
    plain = " ".join(words)
    always, in_doubt = _invented()
    if plain in always or (plain in in_doubt and (no_speech is None or no_speech > SPOKEN)):
        return ""
    if _stutters(words) or _is_foreign(said, language) or _is_of_prompt(words, prompt):
        return ""
    return said


def _is_silent(no_speech: float | None, likelihood: float | None) -> bool:
    if no_speech is None:
        return False
    return no_speech > SILENT or (no_speech > DOUBTFUL and likelihood is not None and likelihood < UNLIKELY)


def _stutters(words: list[str]) -> bool:
    """Whether a word, or two in turn, make up nearly all of it."""
    if len(words) < FEWEST_SAME:
        return False
    pairs = Counter(pairwise(words))
    return max(Counter(words).values()) > SAME_SHARE * len(words) or 2 * max(pairs.values()) > SAME_SHARE * len(words)


def _is_foreign(said: str, language: str) -> bool:
    """Whether letters of another script stand in it; of a language that we know to be written in Latin ones."""
    if language not in OURS:
        return False
    letters = [character for character in said if character.isalpha()]
    foreign = sum(not unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return foreign > FOREIGN_SHARE * len(letters)


def _is_of_prompt(words: list[str], prompt: str) -> bool:
    """Whether it repeats what the service was told to listen for. A name or two may be all that was said."""
    if len(words) <= FEWEST_ECHOED:
        return False
    told = " ".join(_WORD.findall(fold(prompt)))
    pairs = list(pairwise(words))
    return sum(f"{first} {second}" in told for first, second in pairs) >= ECHO_SHARE * len(pairs)


@cache
def _invented() -> tuple[frozenset[str], frozenset[str]]:
    listed = load_toml(read_text(LIST, LONGEST_LIST))
    always, in_doubt = (
        frozenset(" ".join(_WORD.findall(fold(text))) for text in listed[key]) for key in ("always", "in_doubt")
    )
    return always, in_doubt
