"""Word lists: what the screen looks for, read from `words/<language>.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from server.model.phrase import LANGUAGES, Language
from server.text.normalize import Folded, plain

WORDS = Path(__file__).parent / "words"


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


@cache
def lists(folder: Path = WORDS) -> Mapping[Language, Mapping[str, WordList]]:
    """The lists of every language: `block`, `mild`, `advert`, `praise`, `leak`.

    What is blocked everywhere is in each `block`; praise is a machine's in whichever of our languages.
    """
    raw = {language: _read(folder / f"{language}.toml") for language in LANGUAGES}
    everywhere = [entry for found in raw.values() for entry in found.get("everywhere", ())]
    praise = WordList([entry for found in raw.values() for entry in found.get("praise", ())])
    return {
        language: {
            "block": WordList([*everywhere, *found.get("block", ())]),
            "praise": praise,
            **{name: WordList(found.get(name, ())) for name in ("mild", "advert", "leak")},
        }
        for language, found in raw.items()
    }


def _read(path: Path) -> dict[str, list[str]]:
    return dict(_lists_of(tomllib.loads(path.read_text(encoding="utf-8"))))


def _lists_of(content: Mapping[str, object]) -> Iterator[tuple[str, list[str]]]:
    for name, entries in content.items():
        if isinstance(entries, list):
            yield name, [entry for entry in entries if isinstance(entry, str)]
