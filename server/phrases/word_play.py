"""Word play: the words that a chat plays with, and what it makes of them. Read from a language's `wordplay.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from server.phrases.pack import LONGEST_FILE
from server.phrases.pack_error import PackError
from server.text.bounded import Unreadable, load_toml, read_text

WORD_PLAY = "wordplay"
"""The file's name."""
WORD, FORM = "{word}", "{form}"
"""The word as it was said, and what somebody made of it last."""
LISTS = ("words", "takes_up", "goes_on", "makes")
LONGEST = 60
"""Characters of a word or a line."""


@dataclass(frozen=True, slots=True)
class WordPlayTexts:
    """The words of one language, and the lines about them."""

    words: frozenset[str] = frozenset()
    """Names of things, lower case, as they are said."""
    takes_up: tuple[str, ...] = ()
    """What the first who takes the word up says."""
    goes_on: tuple[str, ...] = ()
    """What is said after that."""
    makes: tuple[str, ...] = ()
    """What the word is turned into."""

    def with_more(self, other: WordPlayTexts) -> WordPlayTexts:
        """These and others: a streamer's own join ours."""
        return WordPlayTexts(
            self.words | other.words,
            (*self.takes_up, *other.takes_up),
            (*self.goes_on, *other.goes_on),
            (*self.makes, *other.makes),
        )


def read_word_play(path: Path) -> WordPlayTexts:
    """Read a `wordplay.toml`. Raises `PackError`, which names the file and what is wrong."""
    try:
        content = load_toml(read_text(path, LONGEST_FILE))
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    for name in content:
        if name not in LISTS:
            raise PackError(path, None, f"{name[:40]!r} isn't one of {', '.join(LISTS)}")
    words, *lines = (_strings(path, name, content.get(name, [])) for name in LISTS)
    for name, texts in zip(LISTS[1:], lines, strict=True):
        for text in texts:
            if "{" in text.replace(WORD, "").replace(FORM, "") or (FORM in text and name != "goes_on"):
                raise PackError(path, None, f"{name}: nothing fills the braces of {text!r}")
    for text in lines[2]:
        if WORD not in text:
            raise PackError(path, None, f"makes: {text!r} holds no {WORD}")
    for word in words:
        if not word.isalpha() or not word.islower():
            raise PackError(path, None, f"words: {word!r} isn't one word in small letters")
    return WordPlayTexts(frozenset(words), *lines)


def _strings(path: Path, name: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) and 0 < len(one) <= LONGEST for one in found):
        raise PackError(path, None, f"{name} is a list of texts of 1 to {LONGEST} characters")
    return tuple(dict.fromkeys(found))
