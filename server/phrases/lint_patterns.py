"""Lint patterns: lines that a reader would take for the same one again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from server.phrases.lint_lines import Placed, lines_of, written
from server.phrases.pack import Pack
from server.text.words import content_words, is_emotes

NEAR_WORDS = 4
"""From so many words on, two lines that differ in one are heard as the same."""
FRAME_WORDS, FRAME_LINES = 3, 3
"""So many lines of three words that share what they say of different things are a pattern: "x is underrated"."""
OPENING, OPENING_CONTENT = 5, 3
"""Words, and words with content among them, that no two longer lines begin with."""
LONG_ENOUGH = 3
"""Words from which a line may be in a pack only once; "lol" may be there twice."""

_NO_WORD = re.compile(r"[^\w{} ]")


def patterns(pack: Pack) -> Iterator[str]:
    """Lines that stand there twice, differ in one word, or share a frame or an opening."""
    placed = [
        one
        for one in lines_of(pack, answers=False)
        # What comes back later may quote what was said.
        if one.table != "roles" and one.category != "emotes" and one.role != "back"
    ]
    yield from _twice(placed)
    yield from _one_apart([one for one in placed if one.table not in ("answers", "threads")])
    yield from _openings([one for one in placed if one.table not in ("answers", "threads")])


def _twice(placed: Iterable[Placed]) -> Iterator[str]:
    """Each wave on its own: "no way" fits two of them."""
    seen: set[tuple[str, str]] = set()
    for one in placed:
        text = " ".join(_words(one.text))
        if one.table == "threads" or len(text.split()) < LONG_ENOUGH or is_emotes(one.text):
            continue
        key = (one.moment, text)
        if key in seen:
            yield f"{one.text!r} stands there twice"
        seen.add(key)


def _one_apart(placed: Iterable[Placed]) -> Iterator[str]:
    """Each pair once, by its first wording that is near."""
    frames: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for one in placed:
        group = one.where if one.table == "frames" else ""
        for text in written(one.line):
            words = _words(text)
            if len(words) >= NEAR_WORDS or len(words) == FRAME_WORDS:
                for place in range(len(words)):
                    frames[(group, *words[:place], "_", *words[place + 1 :])].setdefault(one.text, text)
    told: set[frozenset[str]] = set()
    for (_, *frame), lines in frames.items():
        pair = frozenset(lines)
        if pair in told or not _is_pattern(frame, set(lines.values())):
            continue
        told.add(pair)
        first, *_, last = sorted(lines)
        yield f"{first!r} and {last!r} are one pattern: {' '.join(frame)!r}; [a|b] makes one line of them"


def _is_pattern(frame: list[str], lines: set[str]) -> bool:
    if len(lines) < 2 or not _content(frame):
        return False  # "i _ see that" is how everybody speaks
    return len(frame) >= NEAR_WORDS or (len(lines) >= FRAME_LINES and frame[-1] != "_")


def _openings(placed: Iterable[Placed]) -> Iterator[str]:
    seen: dict[tuple[str, ...], str] = {}
    for one in placed:
        words = _words(next(written(one.line)))
        opening = tuple(words[:OPENING])
        if len(words) <= OPENING or len(_content(opening)) < OPENING_CONTENT:
            continue
        if opening in seen and seen[opening] != one.text:
            yield f"{one.text!r} begins like {seen[opening]!r}"
        seen[opening] = one.text


def _content(words: Iterable[str]) -> frozenset[str]:
    """The words of a line, without what is in braces."""
    return content_words(" ".join(word for word in words if "{" not in word))


def _words(text: str) -> list[str]:
    return _NO_WORD.sub("", text.casefold()).split()
