"""Lint: what is wrong in packs, for those who write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from server.model.phrase import LANGUAGES, Language
from server.phrases.library import NAMES, OURS, VIEWERS
from server.phrases.lint_filled import filled_in
from server.phrases.pack import CHATTING, GENERAL, Pack, PackError, read_names, read_pack
from server.phrases.template import Template, Thread
from server.phrases.viewer_kinds import NOBODY, Origins, read_people

LEAST = {"gameplay": 40, "reactions": 25, "questions": 20, "emotes": 15}
"""Lines that a game's pack has in each category, slots not counted."""
LEAST_LINES = 120
LEAST_THREADS = 12
LEAST_WAYS = 700
"""Different gameplay phrases, slots included: two hours at the normal pace without a repetition."""
LEAST_MOMENTS, LEAST_MOMENT_LINES, LEAST_AFTER = 2, 12, 4
"""Moments of the game's own, the lines of each wave and of its afterglow."""
LEAST_TOPIC = {"comments": 30, "reactions": 10, "questions": 12}
LEAST_TOPIC_THREADS = 5
LEAST_GENERAL = 400
LEAST_ANSWERS = {"reactions": 25, "questions": 40}
"""Answers of the general pack; to its own main category as many as to questions."""
LEAST_GENERAL_THREADS = 40

QUESTION_MARKS = (0.35, 0.60)
"""Share of the questions that end in "?" (REALISM, "Questions")."""
OTHER_QUESTION_MARKS = 0.03
"""Share of the lines of other categories that may."""
MOOD_SHARES = {"neutral": (0.20, 0.45), "excited": (0.12, 0.35), "teasing": (0.08, 0.30), "bored": (0.05, 0.20)}
"""Of the gameplay lines that have a mood (PROVIDERS, "Prompt and screen")."""
OFF_TOPIC = (0.10, 0.30)
WORDS = {"short": (0.25, 0.55), "medium": (0.28, 0.55), "long": (0.10, 0.32)}
"""Share of the lines, emotes aside, of one or two words, of three to six, of seven or more."""
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
            elif path.stem == VIEWERS:
                read_people(path)
            else:
                yield from (f"{path}: {finding}" for finding in check_pack(read_pack(path, spoken), _origins(spoken)))
        except PackError as error:
            yield str(error)


def _language_of(path: Path) -> Language:
    for language in LANGUAGES:
        if path.parent.name == language:
            return language
    return "en"


@lru_cache(len(LANGUAGES))
def _origins(language: Language) -> Origins:
    return Origins(read_people(OURS / language / f"{VIEWERS}.toml").regions)


def check_pack(pack: Pack, origins: Origins | None = None) -> Iterator[str]:
    """What is wrong in one pack. With `origins` a line is found that speaks like two countries at once."""
    pack = _with_only(pack)
    yield from _counts(pack)
    yield from _marks(pack)
    yield from _words(pack)
    for line in _all_lines(pack):
        yield from filled_in(line)
    if origins is not None:
        yield from _nobodys(pack, origins)
    sources = [line.source for lines in (*pack.lines.values(), *pack.answers.values()) for line in lines]
    sources += [line.source for moment in pack.moments.values() for line in moment.after]
    seen: dict[str, str] = {}
    for text in sources:
        if len(text) > LONGEST:
            yield f"{text!r} has {len(text)} characters; {LONGEST} at most"
        if text.casefold() in seen:
            yield f"{text!r} stands there twice"
        seen[text.casefold()] = text
    yield from _alike([text for text in sources if len(text) >= 12])


def _with_only(pack: Pack) -> Pack:
    """The pack as a game of every genre hears it."""
    lines = {category: list(some) for category, some in pack.lines.items()}
    for some in pack.only:
        for category, more in some.lines.items():
            lines.setdefault(category, []).extend(more)
    threads = (*pack.threads, *(thread for some in pack.only for thread in some.threads))
    return replace(pack, lines={category: tuple(some) for category, some in lines.items()}, threads=threads, only=())


def _all_lines(pack: Pack) -> Iterator[Template | Thread]:
    for lines in (*pack.lines.values(), *pack.answers.values()):
        yield from lines
    for moment in pack.moments.values():
        yield from (*moment.lines, *moment.after)
    yield from pack.threads


