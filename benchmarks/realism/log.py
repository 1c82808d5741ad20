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
    to: str = ""
    """Whom the reply button names; real logs have an @name in the text instead."""

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
        """Whom it names by @name or the reply button, folded."""
        named = [mention[1:].rstrip(".").casefold() for mention in _MENTION.findall(self.text)]
        return [self.to, *named] if self.to else named

    @property
    def bare(self) -> str:
        """Without @mentions, emotes and emoji."""
        return " ".join(token for token in _MENTION.sub(" ", self.text).split() if not is_emote(token))


def log_of(messages: Iterable[ChatMessage]) -> list[Line]:
    """Our messages as a log; URLs are dropped first."""
    lines = (
        Line(
            message.timestamp / 1000,
            message.username.casefold(),
            without_urls(message.content),
            message.reply_to.username.casefold() if message.reply_to else "",
        )
        for message in messages
    )
    return [line for line in lines if line.text.strip()]


def without_urls(text: str) -> str:
    """A text as the measures see it."""
    return _URL.sub("", text)
