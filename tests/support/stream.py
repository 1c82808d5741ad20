"""Events as a page gets them, waited for with one bound for the whole wait."""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from aiohttp import ClientResponse

PATIENCE_S = 120
"""How long a test waits for an event that must come. Never a measure of speed."""


class Events(ABC):
    """Named events that come one after the other, however they are carried."""

    async def next(self, name: str | None = "message") -> Any:
        """The data of the next event of that name ("message": unnamed), or name and data of the next at all (None)."""
        return await self.until(name, lambda _: True)

    async def until(self, name: str | None, condition: Callable[[Any], object], within: float = PATIENCE_S) -> Any:
        """What `next` would give, passing over all that don't fulfil `condition`.

        The bound is one for the whole wait: events that keep coming don't prolong it. Raises `TimeoutError`.
        """
        async with asyncio.timeout(within):
            while True:
                event = await self._event()
                said = event if name is None else event[1]
                if name in (None, event[0]) and condition(said):
                    return said

    @abstractmethod
    async def _event(self) -> tuple[str, Any]:
        """The name and the data of the next event."""


class Stream(Events):
    """An event stream, parsed as the specification of Server-Sent Events says, independently of the server's code."""

    def __init__(self, answer: ClientResponse) -> None:
        self.answer = answer
        self.last_id = ""

    async def rest(self) -> bytes:
        return await asyncio.wait_for(self.answer.content.read(), PATIENCE_S)

    def close(self) -> None:
        self.answer.close()

    async def _event(self) -> tuple[str, Any]:
        name, data = "message", []
        while True:
            line = (await self.answer.content.readline()).decode()
            assert line.endswith("\n"), "the stream ended"
            field, _, value = line.rstrip("\n").partition(":")
            value = value.removeprefix(" ")
            if not line.strip():
                if data:
                    return name, json.loads("\n".join(data))
                name = "message"
            elif field == "data":
                data.append(value)
            elif field == "event":
                name = value
            elif field == "id":
                self.last_id = value
