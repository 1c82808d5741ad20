"""Speech: what was understood of something that the streamer said, as the crowd takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.phrases.speech import SpeechIntent


@dataclass(frozen=True, slots=True)
class Speech:
    """One thing that was said. What it says of the show goes another way: as a cue's moment and situation."""

    means: SpeechIntent | Literal["question"] | None = None
    """What it says to the chat, or to one of them."""
    viewer: str | None = None
    """The name of the viewer whom it is to, or about."""
    words: frozenset[str] = frozenset()
    """What it is about: content words, folded."""

    @property
    def wants_reply(self) -> bool:
        """Whether it is to anybody."""
        return self.means is not None or self.viewer is not None
