"""Screen: what a line must not be. Two gates.

`judge` stands before the bank: a line that a model wrote passes whole or is dropped, and the reason is told.
`allows` stands before the stage: every line, hand-written ones too, against what this channel asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from server.phrases.normal import cleaned, folded, plain
from server.phrases.phrase import Language
from server.phrases.wordlist import WordList, lists
from server.phrases.written import STREAMER

Reason = Literal[
    "shape", "length", "link", "email", "phone", "markup", "mention", "leak", "advert", "slur", "duplicate"
]

LONGEST = 200
"""Characters of a line."""
ALIKE = 88
"""Similarity, 0 to 100, from which a line is one that the bank has."""
COMPARED = 8
"""Characters from which similarity means something; shorter lines must be equal to be one."""
CANARY = "zq"
"""How the secret word of a prompt begins; no word of ours does."""
LEAK_WORDS = 6
"""Words in a row that a line may not share with the prompt."""

_LINK = re.compile(
    r"(?:https?|ftp)\s*:\s*/|\bwww\s*\.|\b[\w-]+\s?(?:\.|\(dot\)|\[dot\]|\bdot\b|\bpunto\b)\s?"
    r"(?:com|net|org|tv|gg|io|ly|me|xyz|ru|es|mx|ar|co|cl|app|dev|live|link|site|shop|top|info|club)\b(?!\w)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+\s?(?:\.|\(dot\)|\[dot\])\s?\w{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){7,}")
_MENTION = re.compile(r"@\w")
_MARKUP = re.compile(r"<\s*[a-zA-Z/!?]|&\w+;|&#|```|`|\*\*|__|\]\(|^\s*#{1,6}\s|[{}\\]|\[/?\w+\]|\|")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The line as it may be shown, or why it is dropped."""

    text: str
    dropped: Reason | None = None


class Screen:
    """The house's screen. One for all."""

    def __init__(self) -> None:
        self._lists = lists()

    def judge(self, text: str, language: Language, *, secrets: Collection[str] = frozenset()) -> Verdict:
        """What becomes of a line that a model wrote. `secrets` are the `shingles` that give the prompt away."""
        said = cleaned(text)
        return Verdict(said, self._dropped(said, language, secrets))

    def allows(self, text: str, language: Language, *, family_friendly: bool, blocked: WordList | None = None) -> bool:
        """Whether a channel wants to see `text`."""
        found = folded(text)
        mine = self._lists[language]
        if mine["block"].finds(found) or (family_friendly and mine["mild"].finds(found)):
            return False
        return blocked is None or not blocked.finds(found)

    def _dropped(self, said: str, language: Language, secrets: Collection[str]) -> Reason | None:
        if not said:
            return "shape"
        if len(said) > LONGEST:
            return "length"
        bare = said.replace(STREAMER, "")
        for reason, pattern in _PATTERNS:
            if pattern.search(bare):
                return reason
        found, mine = folded(bare), self._lists[language]
        if mine["leak"].finds(found) or any(shingle in secrets for shingle in shingles(said)):
            return "leak"
        if mine["advert"].finds(found):
            return "advert"
        return "slur" if mine["block"].finds(found) else None


_PATTERNS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    ("email", _EMAIL),
    ("link", _LINK),
    ("phone", _PHONE),
    ("markup", _MARKUP),
    ("mention", _MENTION),
)


def is_alike(text: str, others: Iterable[str]) -> bool:
    """Whether `text` is one of `others`, or nearly. All of them `plain`."""
    known = others if isinstance(others, Collection) else list(others)
    if text in known:
        return True
    if len(text) < COMPARED:
        return False
    return process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def shingles(prompt: str) -> frozenset[str]:
    """What of a prompt gives a leak away: every few words in a row."""
    words = re.findall(r"\w+", plain(prompt))
    rows = {" ".join(words[place : place + LEAK_WORDS]) for place in range(len(words) - LEAK_WORDS + 1)}
    return frozenset(rows | {word for word in words if word.startswith(CANARY)})
