"""Follow-ups: what follows a message that was just sent, and when.

Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from dataclasses import replace

from server.audience.beat import Beat
from server.audience.conversation import Following, FollowUp, Growing, SentMessage
from server.audience.draft import Draft
from server.audience.line_context import LineContext
from server.audience.rhythm import Rhythm
from server.model.phrase import Phrase
from server.text.words import content_words, is_emotes, is_laugh, is_long

ANSWERED, ANSWERED_AT_ALL = 0.3, 0.12
"""Chance that a question, and anything else that says what may answer it, is sure of an answer."""
TAKEN_UP, TAKEN_ON = 0.27, 0.04
"""Chance that who asked takes up the answer with a word, and that they ask on about it."""
TAKEN_ON_WORDS = 3
"""Words of an answer that somebody repeats to ask on."""
LATE, LATE_S = 0.3, 32.0
"""Chance that an answer is a late one, and mean seconds until then."""
SOON_S = 9.0
"""Mean seconds until any other."""
NEXT_SEND_S = 2.2
"""Mean seconds between two messages of one thought."""
TAKEN_UP_S = 6.0
"""Mean seconds from an answer to who asked taking it up."""
GROWS_AFTER_S = 11.0
"""Mean seconds until somebody goes on with a thought that grows, or laughs at it."""
ECHO_LONGEST = 16
"""Characters of a text that a chain of echoes repeats."""
ECHO = 0.045
"""Chance that a short text is echoed (docs/realism.md)."""
ECHO_ON = 0.33
"""Chance that an echo is echoed (docs/realism.md)."""
ECHO_AFTER_S = 4.4
"""Mean seconds until an echo (docs/realism.md)."""
EMOTE_ECHO, EMOTE_ECHO_ON = 0.3, 0.45
"""The same chances of an emote alone."""
CATCHING, PLAIN = 2.4, 0.2
"""Factors on that chance: of an emote or a laugh, which people copy, and of anything else, which they hardly do."""


class FollowUps:
    """Decides what follows the messages of one show."""

    def __init__(self, context: LineContext) -> None:
        self._context = context

    def after(self, line: Draft, beat: Beat, content: str, correction: str | None) -> FollowUp:
        """What follows a line that was typed as `content`; `correction`: a mistyped word of it, put right."""
        thread = line.thread.after() if line.thread is not None else None
        following = self._following(line)
        if correction is not None and following is None:
            put_right = replace(line.phrase, text=correction, answers=(), topic=None, role=None)
            following = Following(line.viewer, (put_right,), is_typed=True)
        growing = self._growing(line)
        is_tied = bool(thread or following or growing)
        return FollowUp(thread, following, growing, beat.wave is None and not is_tied and self._echoes(line, content))

    def schedule(self, said: SentMessage, beat: Beat, rhythm: Rhythm) -> None:
        """Make sure that what follows `said` has a beat."""
        follow_up = said.follow_up
        following = follow_up.following
        if following is not None:
            goes_on = following.rest and following.viewer is said.viewer
            rhythm.force_child(beat, after_s=NEXT_SEND_S if goes_on else TAKEN_UP_S)
        if beat.wave is not None:
            return
        if follow_up.echoes:
            rhythm.force_child(beat, after_s=ECHO_AFTER_S)
        elif follow_up.growing is not None and following is None:
            rhythm.force_child(beat, after_s=GROWS_AFTER_S)
        elif follow_up.thread is not None or self._is_welcomed(said):
            rhythm.force_child(beat)
        elif self._is_answered(said.phrase):
            rhythm.force_child(beat, after_s=LATE_S if self._context.random.random() < LATE else SOON_S)

    def _is_welcomed(self, said: SentMessage) -> bool:
        return said.phrase.is_courtesy and self._context.community.awaits_welcome(said.viewer)

    def _growing(self, line: Draft) -> Growing | None:
        """The thought that somebody goes on with after it, if it has another line."""
        phrase = line.phrase
        if line.growing is not None:
            growing: Growing | None = line.growing
        elif phrase.role == "builds" and phrase.topic is not None:
            growing = Growing(phrase.topic, line.viewer)
        else:
            growing = None
        return growing if growing is not None and self._context.source.builds(growing.topic) else None

    def _is_answered(self, phrase: Phrase) -> bool:
        chance = ANSWERED if phrase.category == "questions" else ANSWERED_AT_ALL if phrase.answers else 0.0
        return self._context.random.random() < chance

    def _following(self, line: Draft) -> Following | None:
        """What somebody in particular says after it."""
        if line.rest:
            return Following(line.viewer, line.rest)
        asked = line.to
        if asked is None or not line.phrase.is_answer or asked.phrase.category != "questions":
            return None
        if asked.viewer is line.viewer:
            return None
        chance, text = self._context.random.random(), line.phrase.text
        if chance < TAKEN_UP:
            return Following(asked.viewer)
        if chance < TAKEN_UP + TAKEN_ON and len(text.split()) <= TAKEN_ON_WORDS and content_words(text):
            asks_on = Phrase(f"{text}?", "questions", line.phrase.language, topic=line.phrase.topic)
            return Following(asked.viewer, (asks_on,))
        return None

    def _echoes(self, line: Draft, content: str) -> bool:
        if len(content) > ECHO_LONGEST or is_long(content):
            return False
        catching = is_emotes(content) or is_laugh(content)
        often = self._context.typing.echo
        if is_emotes(content):
            return self._context.random.random() < (EMOTE_ECHO_ON if line.as_is else EMOTE_ECHO)
        chance = ECHO_ON if line.as_is else ECHO * often * (CATCHING if catching else PLAIN)
        return self._context.random.random() < chance
