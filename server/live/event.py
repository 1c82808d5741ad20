"""Event: what a page gets to see, encoded once for everybody.

The bytes of an event are the same for every reader of one kind, the HTTP chunk's framing included; that is what makes
a room of thousands affordable (DESIGN, "Numbers to reach").
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class EventId:
    """Where an event stands: the epoch of its room (one process, one room) and its number there."""

    epoch: str
    sequence: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.sequence}"

    @classmethod
    def parse(cls, text: str | None) -> EventId | None:
        """The id that a page sends back, or None if it is none of ours."""
        epoch, dash, sequence = (text or "").rpartition("-")
        # isdecimal() alone admits other scripts' digits and any length.
        if not dash or not epoch.isalnum() or not sequence.isascii() or not sequence.isdecimal() or len(sequence) > 15:
            return None
        return cls(epoch, int(sequence))


@dataclass(frozen=True, slots=True)
class Event:
    """A named event (`name` None: a chat message) with its JSON data, encoded as a Server-Sent Events frame."""

    name: str | None
    data: Any
    id: EventId | None = None
    raw: bytes = field(init=False, repr=False)
    """The frame itself, for HTTP/1.0 and for first bytes."""
    chunk: bytes = field(init=False, repr=False)
    """The frame as one HTTP/1.1 chunk."""

    def __post_init__(self) -> None:
        lines = []
        if self.id is not None:
            lines.append(f"id: {self.id}\n")
        if self.name is not None:
            lines.append(f"event: {self.name}\n")
        # json.dumps escapes every line break, so the data is one line.
        lines.append(f"data: {json.dumps(self.data, ensure_ascii=False, separators=(',', ':'))}\n\n")
        raw = "".join(lines).encode()
        object.__setattr__(self, "raw", raw)
        object.__setattr__(self, "chunk", as_chunk(raw))


def as_chunk(raw: bytes) -> bytes:
    """`raw` as one chunk of HTTP/1.1's chunked coding (RFC 9112, 7.1)."""
    return b"%x\r\n%b\r\n" % (len(raw), raw)


@dataclass(frozen=True, slots=True)
class Comment:
    """A line that pages ignore and proxies take for life."""

    raw: bytes = b":\n\n"
    chunk: bytes = as_chunk(b":\n\n")


HEARTBEAT = Comment()
