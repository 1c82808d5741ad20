"""Prompt: what a model is asked. The standing instructions are text files (`prompts/`); the rest is one JSON value.

What people typed (the game's name, what is going on) stands in that value and nowhere else, so it can't leave its
place; what a hostile name could still talk a model into, the format and the screen stop.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from server.generation.line import Subject
from server.generation.marks import Lacks
from server.model.phrase import LANGUAGES, Language, Mode
from server.moderation.filter import CANARY, shingles
from server.phrases.pack_error import PackError
from server.text.bounded import Unreadable, read_text
from server.text.languages import facts_of, is_code

PROMPTS = Path(__file__).parent / "prompts"
SAID = 15
LONGEST_HEARD = 600
"""Characters of what the streamer said last: some half a minute."""
"""Lines said last that the prompt quotes, so that the model doesn't write them again."""
THEMES = 2
"""What a chat talks about beside, at once."""
PARTS = ("slants", "voices", "themes")
"""Lists of which each request gets some at random."""
FALLBACK: Language = "en"
"""Whose files a language without its own is asked by: models follow English, and `{language}` says what to write in."""
LONGEST_FILE = 32 * 1_024
"""Bytes; it goes to a model with every request."""

log = logging.getLogger(__name__)
MODES: tuple[Mode, ...] = ("game", "chatting")

LETTERS: Mapping[Mode, Mapping[str, str]] = {
    "game": {"g": "gameplay", "r": "reactions", "q": "questions", "e": "emotes"},
    "chatting": {"c": "comments", "r": "reactions", "q": "questions", "e": "emotes"},
}
"""The letters of the line format and the categories that they stand for."""
SHARES = (0.45, 0.33, 0.22, 0)
"""Of the categories, in that order. Emotes alone are the packs': a model repeats itself with the second batch."""
MOMENT_LETTER = "m"


@dataclass(frozen=True, slots=True)
class PromptInput:
    """One request for lines."""

    subject: Subject
    lines: int
    now: str = ""
    """What is going on, as the streamer typed it."""
    moment: str = ""
    """Lines for a moment's wave, and for nothing else: its name, in the language of the lines."""
    heard: Sequence[str] = ()
    """What the streamer said in the last minute, as a recognizer wrote it down."""
    said: Sequence[str] = ()
    examples: Sequence[str] = ()
    letters: Mapping[str, int] = field(default_factory=dict)
    """How many lines of each letter; empty: by the usual shares."""
    lacks: Lacks = field(default_factory=Lacks)
    """What marked lines are asked for besides."""


class Prompts:
    """The prompts of every language and mode."""

    def __init__(
        self,
        texts: Mapping[tuple[Language, Mode], str],
        parts: Mapping[tuple[Language, str], Sequence[str]],
        broken: Sequence[PackError] = (),
        marks: Mapping[Language, str] | None = None,
    ) -> None:
        self.broken = tuple(broken)
        """Files of the host's own that are left out."""
        canary = CANARY + secrets.token_hex(6)
        self._texts = {key: text.replace("{canary}", canary) for key, text in texts.items()}
        self._marks = dict(marks or {})
        self._parts = {key: list(listed) for key, listed in parts.items()}
        self._secrets: dict[tuple[Language, Mode], frozenset[str]] = {}

    def system(self, subject: Subject, *, marked: bool = False) -> str:
        """The standing instructions: the same each time, so that services need not read them again.

        `marked`: with those about marks, which stand last.
        """
        text = self._named(subject)
        if not marked:
            return text
        return text + (self._marks.get(subject.language) or self._marks[FALLBACK])

    def _named(self, subject: Subject) -> str:
        own = self._texts.get((subject.language, subject.mode))
        text = own if own is not None else self._texts[FALLBACK, subject.mode]
        return text.replace("{language}", facts_of(subject.language).name)

    def user(self, ask: PromptInput, random: Random) -> str:
        """What is asked this time."""
        subject = ask.subject
        value: dict[str, object] = {
            "game" if subject.mode == "game" else "topic": subject.name or None,
            "now": ask.now or None,
            "lines": ask.lines,
            "letters": {MOMENT_LETTER: ask.lines} if ask.moment else ask.letters or letters(subject.mode, ask.lines),
            "slant": random.choice(self._part(subject.language, "slants")),
            "voice": random.choice(self._part(subject.language, "voices")),
            "off_topic": self._themes(subject.language, random),
            "examples": list(ask.examples),
            "said": list(ask.said)[-SAID:],
        }
        if ask.moment:
            value["moment"] = ask.moment
        if ask.heard:
            value["heard"] = " ".join(ask.heard)[-LONGEST_HEARD:]
        lacks = ask.lacks
        wanted = {"situations": {**lacks.situations}, "moments": {**lacks.moments}, "talks": lacks.talks}
        value |= {name: found for name, found in wanted.items() if found}
        return json.dumps(value, ensure_ascii=False)

    def _themes(self, language: Language, random: Random) -> list[str]:
        themes = self._part(language, "themes")
        return random.sample(themes, min(THEMES, len(themes)))

    def _part(self, language: Language, part: str) -> list[str]:
        return self._parts.get((language, part)) or self._parts[FALLBACK, part]

    def secrets(self, subject: Subject) -> frozenset[str]:
        """What gives the prompt away: the canary, and every few words in a row."""
        key = subject.language, subject.mode
        if key not in self._secrets:
            self._secrets[key] = shingles(self.system(subject, marked=True))
        return self._secrets[key]


def letters(mode: Mode, lines: int) -> dict[str, int]:
    """How many lines of each letter, `lines` in all."""
    counts = {letter: int(lines * share) for letter, share in zip(LETTERS[mode], SHARES, strict=True)}
    first = next(iter(counts))
    counts[first] += lines - sum(counts.values())
    return {letter: count for letter, count in counts.items() if count}


def load_prompts(*own: Path) -> Prompts:
    """Our prompts, and those in the folders `own` in place of ours."""
    texts: dict[tuple[Language, Mode], str] = {}
    parts: dict[tuple[Language, str], list[str]] = {}
    marks: dict[Language, str] = {}
    broken: list[PackError] = []
    for folder in (PROMPTS, *own):
        for language in sorted({*LANGUAGES, *(path.name for path in folder.glob("*/") if is_code(path.name))}):
            for mode in MODES:
                text = _text(folder / language / f"{mode}.txt", broken)
                if text:
                    texts[language, mode] = text
            found_marks = _text(folder / language / "marks.txt", broken)
            if found_marks:
                marks[language] = found_marks
            for part in PARTS:
                listed = [line.strip() for line in _text(folder / language / f"{part}.txt", broken).splitlines()]
                found = [line for line in listed if line]
                if found:
                    parts[language, part] = found
    return Prompts(texts, parts, broken, marks)


def _text(path: Path, broken: list[PackError]) -> str:
    """A file's text; empty if it is missing, or broken, which is logged."""
    if not path.exists():
        return ""
    try:
        return read_text(path, LONGEST_FILE)
    except Unreadable as error:
        broken.append(PackError(path, None, str(error), error.code))
        log.warning("prompt left out: %s", broken[-1])
        return ""
