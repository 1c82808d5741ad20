"""Streamer's voice: whether the streamer talks, as the crowd hears it, and how lively that makes it.

Pure: takes time (seconds) as an argument. Where nobody senses it nothing is known, and nothing changes.
"""

from __future__ import annotations

from collections import deque

from server.model.cue import Cue

LIVELIER, THINNER = 0.14, -0.22
"""Added to the log rate of the chat while the streamer talks, and while they don't: a chat follows the voice that it
listens to, but doesn't hang on it. The rhythm's correction keeps the evening's mean at the pace's."""
THINS_AFTER_S = 8.0
"""Seconds of silence that are a pause of somebody who talks."""
REMEMBERED = 32
"""Stretches of talk that are remembered: more than there are in the seconds that anybody asks about."""


class StreamerVoice:
    """What is known of it now."""

    def __init__(self) -> None:
        self.talks: bool | None = None
        """None: nobody listens."""
        self.since = 0.0
        """When it began to be so."""
        self._talked: deque[tuple[float, float]] = deque(maxlen=REMEMBERED)
        """From when until when, before now."""

    def hear(self, cue: Cue, now: float) -> None:
        """The streamer talks, or has been quiet for so long."""
        talks = cue.kind == "talking"
        since = now - cue.quiet_s
        if talks != self.talks:
            if self.talks:
                self._talked.append((self.since, max(self.since, since)))
            self.talks, self.since = talks, since
        elif not talks:
            self.since = min(self.since, since)

    def lose(self) -> None:
        """Nobody listens any more."""
        self.talks = None
        self._talked.clear()

    def quiet_s(self, now: float) -> float:
        """For how many seconds the streamer has said nothing; 0 while they talk, or where nobody listens."""
        return max(0.0, now - self.since) if self.talks is False else 0.0

    def spoke(self, after: float, before: float) -> float | None:
        """When the streamer was first heard between these two times; None where they weren't."""
        stretches = (*self._talked, (self.since, before)) if self.talks else tuple(self._talked)
        found = (max(start, after) for start, end in stretches if start < before and end > after)
        return next(found, None)

    def tempo(self, now: float) -> float:
        """What is added to the log rate of the chat."""
        if self.talks is None:
            return 0.0
        return THINNER if self.quiet_s(now) >= THINS_AFTER_S else LIVELIER
