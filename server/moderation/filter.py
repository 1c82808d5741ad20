"""Filter: what a line must not be. Two gates.

`judge` stands before the bank: a line that a model wrote passes whole or is dropped, and the reason is told.
`allows` checks every line before it is said, hand-written ones too, against what this channel asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from server.model.phrase import STREAMER, Language
from server.moderation.language_detection import is_foreign
from server.moderation.patterns import COMMAND, EMAIL, HASHTAG, LINK, MARKUP, MENTION, PHONE, PROTOCOL
from server.moderation.word_list import ListError, WordList, WordLists, lists
from server.text.normalize import cleaned, folded, plain, unstyled

Reason = Literal[
    "shape",
    "length",
    "command",
    "protocol",
    "link",
    "email",
    "phone",
    "markup",
    "mention",
    "hashtag",
    "leak",
    "advert",
    "praise",
    "slur",
    "language",
    "duplicate",
    "claim",
]
"""Why a line is dropped."""

LONGEST = 200
"""Characters of a line."""
ALIKE = 88
"""Similarity, 0 to 100, from which a line is one that the bank has."""
COMPARED = 8
"""Characters from which similarity means something; shorter lines must be equal to be one."""
CANARY = "zq"
"""How the secret word of a prompt begins; no word of ours does."""
FOREIGN_LINES, FOREIGN_SHARE = 2, 0.2
"""Lines of an answer in another language, and their share, from which its other lines are suspected too."""
LEAK_WORDS = 6
"""Words in a row that a line may not share with the prompt."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The line as it may be shown, or why it is dropped."""

    text: str
    dropped: Reason | None = None


class ContentFilter:
    """What no line may be. One for all."""

    def __init__(self, word_lists: WordLists | None = None) -> None:
        """`word_lists`: those that come along, unless others are given."""
        self._lists = word_lists or lists()

    @property
    def broken(self) -> Sequence[ListError]:
        """Word lists of the streamer's own that are left out."""
        return self._lists.broken

    def judge(
        self,
        text: str,
        language: Language,
        *,
        secrets: Collection[str] = frozenset(),
        suspect: bool = False,
        names: Collection[str] = (),
    ) -> Verdict:
        """What becomes of a line that a model wrote; `names` may stand in braces in it.

        `secrets` are the `shingles` that give the prompt away; `suspect`: lines around it were in another language.
        """
        said = cleaned(text)
        bare = said
        for name in names:
            bare = bare.replace(f"{{{name}}}", "")
        return Verdict(said, self._dropped(bare if bare.strip() else said, language, secrets, suspect=suspect))

    def judge_answer(self, language: Language, secrets: Collection[str] = frozenset()) -> AnswerJudge:
        """A judge of one answer's lines."""
        return AnswerJudge(self, language, secrets)

    def allows(self, text: str, language: Language, *, family_friendly: bool, blocked: WordList | None = None) -> bool:
        """Whether a channel wants to see `text`."""
        found = folded(text)
        mine = self._lists.of(language)
        if mine["block"].finds(found) or (family_friendly and mine["mild"].finds(found)):
            return False
        return blocked is None or not blocked.finds(found)

    def _dropped(self, said: str, language: Language, secrets: Collection[str], *, suspect: bool) -> Reason | None:
        if not said:
            return "shape"
        if len(said) > LONGEST:
            return "length"
        bare = said.replace(STREAMER, "")
        typed = unstyled(bare)
        for reason, pattern in _BEGINNINGS:
            if pattern.match(typed):
                return reason
        for reason, pattern in _PATTERNS:
            if pattern.search(typed):
                return reason
        found, mine = folded(bare), self._lists.of(language)
        if mine["leak"].finds(found) or any(shingle in secrets for shingle in shingles(said)):
            return "leak"
        for reason, name in _LISTS:
            if mine[name].finds(found):
                return reason
        return "language" if is_foreign(bare, language, suspect=suspect) else None


class AnswerJudge:
    """Judges the lines of one answer: a model that slips into another language seldom does so for one line alone."""

    def __init__(self, content_filter: ContentFilter, language: Language, secrets: Collection[str]) -> None:
        self._content_filter, self._language, self._secrets = content_filter, language, secrets
        self._lines = self._foreign = 0

    def judge(self, text: str, names: Collection[str] = ()) -> Verdict:
        """What becomes of the next line; `names` may stand in braces in it."""
        suspect = self._foreign >= FOREIGN_LINES and self._foreign >= FOREIGN_SHARE * self._lines
        verdict = self._content_filter.judge(text, self._language, secrets=self._secrets, suspect=suspect, names=names)
        self._lines += 1
        self._foreign += verdict.dropped == "language"
        return verdict


_BEGINNINGS: tuple[tuple[Reason, re.Pattern[str]], ...] = (("command", COMMAND), ("protocol", PROTOCOL))
_PATTERNS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    ("email", EMAIL),
    ("link", LINK),
    ("phone", PHONE),
    ("markup", MARKUP),
    ("mention", MENTION),
    ("hashtag", HASHTAG),
)
_LISTS: tuple[tuple[Reason, str], ...] = (("advert", "advert"), ("slur", "block"), ("praise", "praise"))


def is_alike(text: str, others: Iterable[str]) -> bool:
    """Whether `text` equals one of `others`, or nearly does. All are as `plain` gives them."""
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
