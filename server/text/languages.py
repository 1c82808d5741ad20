"""Languages: what the program knows of each language that chats may be in, from `languages.toml` beside this file.

The one registry: all that depends on a language asks here, or for a file of that language's name. A language that
isn't in it is spoken just so, wherever there are packs of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

FILE = Path(__file__).with_suffix(".toml")
CODE: Final = r"^[a-z]{2,3}(?:-[a-z0-9]{2,8})?$"
"""A language as people tag it (BCP 47), in small letters: pt, pt-br, fil."""

_CODE = re.compile(CODE)
_ARTICLE = re.compile(r"\b(an?) (?=[a-z])", re.IGNORECASE)
_VOWEL = re.compile(r"(?!uni(?!n|m)|us[eu]|eu|one\b|once\b)[aeiou]|hour|honest|heir", re.IGNORECASE)
"""Where English says "an": before the sound of a vowel, which isn't always the letter's."""


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    """What is known of one language."""

    code: str
    name: str
    """The language's own name; its code where `languages.toml` has none."""
    ours: bool = False
    articles: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    """Its small words; without any, no line is told to be in another language."""
    contractions: Mapping[str, str] = field(default_factory=dict)
    an: bool = False
    you: frozenset[str] = frozenset()
    """How it says *you*, folded."""
    wonders: frozenset[str] = frozenset()
    """What a line begins with that wonders aloud, folded, without apostrophes."""
    before: frozenset[str] = frozenset()
    """Small words that may stand before that."""

    def contracted(self, text: str) -> str:
        """A filled line as it is written: "de el bastión" is "del bastión", "a axe" is "an axe"."""
        if self.an:
            text = _ARTICLE.sub(_article, text)
        if not self.contractions:
            return text

        def joined(match: re.Match[str]) -> str:
            whole = self.contractions[match[0].casefold()]
            return match[0][0] + whole[1:] if match[0][0].casefold() == whole[0] else whole

        return _pairs(tuple(self.contractions)).sub(joined, text)


@cache
def _pairs(pairs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, pairs))})(?= \w)", re.IGNORECASE)


def _article(match: re.Match[str]) -> str:
    """ "a" or "an", by what comes after it."""
    vowel = _VOWEL.match(match.string, match.end()) is not None
    return f"{match[1][0]}{'n' if vowel else ''} "


def _read() -> dict[str, LanguageFacts]:
    return {
        code: LanguageFacts(
            code,
            found["name"],
            found.get("ours", False),
            frozenset(found["articles"]),
            frozenset(found["small"]),
            found.get("contractions", {}),
            found.get("an", False),
            *(frozenset(found.get(name, ())) for name in ("you", "wonders", "before")),
        )
        for code, found in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
    }


KNOWN: Final[Mapping[str, LanguageFacts]] = _read()
OURS: Final = tuple(code for code, facts in KNOWN.items() if facts.ours)
"""The languages that come along whole: packs, prompts, word lists, and the pages' words."""


def facts_of(code: str) -> LanguageFacts:
    """What is known of a language; of pt-br what is known of pt; nothing but its code of one that isn't there."""
    return KNOWN.get(code) or KNOWN.get(code.partition("-")[0]) or LanguageFacts(code, code)


def called(code: str) -> str:
    """A language as its speakers call it, apart from its kin: "Português", and "Português (pt-br)" beside it."""
    facts = facts_of(code)
    return facts.name if facts.code == code else f"{facts.name} ({code})"


def is_code(text: str) -> bool:
    """Whether a text could be the code of a language."""
    return _CODE.match(text) is not None


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages of which a folder of packs has what a chat can't do without: `<code>/general.toml`,
    `chatting.toml` and `names.toml`."""
    return tuple(
        sorted(
            path.parent.name
            for path in folder.glob("*/general.toml")
            if is_code(path.parent.name) and all((path.parent / name).is_file() for name in NEEDED)
        )
    )


NEEDED: Final = ("general.toml", "chatting.toml", "names.toml")
"""Files of a language's packs without which there is no chat in it."""
