"""Reading an answer while it is written, under deadlines that comments and trickles can't stretch.

Nothing that comes is trusted: the SDKs hand out chunks as they were sent, with any field missing, null, or of another
type. What isn't text is skipped; what never becomes an end is an error.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from server.providers.base import MalformedAnswer, Meter, OnlyThoughts, TooSlow
from server.providers.settings import Deadlines
from server.providers.transport import said_done

MOST_CHARACTERS = 12_000
"""Of one answer. A batch of 32 lines has about 1,500."""
MOST_REASONING = 6_000
"""Characters of thought, beside those that there is room for."""
TOKEN_CHARACTERS = 5
"""Of a thought, at most on average."""
CLOSE_S = 1.0
"""For a stream that is given up to close."""
DONE = "done"
"""The finish of a stream that says that it is over, and not why."""


@dataclass(slots=True)
class StreamEnd:
    """What a service tells of an answer beside its text."""

    thought: int = 0
    """Characters or tokens of thinking that it reported: whether it is more than none is what counts."""
    finish: str = ""
    """Why it ended; "" while it hasn't."""

    @property
    def is_whole(self) -> bool:
        """Whether it ended by itself. Cut short by the service, the last line isn't one."""
        return self.finish not in ("", "length", "content_filter")


async def read_text(
    opened: Any,
    *,
    deadlines: Deadlines,
    deadline: float,
    meter: Meter,
    told: StreamEnd,
    counts_cached: bool = True,
    thinking_tokens: int = 0,
) -> AsyncIterator[str]:
    """The text of an answer; `opened` is the SDK's coroutine that begins it. A line break at the end: it is whole.

    `deadline` is on the loop's clock; `counts_cached`: whether the service counts what it had read before. What is
    learnt beside the text goes into `told`. A model with room for `thinking_tokens` isn't silent while it thinks.
    Raises `TimeoutError`, `TooSlow`, `MalformedAnswer`, `OnlyThoughts`, and whatever the SDK raises.
    """
    room = TOKEN_CHARACTERS * thinking_tokens
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
                if not said_done(stream.response):
                    raise MalformedAnswer(why="it ended before its end") from None
                told.finish = DONE  # some servers give no reason
                yield "\n"
                return
            except TimeoutError:
                raise TooSlow(why="TimeoutError", was_writing=written > 0 and last < silent) from None
            text, reasoning, finish = _parts(chunk)
            meter.came(len(text) + len(reasoning))
            told.finish = finish
            told.thought += len(reasoning) + _settle(chunk, meter, counts_cached=counts_cached)
            written, reasoned = written + len(text), reasoned + len(reasoning)
            if written > MOST_CHARACTERS + room:
                raise MalformedAnswer(why="too many characters")
            if reasoned > MOST_REASONING + room:
                raise OnlyThoughts
            if text or (reasoning and room):
                silent = loop.time() + deadlines.idle_s
            if text:
                yield text
            if finish:
                if told.is_whole:
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
    reasoning = _text(delta, "reasoning") or _text(delta, "reasoning_content") or _text(delta, "thinking")
    return _text(delta, "content"), reasoning, _text(choice, "finish_reason")


def _settle(chunk: Any, meter: Meter, *, counts_cached: bool) -> int:
    """What the answer cost, to the meter; how many tokens of it were thought, as the service says."""
    thought = 0
    for holder in (chunk, _field(chunk, "x_groq")):
        usage = _field(holder, "usage")
        tokens = _count(_field(usage, "total_tokens"))
        if tokens:
            cached = _count(_field(_field(usage, "prompt_tokens_details"), "cached_tokens"))
            meter.settle(tokens if counts_cached else max(0, tokens - cached))
        thought = max(thought, _count(_field(_field(usage, "completion_tokens_details"), "reasoning_tokens")))
    return thought


def _count(found: Any) -> int:
    """A number of tokens; 0 for what isn't a number."""
    return int(found) if isinstance(found, int | float) and math.isfinite(found) and 0 < found < 10**7 else 0


def _field(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)


def _text(holder: Any, name: str) -> str:
    found = _field(holder, name)
    return found if isinstance(found, str) else ""