def _nobodys(pack: Pack, origins: Origins) -> Iterator[str]:
    """Lines that no viewer would say: their words belong to different places."""
    for line in _all_lines(pack):
        for text in [line.source] if isinstance(line, Template) else [one.source for one in line.lines]:
            if origins.of(text) == NOBODY:
                yield f"{text!r} fits no viewer: its words come from different places"


def _counts(pack: Pack) -> Iterator[str]:
    if pack.key == GENERAL:
        yield from _least("lines in all", sum(map(len, pack.lines.values())), LEAST_GENERAL)
        for category, least in {"gameplay": LEAST_ANSWERS["questions"], **LEAST_ANSWERS}.items():
            yield from _least(f"answers to {category}", len(pack.answers.get(category, ())), least)
        yield from _least("threads", len(pack.threads), LEAST_GENERAL_THREADS)
    elif pack.key == CHATTING:
        yield from _least("answers to comments", len(pack.answers.get("comments", ())), LEAST_ANSWERS["questions"])
        yield from _least("threads", len(pack.threads), LEAST_THREADS)
    elif pack.mode == "chatting":
        for category, least in LEAST_TOPIC.items():
            yield from _least(f"lines of {category}", len(pack.lines.get(category, ())), least)
        yield from _least("threads", len(pack.threads), LEAST_TOPIC_THREADS)
    else:
        yield from _game_counts(pack)


def _game_counts(pack: Pack) -> Iterator[str]:
    for category, least in LEAST.items():
        yield from _least(f"lines of {category}", len(pack.lines.get(category, ())), least)
    yield from _least("lines in all", sum(map(len, pack.lines.values())), LEAST_LINES)
    yield from _least("threads", len(pack.threads), LEAST_THREADS)
    yield from _least("different gameplay phrases, slots included,", pack.count("gameplay"), LEAST_WAYS)
    yield from _least("moments of its own", sum(1 for moment in pack.moments.values() if moment.label), LEAST_MOMENTS)
    for moment in pack.moments.values():
        yield from _least(f"lines of {moment.type}", len(moment.lines), LEAST_MOMENT_LINES)
        yield from _least(f"afterglow lines of {moment.type}", len(moment.after), LEAST_AFTER)
    moods = [line.mood for line in pack.lines.get("gameplay", ()) if line.mood not in (None, "rough")]
    if not moods:
        yield "gameplay has no moods"
    for mood, (low, high) in {**MOOD_SHARES, "offtopic": OFF_TOPIC}.items() if moods else ():
        share = moods.count(mood) / len(moods)  # type: ignore[arg-type]
        if not low <= share <= high:
            yield f"{share:.0%} of the gameplay lines are {mood}; {low:.0%} to {high:.0%}"


def _least(what: str, found: int, least: int) -> Iterator[str]:
    if found < least:
        yield f"{found} {what}; {least} at least"


def _marks(pack: Pack) -> Iterator[str]:
    questions = [line.source for line in pack.lines.get("questions", ())]
    if questions:
        share = sum(text.endswith("?") for text in questions) / len(questions)
        low, high = QUESTION_MARKS
        if not low <= share <= high:
            yield f'{share:.0%} of the questions end in "?"; {low:.0%} to {high:.0%}'
    others = [line.source for category, lines in pack.lines.items() if category != "questions" for line in lines]
    asking = [text for text in others if text.endswith("?")]
    if len(asking) > OTHER_QUESTION_MARKS * len(others):
        yield f'{len(asking)} lines that are no questions end in "?", such as {asking[0]!r}'


def _words(pack: Pack) -> Iterator[str]:
    counts = [
        len(line.source.split()) for category, lines in pack.lines.items() if category != "emotes" for line in lines
    ]
    shares = {
        "short": sum(count <= 2 for count in counts),
        "medium": sum(3 <= count <= 6 for count in counts),
        "long": sum(count >= 7 for count in counts),
    }
    for name, (low, high) in WORDS.items():
        share = shares[name] / max(1, len(counts))
        if not low <= share <= high:
            yield f"{share:.0%} of the lines are {name}; {low:.0%} to {high:.0%}"


def _alike(texts: list[str]) -> Iterator[str]:
    folded = [text.casefold() for text in texts]
    for place, text in enumerate(folded):
        for _, score, other in process.extract(text, folded[:place], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3):
            if score < 100:
                yield f"{texts[place]!r} is nearly {texts[other]!r}"
