"""Voice lines: what viewers say because the streamer talks, or because they don't.

After a long silence somebody asks after the streamer now and then. Who asked the streamer something and hears them
speak takes that for the answer; who hears nothing asks again sometimes, and mostly lets it go. All of it is said when a
line is due anyway, so that the pace stays; and where nobody hears the streamer, nothing is drawn and nothing is said.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.audience.attention import Attention
from server.audience.conversation import SentMessage
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.streamer_voice import StreamerVoice

LONG_S = 20.0
"""Seconds of silence that viewers notice; rivals of ours act at 15."""
ASKS_AFTER = 0.3
"""Chance that a line that is due then asks after the streamer: the first one comes some 15 seconds later at the usual
pace."""
APART_S = 180.0
"""From one such line to the next, at least; in one silence each takes that much longer than the one before: who is gone
is gone."""
AWAY = frozenset({"break", "between"})
"""Situations in which nobody expects the streamer to talk, where they are known and not imagined: "brb" is one, by the
words of either language's packs."""

ANSWERS_AFTER_S, ANSWERS_WITHIN_S = 1.5, 10.0
"""After a question, when speech counts as the answer to it: nobody answers what they haven't read yet."""
LISTENS_S = 2.5
"""So long whoever asked listens before they say anything."""
THANKS = 0.3
"""Chance that they do."""
AGAIN = 0.15
"""Chance to ask again, where neither the streamer nor anybody else answered."""
AGAIN_AFTER_S = (14.0, 40.0)
"""From the question to that, least and most."""
FORGOTTEN_S = 60.0
"""A question that is older is past, whatever was still to be said of it."""
MOST_ASKED = 6
"""Questions that are waited for at once."""


@dataclass(slots=True, eq=False)
class _Asked:
    """A question to the streamer, and what comes of it."""

    said: SentMessage
    role: str | None = None
    """What who asked says next, once that is known."""
    at: float = 0.0
    """From when on."""


class VoiceLines:
    """What is to be said of it in one show."""

    def __init__(self, voice: StreamerVoice, context: LineContext) -> None:
        self._voice, self._context = voice, context
        self._asked: list[_Asked] = []
        self._said: str | None = None
        """The newest voice line: "you there?" is no question that wants a thank-you."""
        self._asked_after_at = float("-inf")
        self._asked_after = 0
        """Of this silence."""
        self._silence: float | None = None
        """When the silence that they belong to began."""

    def clear(self) -> None:
        """Another show."""
        self._asked.clear()
        self._asked_after_at, self._silence, self._asked_after = float("-inf"), None, 0

    def note(self, said: SentMessage) -> None:
        """Somebody spoke: a question that is to nobody else is to the streamer."""
        if self._voice.talks is None or said.phrase.category != "questions" or said.parent is not None:
            return
        if said.phrase.text == self._said:
            return
        is_for_streamer = said.wave is None and not said.phrase.is_courtesy and said.follow_up.thread is None
        if is_for_streamer and len(self._asked) < MOST_ASKED:
            self._asked.append(_Asked(said))

    def draft(self, now: float) -> Draft | None:
        """What somebody says of the voice, or of the silence, now that a line is due."""
        if self._voice.talks is None:
            self._asked.clear()
            return None
        line = self._after_a_question(now) or self._ask_after(now)
        if line is not None:
            self._said = line.phrase.text
        return line

    def _after_a_question(self, now: float) -> Draft | None:
        context = self._context
        self._asked = [asked for asked in self._asked if self._is_open(asked, now)]
        for asked in self._asked:
            viewer = asked.said.viewer
            if asked.role is None or now < asked.at or not context.crowd.is_here(viewer):
                continue
            self._asked.remove(asked)
            phrase = context.source.role(asked.role, context.preference_of(viewer))
            return Draft(viewer, phrase) if phrase is not None else None
        return None

    def _is_open(self, asked: _Asked, now: float) -> bool:
        """Whether anything comes of a question still; what, as soon as that can be known."""
        at = asked.said.at
        if now - at > FORGOTTEN_S:
            return False
        if asked.role is not None:
            return True
        spoke_at = self._voice.spoke(at + ANSWERS_AFTER_S, min(now, at + ANSWERS_WITHIN_S))
        if spoke_at is not None:
            asked.role, asked.at = "thanks", spoke_at + LISTENS_S
            return self._context.random.random() < THANKS
        if now < at + ANSWERS_WITHIN_S:
            return True
        if any(said.parent is asked.said for said in self._context.recent):
            return False
        asked.role, asked.at = "again", at + self._context.random.uniform(*AGAIN_AFTER_S)
        return self._context.random.random() < AGAIN

    def _ask_after(self, now: float) -> Draft | None:
        context = self._context
        if self._voice.quiet_s(now) < LONG_S or _is_away(context.attention):
            return None
        if self._silence != self._voice.since:
            self._silence, self._asked_after = self._voice.since, 0
        is_soon = now - self._asked_after_at < APART_S * (1 + self._asked_after)
        if is_soon or context.random.random() >= ASKS_AFTER:
            return None
        viewer = context.crowd.pick(now)
        phrase = context.source.role("silence", context.preference_of(viewer))
        if phrase is None:
            return None
        self._asked_after_at = now
        self._asked_after += 1
        return Draft(viewer, phrase)


def _is_away(attention: Attention) -> bool:
    situation = attention.situation
    return situation is not None and attention.source != "imagined" and situation.key in AWAY
