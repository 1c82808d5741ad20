"""Wave line: what is said in a wave, and by whom.

Real waves are one word or two, sent again by one after the other, longer, louder; between them other short ones, and
afterwards somebody finds a sentence or asks for the clip.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from server.audience.conversation import SentMessage
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.moment import Wave, mood_of
from server.audience.preference import preference_of, words_now
from server.audience.viewer import Viewer
from server.audience.wave_token import is_token, varied
from server.model.phrase import Phrase, Preference
from server.text.words import likeness

TOKENS = 2
"""Words that a wave is made of."""
COPIES = 0.42
"""Chance that somebody in a wave sends one of them again."""
COPIES_FIRST = 0.7
"""Chance that it is the first."""
WORDY = 0.22
"""Chance that somebody finds words of their own while it lasts."""
STRETCH = 0.1
"""Chance that a short word of a wave is stretched ("noooo")."""
WORDY_WORDS, SHORT_WORDS = 2.5, 1.2
"""Words of what somebody finds of their own, at least, and of any other line of a wave."""


def wave_line(wave: Wave, now: float, context: LineContext, *, late: bool) -> Draft | None:
    """The next line of a wave, or of its afterglow (`late`); None when nothing was written for its moment."""
    return _afterglow(wave, now, context) if late else _reaction(wave, now, context)


def _reaction(wave: Wave, now: float, context: LineContext) -> Draft | None:
    crowd, random, mood = context.crowd, context.random, mood_of(wave.moment)
    before = context.recent.of_wave(wave)
    if wave.speaker is not None and not before and crowd.is_here(wave.speaker):
        viewer = wave.speaker
    else:
        viewer = crowd.pick(now, in_wave=True, liking=lambda viewer: viewer.moods.get(mood, 1.0))
    tokens = _tokens(before)
    if tokens and random.random() < COPIES:
        token = tokens[0] if random.random() < COPIES_FIRST else tokens[-1]
        return Draft(viewer, replace(token, text=varied(token.text, random)), is_typed=True)
    wordy = len(tokens) == TOKENS and random.random() < WORDY
    words = max(WORDY_WORDS, viewer.habits.words) if wordy else SHORT_WORDS
    phrase = context.source.draw_wave(wave.moment, _preference(viewer, words, context))
    return Draft(viewer, phrase, stretch=0.0 if wordy else STRETCH) if phrase is not None else None


def _afterglow(wave: Wave, now: float, context: LineContext) -> Draft | None:
    viewer = context.crowd.pick(now, in_wave=True)
    phrase = context.source.draw_afterglow(wave.moment, _preference(viewer, words_now(viewer, 0), context))
    return Draft(viewer, phrase) if phrase is not None else None


def _preference(viewer: Viewer, words: float, context: LineContext) -> Preference:
    """What suits that viewer in a wave: any proper name may be in it."""
    origins = context.crowd.viewer_factory.origins
    return preference_of(viewer, origins, crowd_mood=context.settings.crowd_mood, words=words)


def _tokens(before: Sequence[SentMessage]) -> list[Phrase]:
    """The words that the wave is made of so far: the first short ones that differ."""
    found: dict[str, Phrase] = {}
    for said in before:
        if is_token(said.phrase.text):
            found.setdefault(likeness(said.phrase.text), said.phrase)
    return list(found.values())[:TOKENS]
