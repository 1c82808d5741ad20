"""Word lists: what the filter looks for, read from `words/<language>.toml`, ours and under the data folder."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from server.model.phrase import LANGUAGES, Language
from server.text.bounded import Unreadable, load_toml, read_text
from server.text.languages import is_code
from server.text.normalize import Folded, plain

WORDS = Path(__file__).parent / "words"

log = logging.getLogger(__name__)


class WordList:
    """Words, stems and phrases, found through every disguise that `Folded` sees through."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._phrases: list[str] = []
        patterns = []
        for entry in entries:
            bare = plain(entry).strip()
            if " " in bare:
                self._phrases.append(" ".join(re.findall(r"\w+", bare)))
            elif "*" in bare:
                patterns.append(_pattern(bare))
            elif bare:
                self._words.add(bare)
        # Entries without a doubled letter are also found where letters were doubled: shiit.
        self._singles = {word for word in self._words if len(word) >= 4 and not re.search(r"(.)\1", word)}
        self._stems = re.compile("|".join(patterns)) if patterns else None

    def finds(self, text: Folded) -> bool:
        """Whether anything of the list is in the text."""
        if self._words & text.words or self._singles & text.squeezed:
            return True
        if self._stems is not None and any(map(self._stems.fullmatch, text.words)):
            return True
        around = f" {text.spaced} "
        return any(f" {phrase} " in around for phrase in self._phrases) or any(map(self._finds_masked, text.masked))

    def _finds_masked(self, masked: str) -> bool:
        """f*ck, sh**: a star for each letter that was left out."""
        letters = re.compile("".join("." if letter == "*" else re.escape(letter) for letter in masked))
        if any(map(letters.fullmatch, self._words)):
            return True
        return self._stems is not None and any(self._stems.fullmatch(masked.replace("*", letter)) for letter in "aeiou")


def _pattern(entry: str) -> str:
    inner = re.escape(entry.strip("*"))
    return (r"\w*" if entry.startswith("*") else "") + inner + (r"\w*" if entry.endswith("*") else "")


LONGEST_FILE = 256 * 1_024
"""Bytes of a list of the streamer's own; our largest has 10,000."""

Lists = Mapping[str, WordList]
"""One language's, by their names: `block`, `mild`, `advert`, `praise`, `leak`."""


class ListError(Exception):
    """A list of the streamer's own that can't be used."""

    def __init__(self, path: Path, error: Unreadable) -> None:
        super().__init__(f"{path}{f':{error.line}' if error.line else ''}: {error}")
        self.path, self.line, self.why, self.code = path, error.line, str(error), error.code


class WordLists:
    """The lists of every language: ours, joined by those of the folders `own`."""

    def __init__(self, *own: Path) -> None:
        self.broken: list[ListError] = []
        """Files that are left out."""
        raw = {language: _lists_in(tomllib.loads(_ours(language))) for language in LANGUAGES}
        for path in (path for folder in own for path in sorted(folder.glob("*.toml")) if is_code(path.stem)):
            try:
                found = _lists_in(load_toml(read_text(path, LONGEST_FILE)))
            except Unreadable as error:
                self.broken.append(ListError(path, error))
                log.warning("word list left out: %s", self.broken[-1])
                continue
            mine = raw.setdefault(path.stem, {})
            for name, entries in found.items():
                mine[name] = [*mine.get(name, ()), *entries]
        everywhere = [entry for lists in raw.values() for entry in lists.get("everywhere", ())]
        # Praise is a machine's in whichever language it is given.
        praise = WordList(entry for lists in raw.values() for entry in lists.get("praise", ()))
        # A phrase means the same wherever it stands; a single word may be a harmless one of another language.
        phrases = {name: _phrases(raw.values(), name) for name in _FOREIGN_TOO}
        self._lists = {language: _made(lists, everywhere, praise, phrases) for language, lists in raw.items()}
        self._others = _made({}, everywhere, praise, phrases)

    def of(self, language: Language) -> Lists:
        """Those of a language; of one without, what is blocked everywhere, and a machine's praise and adverts."""
        return self._lists.get(language, self._others)


@cache
def lists() -> WordLists:
    """Those that come along."""
    return WordLists()


def lists_with(own: Path) -> WordLists:
    """The same with those in a folder of the streamer's, which mostly has none: then it is the same ones."""
    return WordLists(own) if any(own.glob("*.toml")) else lists()


_FOREIGN_TOO = ("advert", "leak")
"""Lists whose phrases are looked for in every language."""


def _phrases(languages: Iterable[Mapping[str, Sequence[str]]], name: str) -> list[str]:
    return [entry for lists in languages for entry in lists.get(name, ()) if " " in entry]


def _made(
    lists: Mapping[str, Sequence[str]],
    everywhere: Sequence[str],
    praise: WordList,
    phrases: Mapping[str, Sequence[str]],
) -> Lists:
    return {
        "block": WordList([*everywhere, *lists.get("block", ())]),
        "mild": WordList(lists.get("mild", ())),
        "praise": praise,
        **{name: WordList({*lists.get(name, ()), *phrases[name]}) for name in _FOREIGN_TOO},
    }


def _ours(language: Language) -> str:
    return (WORDS / f"{language}.toml").read_text(encoding="utf-8")


def _lists_in(content: Mapping[str, object]) -> dict[str, list[str]]:
    return {
        name: [entry for entry in entries if isinstance(entry, str)]
        for name, entries in content.items()
        if isinstance(entries, list)
    }
