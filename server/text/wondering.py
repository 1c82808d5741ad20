"""Wondering: lines that sound like questions and need no answer: "forgot if...", "me pregunto si...".

Real chats ask what is just before their eyes; a pattern of wondering now and then is somebody's, ten an hour are a
machine's. How a language wonders stands in `languages.toml`. Pure.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from server.text.languages import facts_of
from server.text.words import ROOMY, fold

_APOSTROPHES = re.compile(r"['’]")


@lru_cache(ROOMY)
def wonders(text: str, language: str) -> bool:
    """Whether a line asks by wondering aloud."""
    pattern = _beginnings(language)
    return pattern is not None and pattern.match(_APOSTROPHES.sub("", fold(text))) is not None


@cache
def _beginnings(language: str) -> re.Pattern[str] | None:
    """Any number of small words, then one of the phrases that begin such a line."""
    facts = facts_of(language)
    if not facts.wonders:
        return None
    before, begins = (
        "|".join(map(re.escape, sorted(some, key=len, reverse=True))) for some in (facts.before, facts.wonders)
    )
    return re.compile(rf"(?:(?:{before}) )*(?:{begins})")
