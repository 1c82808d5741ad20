"""Speech replies: what viewers write because of what the streamer said.

A question to the chat is answered, a greeting is greeted back, who is called by name reacts, and while it is fresh what
was said is picked up. Where nobody hears the streamer nothing is drawn, and the chat is as it would have been.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.moment import Wave
from server.audience.rhythm import Rhythm
from server.audience.speech import Speech
from server.audience.viewer import Viewer
from server.phrases.questions import ASKED
from server.phrases.speech import ReplyKind, moment_of

Kind = ReplyKind | Literal["question"]
"""What is replied to."""

FIRST_S = (2.0, 2.8)
"""From what was said to the first reply, least and most: it is heard, understood and typed."""
LAST_S = 6.0
"""By then all of them are there."""
SHARE = 0.3
"""Of those who chat, who answer a question to all of them."""
FEWEST, MOST = 2, 6
"""Of them, least and most."""
COUNTS: Final[Mapping[Kind, tuple[int, int]]] = {
    "hello": (2, 4),
    "thanks": (1, 2),
    "to_one": (1, 1),
    "follow": (1, 3),
    "break": (2, 3),
    "goodbye": (3, 5),
    "called": (1, 1),
}
"""Replies to anything else, least and most."""
RESTS_S: Final[Mapping[Kind, float]] = {
    "question": 5.0,
    "hello": 90.0,
    "thanks": 25.0,
    "to_one": 5.0,
    "follow": 120.0,
    "break": 120.0,
    "goodbye": 45.0,
    "called": 8.0,
}
"""From one time that such a thing is replied to until the next: who says "chat" in every sentence isn't answered each
time."""
FRESH_S = 30.0
"""For so long what was said may be picked up."""
PICKS_UP = 0.27
"""Chance that somebody who speaks of their own accord meanwhile does so. With it one line in six does: of the others
some answer, and some are part of a wave."""
PICKED_AT_MOST = 3
"""Lines that pick up the same."""
BY_WORD = 0.5
"""Chance that such a line is one of the show's own with one of its words."""


@dataclass(slots=True)
class _Fresh:
    """Something that was said just now."""

    words: frozenset[str]
    at: float
    left: int = PICKED_AT_MOST


class SpeechReplies:
    """The replies of one show."""

    def __init__(self, context: LineContext, rhythm: Rhythm) -> None:
        self._context, self._rhythm = context, rhythm
        self._fresh: list[_Fresh] = []
        self._replied_at: dict[Kind, float] = {}

    def clear(self) -> None:
        """Another show."""
        self._fresh.clear()
        self._replied_at.clear()

    def hear(self, speech: Speech, now: float) -> bool:
        """The streamer said that. Whether anybody replies to it."""
        if speech.words:
            self._fresh = [one for one in self._fresh if now - one.at < FRESH_S]
            self._fresh.append(_Fresh(speech.words, now))
        viewer = next((one for one in self._context.crowd.here if one.name == speech.viewer), None)
        kind = _kind(speech, viewer)
        if kind is None or now - self._replied_at.get(kind, float("-inf")) < RESTS_S[kind]:
            return False
        moment = ASKED if kind == "question" else moment_of(kind)
        if kind != "question" and not self._context.source.speaks_at(moment):
            return False
        self._replied_at[kind] = now
        self._rhythm.add_replies(self._replies(kind, moment, viewer, now))
        return True

    def draft(self, now: float) -> Draft | None:
        """A line that picks up what was just said, if somebody does."""
        self._fresh = [one for one in self._fresh if one.left and now - one.at < FRESH_S]
        context = self._context
        if not self._fresh or context.random.random() >= PICKS_UP:
            return None
        said = self._fresh[-1]
        viewer = context.crowd.pick(now, liking=lambda one: one.moods.get("teasing", 1.0))
        line = self._with_word(viewer, said, now) if context.random.random() < BY_WORD else None
        line = line or self._about(viewer, said)
        if line is not None:
            said.left -= 1
        return line

    def _replies(self, kind: Kind, moment: str, viewer: Viewer | None, now: float) -> Wave:
        random = self._context.random
        count = random.randint(*COUNTS[kind]) if kind in COUNTS else self._answers(viewer)
        first = now + random.uniform(*FIRST_S)
        others = sorted(random.uniform(first, now + LAST_S) for _ in range(count - 1))
        return Wave(moment, 1, (first, *others), (), viewer)

    def _answers(self, viewer: Viewer | None) -> int:
        """How many answer a question: of one who was asked by name, somebody else may know better."""
        if viewer is not None:
            return 1 + (self._context.random.random() < SHARE)
        among = round(SHARE * len(self._context.crowd.here)) + self._context.random.randint(-1, 1)
        return max(FEWEST, min(MOST, among))

    def _with_word(self, viewer: Viewer, said: _Fresh, now: float) -> Draft | None:
        context = self._context
        for category in context.order(viewer):
            if category == "emotes":
                continue
            preference = context.preference_now(viewer, now, category)
            phrase = context.source.draw_about(category, said.words, preference)
            if phrase is not None:
                return Draft(viewer, phrase)
        return None

    def _about(self, viewer: Viewer, said: _Fresh) -> Draft | None:
        # Sorted, so that the same seed draws the same word whatever order a set has.
        word = self._context.random.choice(sorted(said.words))
        phrase = self._context.source.draw_about_speech(word, self._context.preference_of(viewer))
        # As an answer it is quoted by nobody on a later evening: a word of it was the streamer's.
        return Draft(viewer, replace(phrase, is_answer=True)) if phrase is not None else None


def _kind(speech: Speech, viewer: Viewer | None) -> Kind | None:
    if speech.means == "thanks" and viewer is not None:
        return "to_one"
    if speech.means is not None:
        return speech.means
    return "called" if viewer is not None else None
