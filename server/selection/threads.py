"""Threads: the talks among viewers that one show can have, and which of them were had.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from server.model.phrase import About, Category, Phrase
from server.phrases.exchange import Exchange
from server.phrases.template import Thread, shuffled_ways
from server.text.words import Memory

TRIES = 8
"""Threads that are looked at for one that fits."""
RESTS = 5
"""Evenings that a thread rests, any of whose lines was said."""


@dataclass(eq=False, slots=True)
class _Kept:
    thread: Thread
    unsaid: list[int] | None = None
    """Ways not yet said, in the order they will come (last first); None before anybody asked."""
    had: list[int] = field(default_factory=list)
    """The others that were asked for."""


class Threads:
    """The threads of one show. None is had twice, nor one whose lines were said by themselves."""

    def __init__(self, random: Random, memory: Memory) -> None:
        self._random = random
        self._memory = memory
        self._kept: dict[Category, list[_Kept]] = {}

    def add(self, threads: Iterable[Thread]) -> None:
        """Put threads in stock."""
        for thread in threads:
            self._kept.setdefault(thread.category, []).append(_Kept(thread))

    def draw(
        self, category: Category, about: About, suits: Callable[[str], bool], *, game: str | None = None
    ) -> Exchange | None:
        """Take a thread that opens with a line of `category` that suits who opens it, if there is one."""
        there = self._kept.get(category, [])
        for kept in self._random.sample(there, min(TRIES, len(there))):
            if kept.unsaid is None:
                kept.unsaid = shuffled_ways(kept.thread.ways, self._random)
            if not kept.unsaid or not kept.thread.fits(about):
                continue
            texts = kept.thread.say(kept.unsaid[-1], about)
            if any(0 < self._memory.evenings_ago(text) <= RESTS for text in texts):
                continue
            if any(self._memory.has(text) for text in texts):
                # The same template in another way mostly has the line that was said in it: it has had its talk.
                kept.had.append(kept.unsaid.pop())
            elif suits(texts[0]):
                kept.had.append(kept.unsaid.pop())
                for text in texts:
                    self._memory.add(text)
                phrases = tuple(
                    Phrase(text, line.category, line.language, game)
                    for text, line in zip(texts, kept.thread.lines, strict=True)
                )
                return Exchange(kept.thread.speakers, phrases)
        return None

    def reset(self) -> None:
        """Another show: threads that were had may be had again, the others first."""
        for kept in (kept for some in self._kept.values() for kept in some):
            if kept.unsaid is not None:
                kept.unsaid[:0] = sorted(kept.had)
                kept.had.clear()
