"""Viewers and messages made by hand, for the tests of what one line follows from another."""

from __future__ import annotations

from typing import Any

from server.audience.conversation import SentMessage
from server.audience.message import ChatMessage
from server.audience.viewer import Habits, Viewer
from server.model.phrase import Phrase


def viewer(name: str = "ana", *, region: str = "", **habits: Any) -> Viewer:
    """Somebody who types as it stands, and calls nobody by name."""
    return Viewer(name, "#fff", (), 1.0, Habits(**({"emote": 0.0, "at": 0.0, "button": 0.0} | habits)), region)


def sent(
    text: str = "what a jump that was", by: Viewer | None = None, *, number: int = 1, at: float = 0.0, **more: Any
) -> SentMessage:
    """A message as it was typed. `of` is its phrase, where more than the text matters."""
    by = by or viewer()
    phrase = more.pop("of", None) or Phrase(text, "gameplay", "en")
    message = ChatMessage(f"m{number}", by.name, text, int(at * 1_000), phrase.category, by.color)
    return SentMessage(number, at, message, by, phrase, **more)
