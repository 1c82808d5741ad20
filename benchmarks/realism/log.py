"""Log: a stream's chat as the yardstick reads it: when, who, what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from server.audience.message import ChatMessage
from server.text.words import is_emoji, is_emote

_URL = re.compile(r"https?://\S+|www\.\S+")
_MENTION = re.compile(r"@[\w.]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One message. `at` is in seconds."""

    at: float
    who: str
    text: str

    @property
    def folded(self) -> str:
        """Case-folded, white space collapsed."""
        return " ".join(self.text.casefold().split())

    @property
    def tokens(self) -> list[str]:
        return self.text.split()

    @property
    def emotes(self) -> list[str]:
        return [token for token in self.tokens if is_emote(token)]

    @property
    def has_emoji(self) -> bool:
        return any(is_emoji(token) for token in self.tokens)

    @property
    def mentions(self) -> list[str]:
        return [mention[1:].rstrip(".").casefold() for mention in _MENTION.findall(self.text)]

    @property
    def bare(self) -> str:
        """Without @mentions, emotes and emoji."""
        return " ".join(token for token in _MENTION.sub(" ", self.text).split() if not is_emote(token))


def log_of(messages: Iterable[ChatMessage]) -> list[Line]:
    """Our messages as a log; URLs are dropped first."""
    lines = (
        Line(message.timestamp / 1000, message.username.casefold(), _URL.sub("", message.content))
        for message in messages
    )
    return [line for line in lines if line.text.strip()]
