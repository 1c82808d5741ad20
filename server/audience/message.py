"""A chat message, as it goes out to the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Badge = Literal["mod", "vip", "regular", "new"]


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

    def as_json(self) -> dict[str, Any]:
        """The shape of DESIGN's contract."""
        return {
            "id": self.id,
            "username": self.username,
            "content": self.content,
            "timestamp": self.timestamp,
            "category": self.category,
            "color": self.color,
            "badges": list(self.badges),
        }
