"""Habits: how people type, drawn once per person.

The quartiles are those of small streams (docs/realism.md): no capitals at all .03/.40/.77, capital start .02/.17/.75,
final punctuation .02/.11/.26, an emote .01/.16/.50, median words 2/4/7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from server.audience.distributions import quantile
from server.audience.viewer import Habits
from server.phrases.viewer_kinds import Typing, ViewerKind

# Each: evenly spaced quantiles over people, from the least to the greatest.
CAPITAL = (0.0, 0.02, 0.17, 0.75, 1.0)
"""Share of messages that begin with a capital."""
STOP = (0.0, 0.0, 0.0, 0.02, 0.09, 0.5)
"""Share of messages that end with a full stop."""
EMOTE = (0.0, 0.01, 0.16, 0.5, 0.8)
"""Share of messages with an emote."""
WORDS = (1.3, 1.7, 2.2, 3.0, 4.2, 5.6, 7.5, 11.5, 18.0)
"""Median length of their messages, in words. Three or four people of thirty write twelve words and more: they make the
11 % of long lines in English chats, 4 to 5 % in Spanish ones, whose packs are shorter."""
LONGEST_WORDS = 24.0
"""Upper bound of a viewer's mean words a message."""
TRAIL = (0.0, 0.0, 0.0, 0.005, 0.045)
"""Share of messages that trail off in dots: .7 % of all in English, .2 % in Spanish."""
SLIPS = (0.0, 0.001, 0.004, 0.012, 0.045)
"""Share of words with a slip: in all, some 3 % of the messages."""
STAR_FIRST = 0.5
"""Share of people who put a word right as "*word"; the others write "word*"."""
TALKERS_WORDS = (10.5, 19.0)
"""Median words of those who write at length, beside the others."""
MARK = (0.3, 0.85, 1.0, 1.0)
"""Share of questions that keep the question mark."""
SHORT = (0.0, 0.0, 0.0, 0.3, 0.9)
"""Share of words with a short form that are typed in it."""
EXCLAIM = (0.0, 0.0, 0.01, 0.06, 0.2, 0.7)
"""Share of loud lines that end with exclamation marks."""
STRETCH = (0.0, 0.0, 0.01, 0.028, 0.09)
"""Share of messages with a stretched vowel."""
SHOUT = (0.0, 0.05, 0.2, 0.5, 1.0)
"""Share of the shouted lines that are typed in capitals."""
AT = (0.0, 0.05, 0.15, 0.35, 0.7)
"""Share of answers that mention the author by @name."""
BUTTON = (0.0, 0.02, 0.1, 0.3, 0.6)
"""Share of answers sent with the reply button."""
PLAIN = 0.55
"""Share of people who leave out accents."""
EMOJI = 0.05
"""Share of people who type emoji."""
FAVOURITES = (1, 4)
"""Number of favourite emotes, least and most."""


def draw_habits(
    kinds: Iterable[ViewerKind],
    emotes: Mapping[Any, tuple[str, ...]],
    random: Random,
    typing: Typing | None = None,
) -> Habits:
    """Draw the habits of a viewer; the factors of the language and of `kinds` are applied."""
    typing = typing or Typing()
    words = quantile(WORDS, random) * typing.words
    if random.random() < typing.talkers:
        words = random.uniform(*TALKERS_WORDS)
    emote = quantile(EMOTE, random)
    shout = quantile(SHOUT, random)
    stretch = quantile(STRETCH, random)
    short = quantile(SHORT, random)
    for kind in kinds:
        words *= kind.words
        emote *= kind.emotes
        shout *= kind.shout
        stretch *= kind.stretch
        short *= kind.short
    known = sorted({emote for some in emotes.values() for emote in some})
    return Habits(
        words=round(min(LONGEST_WORDS, max(1.2, words)), 2),
        capital=round(min(1.0, typing.capital * quantile(CAPITAL, random)), 3),
        stop=round(min(1.0, typing.stop * quantile(STOP, random)), 3),
        mark=round(min(1.0, typing.marks * quantile(MARK, random)), 3),
        plain=random.random() < PLAIN,
        short=round(min(1.0, short), 3),
        stretch=round(min(0.6, typing.stretch * stretch), 3),
        shout=round(min(1.0, shout), 3),
        exclaim=round(min(1.0, typing.exclaim * typing.marks * quantile(EXCLAIM, random)), 3),
        emote=round(min(0.9, typing.emotes * emote), 3),
        emotes=tuple(random.sample(known, min(len(known), random.randint(*FAVOURITES)))),
        emoji=random.random() < EMOJI,
        at=round(min(1.0, typing.at * quantile(AT, random)), 3),
        button=round(quantile(BUTTON, random), 3),
        trail=round(quantile(TRAIL, random), 4),
        slips=round(quantile(SLIPS, random), 4),
        star_first=random.random() < STAR_FIRST,
    )
