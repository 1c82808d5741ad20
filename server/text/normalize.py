"""Normalize: text as it may be shown, and text as lists of words are compared with.

`cleaned` is for the eye: NFC, no control or invisible characters, single spaces. `Folded` is for the lists: it sees
through capitals, accents, lookalike letters, digits for letters, stretched letters and letters set apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset({"\u200d", "\ufe0f"})
"""Zero-width joiner and variation selector: many an emoji is held together by them."""

MOST_MARKS = 3
"""Accents on one letter: "ế" has two, a pile of dozens hides the chat. To compose n of them takes n squared."""
_MARKS = frozenset({"Mn", "Me"})
LONG = 6_000
"""Characters from which a pile is worth looking for."""

_LOOKALIKES = str.maketrans(
    "абвгеёзикмнорстухіјѕԁԛԝһαβεηικμνορτυχωγıłøđßæœɑɡɩʀ",
    "abbree3nkmhopctyxijsdqwhabenikuvoptuxwyilodbaoagir",
)
"""Cyrillic, Greek and others that look like Latin, letter by letter."""
_SIGNS = str.maketrans("\u3002\u2027\u30fb\u00b7\u2215\u2044\u29f8\ua789\u2236\u02d0", "....///:::")
"""Dots, slashes and colons that NFKC leaves alone; a browser takes the first for the dot of an address."""
_LEET = str.maketrans("013457@$!|€+(", "oieastasiletc")
_LEET_L = str.maketrans("1|!", "lll")
KNOWN = 8_192
"""Tokens that are remembered with what they may stand for: a chat's words come again and again."""
LONGEST_KNOWN = 40
"""Characters of such a token."""
_APART = re.compile(r"(?<![^\W_])(?:[^\W_][\W_]{1,3}){2,}[^\W_](?![^\W_])")
"""Single letters with something between them: f.u.c k"""
_PARTED = re.compile(r"[\w.\-·]+")
"""Words, and what may stand between their letters: fu_ck, fu.ck, fu-ck."""
_TOKEN = re.compile(r"[\w@$!|€+*(]+")
_LONG_RUN = re.compile(r"(\w)\1{2,}")
_RUN = re.compile(r"(\w)\1+")


def cleaned(text: str) -> str:
    """`text` as it may be shown; "" if nothing is left."""
    kept = (
        " " if character in "\t\n\r" else character
        for character in text
        if character in "\t\n\r" or character in _JOINERS or unicodedata.category(character) not in _INVISIBLE
    )
    # What can't be seen goes first: it would keep a letter from its accent.
    return _SPACES.sub(" ", unicodedata.normalize("NFC", "".join(_unpiled(kept)))).strip()


def _unpiled(characters: Iterable[str]) -> Iterator[str]:
    """Without the marks that are piled up on a letter until they cover the lines around."""
    marks = 0
    for character in characters:
        is_mark = unicodedata.category(character) in _MARKS and character not in _JOINERS
        marks = marks + 1 if is_mark else 0
        if marks <= MOST_MARKS:
            yield character


def decomposed(text: str) -> str:
    """`text` in NFKD, of whatever length: to sort the marks of a long pile would take the square of their number."""
    return unicodedata.normalize("NFKD", text if len(text) < LONG else "".join(_unpiled(text)))


def composed(text: str) -> str:
    """`text` in NFC, likewise."""
    return unicodedata.normalize("NFC", text if len(text) < LONG else "".join(_unpiled(text)))


def unstyled(text: str) -> str:
    """`text` in the signs of a keyboard, where it is written in others of their shape: full-width, bold, circled.

    So that a pattern finds an address, a command or markup however it is dressed up.
    """
    return unicodedata.normalize("NFKC", text if len(text) < LONG else "".join(_unpiled(text))).translate(_SIGNS)


def plain(text: str) -> str:
    """Lowercase, no accents but the ñ, Latin letters for those that look like them."""
    whole = decomposed(text.casefold()).replace("n\u0303", "ñ")
    bare = "".join(character for character in whole if not unicodedata.combining(character))
    return bare.translate(_LOOKALIKES)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as the lists see it."""

    spaced: str
    """Plain words with single spaces, for phrases."""
    words: frozenset[str]
    """Each word in every way that it may be meant."""
    squeezed: frozenset[str]
    """The same without any doubled letter, for entries that have none."""
    masked: tuple[str, ...]
    """Words with stars in them: f*ck"""


def folded(text: str) -> Folded:
    """`text` as the lists see it."""
    bare = plain(text)
    words: set[str] = set()
    squeezed: set[str] = set()
    masked: list[str] = []
    for token in _tokens(bare):
        if "*" in token.strip("*"):
            masked.append(token.strip("*"))
            token = token.replace("*", "")
        ways, without_doubles = _ways(token) if len(token) <= LONGEST_KNOWN else _ways.__wrapped__(token)
        words |= ways
        squeezed |= without_doubles
    spaced = " ".join(re.findall(r"\w+", bare))
    return Folded(spaced, frozenset(words), frozenset(squeezed), tuple(masked))


def _tokens(bare: str) -> Iterator[str]:
    yield from _TOKEN.findall(bare)
    for match in _APART.finditer(bare):
        yield re.sub(r"[\W_]", "", match[0])
    # Something between the letters of a word: fu_ck, fu.ck, fu-ck
    for match in _PARTED.finditer(bare):
        whole = re.sub(r"[\W_]", "", match[0])
        if len(whole) < len(match[0]):
            yield whole


@lru_cache(KNOWN)
def _ways(token: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a token may stand for, and the same without any doubled letter."""
    readings = {token.strip("_!|+(@$€")}
    if any(character.isalpha() for character in token):
        readings |= {
            token.translate(_LEET),
            token.translate(_LEET_L).translate(_LEET),
            token.rstrip("!").translate(_LEET),
        }
    words = {re.sub(r"[\W_]", "", reading) for reading in readings} - {""}
    words |= {run.sub(kept, word) for word in words for run, kept in ((_LONG_RUN, r"\1\1"), (_LONG_RUN, r"\1"))}
    return frozenset(words), frozenset(_RUN.sub(r"\1", word) for word in words)
