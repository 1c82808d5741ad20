"""What a room needs of the server, for the tests of rooms alone."""

from __future__ import annotations

from typing import Any

from server.live.context import RoomContext
from server.phrases.library import load_library
from server.web.channel_json import describe

LIBRARY = load_library()


def room_context(**more: Any) -> RoomContext:
    """A context with the real packs, in English; `more`: what a test gives in another way."""
    usual: dict[str, Any] = {
        "library": LIBRARY,
        "describe": lambda channel: describe(channel, LIBRARY, language="en", slots=4, build="b", emotes=""),
        "language": "en",
        "emotes": dict,
        "replay_s": 120,
        "replay_events": 500,
        "faded": lambda channel: None,
        "situation_over": lambda channel, text: None,
    }
    return RoomContext(**(usual | more))
