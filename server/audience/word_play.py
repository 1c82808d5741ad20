"""Word play: somebody mistyped a word, others take it up, and for a minute a few people bend it.

Word games of real chats start from a slip or from something misheard, deform its sound or its spelling, and are over
after 20 to 100 s. Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from rapidfuzz.distance import OSA

from server.audience.conversation import SentMessage
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.viewer import Viewer
from server.model.phrase import Category, Phrase
from server.phrases.word_play import FORM, WORD, WordPlayTexts
from server.text.words import fold

STARTS = 0.4
"""Chance that who would speak takes up a slip, for each message of the latest with one."""
LATEST = 3
"""Messages of which somebody takes a slip up."""
LATEST_S = 25.0
"""Seconds after a slip in which somebody takes it up."""
APART_S = 240.0
"""Seconds from the beginning of one play to the next, at least."""
GOES_ON = 0.6
"""Chance that who would speak, while there is one, joins it."""
LINES = (0, 4)
"""Lines of one after the first, least and most."""
LASTS_S = 100.0
"""Seconds from the first line to the last, at most."""
BENDS = 0.4
"""Chance that a line bends the word further."""
SHORTEST = 4
"""Letters of a word that is taken up."""
LONGEST = 18
"""Characters of what it may become."""
TRIES = 6
"""Lines that are drawn for one that nobody said in this show."""

_VOWELS = re.compile(r"[aeiouáéíóú]+")
_SYLLABLE = re.compile(r"[^\W\d_aeiouáéíóú]{0,3}[aeiouáéíóú]")


@dataclass(slots=True)
class _Play:
    """A word while it is played with."""

    word: str
    form: str
    left: int
    since: float
    said: set[str] = field(default_factory=set)


class WordPlay:
    """The word play of one show."""

    def __init__(self, context: LineContext) -> None:
        self._context = context
        self._play: _Play | None = None
        self._began_at = float("-inf")
        self._used: set[str] = set()
        """Words that were played with, and lines that were said of one, in this show."""

    def forget(self) -> None:
        """Another show."""
        self._play, self._began_at = None, float("-inf")
        self._used.clear()

    def line(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A line that goes on with the play, or begins one; None when there is nothing to play with."""
        context, texts = self._context, self._context.crowd.viewer_factory.material.word_play
        if category not in (context.settings.main, "reactions") or not texts.takes_up:
            return None
        if self._play is not None and (self._play.left <= 0 or now - self._play.since > LASTS_S):
            self._play = None
        if self._play is not None:
            return self._next(self._play, viewer, category, texts)
        return self._first(viewer, category, now, texts) if now - self._began_at >= APART_S else None

    def _first(self, viewer: Viewer, category: Category, now: float, texts: WordPlayTexts) -> Draft | None:
        random = self._context.random
        for said in islice(self._context.recent, LATEST):
            if said.viewer is viewer or now - said.at > LATEST_S:
                continue
            word = mistyped(said)
            if word is None or word in self._used or random.random() >= STARTS:
                continue
            text = self._drawn(texts.takes_up, word, word)
            draft = self._draft(viewer, text, category) if text is not None else None
            if draft is not None:
                self._used.add(word)
                self._began_at = now
                self._play = _Play(word, word, random.randint(*LINES), now)
            return draft
        return None

    def _next(self, play: _Play, viewer: Viewer, category: Category, texts: WordPlayTexts) -> Draft | None:
        random = self._context.random
        latest = next(iter(self._context.recent), None)
        if random.random() >= GOES_ON or (latest is not None and latest.viewer is viewer):
            return None
        if random.random() < BENDS:
            text: str | None = bent(play.word, random)
        else:
            text = self._drawn(texts.goes_on, play.word, play.form)
        if text is None or text in play.said or (len(text.split()) == 1 and len(text) > LONGEST):
            return None
        draft = self._draft(viewer, text, category)
        if draft is not None:
            play.said.add(text)
            play.left -= 1
            if len(text.split()) == 1:
                play.form = text
        return draft

    def _drawn(self, lines: tuple[str, ...], word: str, form: str) -> str | None:
        """One of these lines that nobody said in this show."""
        for line in self._context.random.sample(lines, min(TRIES, len(lines))):
            if line not in self._used:
                if line not in (WORD, FORM):  # the bare word may be said of each
                    self._used.add(line)
                return line.replace(WORD, word).replace(FORM, form)
        return None

    def _draft(self, viewer: Viewer, text: str, category: Category) -> Draft | None:
        context = self._context
        if not context.source.takes(text):
            return None
        language = context.crowd.viewer_factory.material.language
        return Draft(viewer, Phrase(text, category, language, mood="teasing"), names_whom=True)


def mistyped(said: SentMessage) -> str | None:
    """The word of a message that came out with other letters than were meant, if there is one."""
    meant, typed = ([*map(fold, re.findall(r"\w+", text))] for text in (said.phrase.text, said.message.content))
    if len(meant) != len(typed) or said.wave is not None:
        return None
    for word, came_out in zip(meant, typed, strict=True):
        if len(word) < SHORTEST or len(came_out) < SHORTEST or not came_out.isalpha():
            continue
        if word != came_out and OSA.distance(word, came_out) == 1 and set(word) != set(came_out):
            return came_out
        if word != came_out and sorted(word) == sorted(came_out):
            return came_out
    return None


def bent(word: str, random: Random) -> str:
    """The word misspelt further: another vowel all through, held, stammered, or with a longer end."""
    way = random.randrange(4)
    if way == 0:
        return _VOWELS.sub(random.choice("aeiou"), word)
    if way == 1:
        first = _VOWELS.search(word)
        return word if first is None else word[: first.start()] + first[0] * random.randint(3, 6) + word[first.end() :]
    if way == 2:
        syllable = _SYLLABLE.match(word)
        return word if syllable is None else syllable[0] + word
    return word + word[-1] * random.randint(1, 3)
