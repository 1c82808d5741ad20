"""Reading an answer while it is written, under deadlines that comments and trickles can't stretch.

Nothing that comes is trusted: the SDKs hand out chunks as they were sent, with any field missing, null, or of another
type. What isn't text is skipped; what never becomes an end is an error.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from server.config_providers import Deadlines
from server.providers.base import Garbled, Meter

MOST_CHARACTERS = 12_000
"""Of one answer. A batch of 32 lines has about 1,500."""
MOST_REASONING = 6_000
CLOSE_S = 1.0


async def read_text(opened: Any, *, deadlines: Deadlines, deadline: float, meter: Meter) -> AsyncIterator[str]:
    """The text of an answer; `opened` is the SDK's coroutine that begins it. A line break at the end: it is whole.

    `deadline` is on the loop's clock. Raises `TimeoutError`, `Garbled`, and whatever the SDK raises.
    """
    loop = asyncio.get_running_loop()
    last = min(deadline, loop.time() + deadlines.attempt_s)
    silent = loop.time() + deadlines.first_s
    async with asyncio.timeout_at(min(last, silent)):
        stream = await opened
    try:
        meter.learn(stream.response.headers)
        written = reasoned = 0
        while True:
            try:
                async with asyncio.timeout_at(min(last, silent)):
                    chunk = await anext(stream)
            except StopAsyncIteration:
                raise Garbled(why="it ended before its end") from None
            text, reasoning, finish = _parts(chunk)
            _settle(chunk, meter)
            written, reasoned = written + len(text), reasoned + len(reasoning)
            if written > MOST_CHARACTERS or reasoned > MOST_REASONING:
                raise Garbled(why="too many characters")
            if text:
                silent = loop.time() + deadlines.idle_s
                yield text
            if finish:
                # Cut short by the service, the last line isn't one.
                if finish not in ("length", "content_filter"):
                    yield "\n"
                return
    finally:
        # Left open, it would keep its connection.
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_S):
                await stream.close()


def _parts(chunk: Any) -> tuple[str, str, str]:
    """Text, reasoning and finish reason of a chunk, "" for what isn't there or isn't text."""
    choices = _field(chunk, "choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    delta = _field(choice, "delta")
    return _text(delta, "content"), _text(delta, "reasoning"), _text(choice, "finish_reason")


def _settle(chunk: Any, meter: Meter) -> None:
    for holder in (chunk, _field(chunk, "x_groq")):
        tokens = _field(_field(holder, "usage"), "total_tokens")
        if isinstance(tokens, int | float) and math.isfinite(tokens) and 0 < tokens < 10**7:
            meter.settle(int(tokens))


def _field(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)


def _text(holder: Any, name: str) -> str:
    found = _field(holder, name)
    return found if isinstance(found, str) else ""
