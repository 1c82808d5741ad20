"""Word play: what a chat makes of a word that somebody mistyped. Read from a language's `wordplay.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from server.phrases.pack import LONGEST_FILE
from server.phrases.pack_error import PackError
from server.text.bounded import Unreadable, load_toml, read_text

WORD_PLAY = "wordplay"
"""The file's name."""
WORD, FORM = "{word}", "{form}"
"""The word as it was typed, and what somebody made of it last."""
LISTS = ("takes_up", "goes_on")
LONGEST = 60
"""Characters of a line."""


@dataclass(frozen=True, slots=True)
class WordPlayTexts:
    """The lines of one language."""

    takes_up: tuple[str, ...] = ()
    """What the first who takes the word up says."""
    goes_on: tuple[str, ...] = ()
    """What is said after that."""

    def with_more(self, other: WordPlayTexts) -> WordPlayTexts:
        """These and others: a streamer's own join ours."""
        return WordPlayTexts((*self.takes_up, *other.takes_up), (*self.goes_on, *other.goes_on))


def read_word_play(path: Path) -> WordPlayTexts:
    """Read a `wordplay.toml`. Raises `PackError`, which names the file and what is wrong."""
    try:
        content = load_toml(read_text(path, LONGEST_FILE))
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    for name in content:
        if name not in LISTS:
            raise PackError(path, None, f"{name[:40]!r} isn't one of {', '.join(LISTS)}")
    takes_up, goes_on = (_strings(path, name, content.get(name, [])) for name in LISTS)
    for text in (*takes_up, *goes_on):
        if "{" in text.replace(WORD, "").replace(FORM, "") or (FORM in text and text in takes_up):
            raise PackError(path, None, f"nothing fills the braces of {text!r}")
    return WordPlayTexts(takes_up, goes_on)


def _strings(path: Path, name: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) and 0 < len(one) <= LONGEST for one in found):
        raise PackError(path, None, f"{name} is a list of texts of 1 to {LONGEST} characters")
    return tuple(dict.fromkeys(found))
