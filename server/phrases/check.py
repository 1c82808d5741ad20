"""Check: what is wrong in packs, for those who write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from server.phrases.pack import CHATTING, GENERAL, Pack, PackError, read_names, read_pack
from server.phrases.phrase import LANGUAGES, Language
from server.phrases.shelf import NAMES

LEAST = {"gameplay": 40, "reactions": 25, "questions": 20, "emotes": 15}
"""Lines that a game's pack has in each category, slots not counted."""
QUESTION_MARKS = (0.35, 0.60)
"""Share of the questions that end in "?" (REALISM, "Questions")."""
LONGEST = 90
"""Characters of a line before its slots are filled."""
ALIKE = 94
"""Similarity, 0 to 100, from which two lines of some length are one."""


def check_folders(*folders: Path) -> Iterator[str]:
    """Everything in the packs of these folders."""
    for folder in folders:
        for language in LANGUAGES:
            yield from check_files(sorted((folder / language).glob("*.toml")), language)


def check_files(paths: Iterable[Path], language: Language | None = None) -> Iterator[str]:
    """What is wrong in these files, each finding with its file. The language is the folder's name."""
    for path in paths:
        spoken = language or _language_of(path)
        try:
            if path.stem == NAMES:
                read_names(path)
            else:
                yield from (f"{path}: {finding}" for finding in check_pack(read_pack(path, spoken)))
        except PackError as error:
            yield str(error)


def _language_of(path: Path) -> Language:
    for language in LANGUAGES:
        if path.parent.name == language:
            return language
    return "en"


def check_pack(pack: Pack) -> Iterator[str]:
    """What is wrong in one pack."""
    if pack.key not in (GENERAL, CHATTING):
        for category, least in LEAST.items():
            found = len(pack.lines.get(category, ()))
            if found < least:
                yield f"{category} has {found} lines; {least} at least"
    questions = [line.source for line in pack.lines.get("questions", ())]
    if questions:
        share = sum(text.endswith("?") for text in questions) / len(questions)
        low, high = QUESTION_MARKS
        if not low <= share <= high:
            yield f'{share:.0%} of the questions end in "?"; {low:.0%} to {high:.0%}'
    sources = [line.source for lines in pack.lines.values() for line in lines]
    seen: dict[str, str] = {}
    for text in sources:
        if len(text) > LONGEST:
            yield f"{text!r} has {len(text)} characters; {LONGEST} at most"
        if text.casefold() in seen:
            yield f"{text!r} stands there twice"
        seen[text.casefold()] = text
    yield from _alike([text for text in sources if len(text) >= 12])


def _alike(texts: list[str]) -> Iterator[str]:
    folded = [text.casefold() for text in texts]
    for place, text in enumerate(folded):
        for _, score, other in process.extract(text, folded[:place], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3):
            if score < 100:
                yield f"{texts[place]!r} is nearly {texts[other]!r}"
