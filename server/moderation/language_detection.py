"""Language: whether a line is in another language than the chat's, by the small words that each language has.

Short lines pass: "gg", "no way" and "what a save" are said in every chat.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from server.model.phrase import Language
from server.text.languages import KNOWN, facts_of
from server.text.normalize import plain

LEAST_WORDS, LEAST_WORDS_OF_SUSPECTS = 4, 2
"""Words that a line must have to be judged at all, and that one must have whose letters or words are suspect."""
LEAST_KNOWN, LEAD = 2, 2
"""So many different small words of another language must be there, and so many more than of the chat's own."""
LEAST_FOREIGN = 4
"""Different letters of another script from which they may be a language; a face such as ლ(ಠ益ಠლ) has fewer."""

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"['’]")


def is_foreign(text: str, language: Language, *, suspect: bool = False) -> bool:
    """Whether `text` is in another language than `language`. `suspect`: lines around it are, so a hint is enough.

    Of a language that we know nothing of, its script included, nothing is foreign.
    """
    mine = facts_of(language)
    if not mine.small:
        return False
    if _is_foreign_script(text):
        return True
    words = _WORD.findall(_APOSTROPHE.sub("", plain(text)))
    if len(words) < (LEAST_WORDS_OF_SUSPECTS if suspect else LEAST_WORDS):
        return False
    own = len(mine.small.intersection(words))
    # A letter alone is a small word of half of the languages, and of one who spells: "n o  w a y".
    long = {word for word in words if len(word) > 1}
    most = max(len(other.small & long) for other in KNOWN.values() if other is not mine)
    return most > own if suspect else most >= LEAST_KNOWN and most >= own + LEAD


def _is_foreign_script(text: str) -> bool:
    letters = {character for character in text if character.isalpha()}
    foreign = sum(not _is_latin(character) for character in letters)
    return foreign >= LEAST_FOREIGN and 2 * foreign > len(letters)


@cache
def _is_latin(letter: str) -> bool:
    # Letters such as 𝖋 and ﬀ are Latin ones in disguise.
    return letter.isascii() or "LATIN" in unicodedata.name(unicodedata.normalize("NFKD", letter)[0], "")
