"""Wave line: what is said in a wave, and by whom.

Real waves are one word or two, sent again by one after the other, longer, louder; between them other short ones, and
afterwards somebody finds a sentence or asks for the clip.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from server.audience.conversation import RecentMessages, SentMessage
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.moment import Wave
from server.audience.phrase_source import PhraseSource
from server.audience.preference import taste_of, words_now
from server.audience.wave_token import is_token, varied
from server.model.phrase import Phrase
from server.model.settings import CrowdMood
from server.text.words import likeness

TOKENS = 2
"""Words that a wave is made of."""
COPIES = 0.5
"""Chance that somebody in a wave sends one of them again."""
COPIES_FIRST = 0.7
"""Chance that it is the first."""
WORDY = 0.22
"""Chance that somebody finds words of their own while it lasts."""
STRETCH = 0.2

WOULD = {"laugh": "teasing", "hype": "excited", "omg": "excited", "fear": "excited", "fail": "teasing"}
"""Of what temper they are who are first to react to a moment."""


def surge_line(
    wave: Wave,
    now: float,
    *,
    source: PhraseSource,
    crowd: Crowd,
    recent: RecentMessages,
    crowd_mood: CrowdMood,
    random: Random,
) -> Draft | None:
    """The next line of a wave; None when nothing was written for its moment."""
    would = WOULD.get(wave.moment, "excited")
    viewer = crowd.pick(now, in_wave=True, liking=lambda viewer: viewer.moods.get(would, 1.0))
    tokens = _tokens(recent.of_wave(wave))
    if tokens and random.random() < COPIES:
        token = tokens[0] if random.random() < COPIES_FIRST else tokens[-1]
        return Draft(viewer, replace(token, text=varied(token.text, random)), is_typed=True)
    wordy = len(tokens) == TOKENS and random.random() < WORDY
    words = max(2.5, viewer.habits.words) if wordy else 1.2
    taste = taste_of(viewer, crowd.viewer_factory.origins, crowd_mood=crowd_mood, words=words)
    phrase = source.draw_wave(wave.moment, taste)
    return Draft(viewer, phrase, stretch=0.0 if wordy else STRETCH) if phrase is not None else None


def afterglow_line(
    wave: Wave, now: float, *, source: PhraseSource, crowd: Crowd, crowd_mood: CrowdMood
) -> Draft | None:
    """A line of a wave's afterglow; None when nothing was written for it."""
    viewer = crowd.pick(now, in_wave=True)
    words = words_now(viewer, 0)
    phrase = source.draw_afterglow(
        wave.moment, taste_of(viewer, crowd.viewer_factory.origins, crowd_mood=crowd_mood, words=words)
    )
    return Draft(viewer, phrase) if phrase is not None else None


def _tokens(before: Sequence[SentMessage]) -> list[Phrase]:
    """The words that the wave is made of so far: the first short ones that differ."""
    found: dict[str, Phrase] = {}
    for said in before:
        if is_token(said.phrase.text):
            found.setdefault(likeness(said.phrase.text), said.phrase)
    return list(found.values())[:TOKENS]
