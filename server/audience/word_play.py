"""Word play: somebody seizes on a word that was just said, others join, and for some minutes the chat bends it.

In chats of small streams 8 to 25 of 40 lines take up and alter somebody's odd word; that, and not finished jokes, is
what they laugh about. Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from server.audience.conversation import SentMessage
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.viewer import Viewer
from server.model.phrase import Category, Phrase
from server.phrases.word_play import FORM, WORD, WordPlayTexts

STARTS = 0.7
"""Chance that who would speak seizes on a word that can be played with."""
LATEST = 3
"""Messages of which somebody seizes on a word."""
LATEST_S = 30.0
"""So long after it was said."""
APART_S = (100.0, 420.0)
"""From the end of one to the next, least and most."""
GOES_ON = 0.65
"""Chance that who would speak, while there is one, joins it."""
LINES = (4, 10)
"""Lines of one, least and most, after the word itself."""
OVER_S = 90.0
"""After so long without a line nobody comes back to it."""
PLAYERS = 6
"""People who play along."""
SAME_PLAYER = 0.6
"""Chance that one of those who play already says the next line."""
MAKES = 0.3
"""Chance that a line turns the word into something else."""
BENDS = 0.3
"""Chance that what a line turns it into is a misspelling, and not one of the language's own."""
LONGEST = 18
"""Characters of what it may become."""
FORM_LINES = 3
"""Lines about what the word became, before it is about the word again."""
TRIES = 6
"""Lines that are drawn for one that nobody said in this show."""

_VOWELS = re.compile(r"[aeiouáéíóú]+")
_SYLLABLE = re.compile(r"[^\W\d_aeiouáéíóú]{0,3}[aeiouáéíóú]")


@dataclass(slots=True)
class _Play:
    """A word while it is played with."""

    word: str
    form: str
    players: list[Viewer]
    left: int
    at: float
    about_form: int = 0
    """Lines since the word became `form`."""
    said: set[str] = field(default_factory=set)


class WordPlay:
    """The word play of one show."""

    def __init__(self, context: LineContext) -> None:
        self._context = context
        self._play: _Play | None = None
        self._may_start_at = float("-inf")
        self._used: set[str] = set()
        """Words that were played with, and moves that were made, in this show."""

    def forget(self) -> None:
        """Another show: every word is new."""
        self._play, self._may_start_at = None, float("-inf")
        self._used.clear()

    def line(self, viewer: Viewer, category: Category, now: float) -> Draft | None:
        """A line that goes on with the play, or begins one; None when there is nothing to play with."""
        context, texts = self._context, self._context.crowd.viewer_factory.material.word_play
        if category not in (context.settings.main, "reactions") or not texts.takes_up:
            return None
        if self._play is not None and (self._play.left <= 0 or now - self._play.at > OVER_S):
            self._play = None
            self._may_start_at = now + context.random.uniform(*APART_S)
        if self._play is not None:
            return self._next(self._play, viewer, category, now, texts)
        if now < self._may_start_at:
            return None
        return self._first(viewer, category, now, texts)

    def _first(self, viewer: Viewer, category: Category, now: float, texts: WordPlayTexts) -> Draft | None:
        random = self._context.random
        for said in islice(self._context.recent, LATEST):
            if said.viewer is viewer or now - said.at > LATEST_S or said.wave is not None:
                continue
            words = [word for word in playable(said, texts) if word not in self._used]
            if words and random.random() < STARTS:
                word = random.choice(words)
                text = self._move(texts.takes_up, word, word)
                if text is None:
                    return None
                self._used.add(word)
                self._play = _Play(word, word, [viewer], random.randint(*LINES), now)
                return self._draft(viewer, text, category)
        return None

    def _next(self, play: _Play, viewer: Viewer, category: Category, now: float, texts: WordPlayTexts) -> Draft | None:
        random, crowd = self._context.random, self._context.crowd
        if random.random() >= GOES_ON:
            return None
        latest = next(iter(self._context.recent), None)
        players = [one for one in play.players if crowd.is_here(one) and (latest is None or one is not latest.viewer)]
        if players and (random.random() < SAME_PLAYER or len(play.players) >= PLAYERS):
            viewer = random.choice(players)
        if random.random() < MAKES:
            text = made_of(play.word, texts, random)
            if text is not None:
                play.form, play.about_form = text, 0
        else:
            play.about_form += 1
            form = play.form if play.about_form <= FORM_LINES else play.word
            text = self._move(texts.goes_on, play.word, form)
        if text is None or text in play.said:
            return None
        play.said.add(text)
        play.left -= 1
        play.at = now
        if viewer not in play.players:
            play.players.append(viewer)
        return self._draft(viewer, text, category)

    def _move(self, moves: tuple[str, ...], word: str, form: str) -> str | None:
        """One of these lines that nobody said in this show."""
        for move in self._context.random.sample(moves, min(TRIES, len(moves))):
            if move not in self._used:
                self._used.add(move)
                return move.replace(WORD, word).replace(FORM, form)
        return None

    def _draft(self, viewer: Viewer, text: str, category: Category) -> Draft | None:
        context = self._context
        if not context.source.takes(text):
            return None
        language = context.crowd.viewer_factory.material.language
        return Draft(viewer, Phrase(text, category, language, mood="teasing"), names_whom=True)


def playable(said: SentMessage, texts: WordPlayTexts) -> list[str]:
    """The words of a message that can be played with, in their order."""
    return [word for word in re.findall(r"\w+", said.phrase.text.casefold()) if word in texts.words]


def made_of(word: str, texts: WordPlayTexts, random: Random) -> str | None:
    """What somebody turns the word into."""
    if not texts.makes or random.random() < BENDS:
        made = bent(word, random)
    else:
        made = random.choice(texts.makes).replace(WORD, word)
    return made if len(made) <= LONGEST and made != word else None


def bent(word: str, random: Random) -> str:
    """The word misspelt for fun: another vowel all through, held, stammered, or with a longer end."""
    way = random.randrange(4)
    if way == 0:
        vowel = random.choice("aeiou")
        return _VOWELS.sub(vowel, word)
    if way == 1:
        first = _VOWELS.search(word)
        return word if first is None else word[: first.start()] + first[0] * random.randint(3, 6) + word[first.end() :]
    if way == 2:
        syllable = _SYLLABLE.match(word)
        return word if syllable is None else syllable[0] + word
    return word + word[-1] * random.randint(1, 3)
