"""Conversation: questions, mentions, echoes, words that are taken up."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.realism.log import Line
from server.text.words import content_words

LATELY_S = 120.0
ECHO_S = 30.0
BACK = 5
SHUFFLES = 20


def is_question(line: Line) -> bool:
    return line.bare.endswith("?")


def recent_mentions(lines: Sequence[Line]) -> float:
    """Of the @mentions, those of somebody who wrote in the last two minutes."""
    last: dict[str, float] = {}
    mentions = recent = 0
    for line in lines:
        for name in line.mentions:
            mentions += 1
            recent += name in last and line.at - last[name] <= LATELY_S
        last[line.who] = line.at
    return recent / mentions if mentions else 0.0


def echo(lines: Sequence[Line]) -> float:
    """Share of the lines that are another's folded text of the last 30 s."""
    found = 0
    for place, line in enumerate(lines):
        for before in reversed(lines[max(0, place - 60) : place]):
            if line.at - before.at > ECHO_S:
                break
            if before.who != line.who and before.folded == line.folded:
                found += 1
                break
    return found / len(lines)


def shared_word(lines: Sequence[Line], seed: int = 1) -> float:
    """P(a content word is shared with one of the last five lines), over the same with the texts shuffled."""
    words = [content_words(line.bare) for line in lines]
    chance = 0.0
    random = Random(seed)
    for _ in range(SHUFFLES):
        random.shuffle(shuffled := list(words))
        chance += _shared(shuffled) / SHUFFLES
    return _shared(words) / chance if chance else 0.0


def _shared(words: Sequence[frozenset[str]]) -> float:
    found = sum(
        bool(own and not own.isdisjoint(frozenset().union(*words[max(0, place - BACK) : place])))
        for place, own in enumerate(words)
    )
    return found / len(words)
