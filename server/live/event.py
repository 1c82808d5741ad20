"""Event: what a page gets to see, encoded once for everybody.

The bytes of an event are the same for every reader of one kind, the HTTP chunk's framing included; that is what makes
a room of thousands affordable.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args


@dataclass(frozen=True, slots=True)
class EventId:
    """Where an event stands: the epoch of its room (one process, one room) and its number there."""

    epoch: str
    sequence: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.sequence}"

    @classmethod
    def parse(cls, text: str | None) -> EventId | None:
        """The id that a page sends back; None if it isn't in our format."""
        epoch, dash, sequence = (text or "").rpartition("-")
        # isdecimal() alone admits other scripts' digits and any length.
        if not dash or not epoch.isalnum() or not sequence.isascii() or not sequence.isdecimal() or len(sequence) > 15:
            return None
        return cls(epoch, int(sequence))


EventName = Literal[
    "settings",
    "status",
    "moment",
    "clear",
    "alert",
    "highlight",
    "written",
    "script",
    "obs",
    "senses",
    "level",
    "ping",
    "gone",
]
EVENT_NAMES: Final[tuple[EventName, ...]] = get_args(EventName)
"""Names of events; chat messages have none, so that a page's `onmessage` gets them. `overlay/common/source.js` has the
same list."""


@dataclass(frozen=True, slots=True)
class Event:
    """A named event (`name` None: a chat message) with its JSON data, encoded as a Server-Sent Events frame."""

    name: EventName | None
    data: Any
    id: EventId | None = None
    raw: bytes = field(init=False, repr=False)
    """The frame itself, for HTTP/1.0 and for first bytes."""
    chunk: bytes = field(init=False, repr=False)
    """The frame as one HTTP/1.1 chunk."""
    _text: str = field(init=False, repr=False)
    _frame: bytes | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        lines = []
        if self.id is not None:
            lines.append(f"id: {self.id}\n")
        if self.name is not None:
            lines.append(f"event: {self.name}\n")
        # json.dumps escapes every line break, so the data is one line.
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        lines.append(f"data: {text}\n\n")
        raw = "".join(lines).encode()
        object.__setattr__(self, "raw", raw)
        object.__setattr__(self, "chunk", as_chunk(raw))
        object.__setattr__(self, "_text", text)

    @property
    def frame(self) -> bytes:
        """The event as one WebSocket frame `{id, event, data}`; made for the first page that reads it so."""
        if self._frame is None:
            head = json.dumps({"id": str(self.id) if self.id else None, "event": self.name or "message"})
            object.__setattr__(self, "_frame", as_frame(f'{head[:-1]},"data":{self._text}}}'.encode()))
        assert self._frame is not None
        return self._frame


def as_chunk(raw: bytes) -> bytes:
    """`raw` as one chunk of HTTP/1.1's chunked coding (RFC 9112, 7.1)."""
    return b"%x\r\n%b\r\n" % (len(raw), raw)


def as_frame(text: bytes) -> bytes:
    """`text` as one unmasked, final WebSocket text frame (RFC 6455, 5.2): the same bytes for everybody."""
    size = len(text)
    if size < 126:
        return bytes((0x81, size)) + text
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + text
    return b"\x81\x7f" + size.to_bytes(8, "big") + text


_PING = Event("ping", {})


@dataclass(frozen=True, slots=True)
class Comment:
    """A sign of life: a comment line that proxies take for one, and an event, since pages can't see comments.

    Over a WebSocket a ping frame, which the browser answers, and the same event.
    """

    raw: bytes = b":\n\n" + _PING.raw
    chunk: bytes = as_chunk(b":\n\n" + _PING.raw)
    frame: bytes = b"\x89\x00" + _PING.frame


HEARTBEAT = Comment()
