"""A chat message, as it goes out to the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Badge = Literal["mod", "vip", "regular", "new"]


@dataclass(frozen=True, slots=True)
class Reply:
    """The earlier message that one answers by the reply button."""

    id: str
    username: str
    content: str


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """What one viewer said, and when (`timestamp`, in milliseconds)."""

    id: str
    username: str
    content: str
    timestamp: int
    category: str
    color: str
    badges: tuple[Badge, ...] = ()
    reply_to: Reply | None = None

    def as_json(self) -> dict[str, Any]:
        """As the stream carries it (docs/api.md)."""
        shape: dict[str, Any] = {
            "id": self.id,
            "username": self.username,
            "content": self.content,
            "timestamp": self.timestamp,
            "category": self.category,
            "color": self.color,
            "badges": list(self.badges),
        }
        if self.reply_to is not None:
            reply = self.reply_to
            shape["replyTo"] = {"id": reply.id, "username": reply.username, "content": reply.content}
        return shape
