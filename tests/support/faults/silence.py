"""Answers that keep one waiting: for their head, their first word, the next one, or their end."""

from __future__ import annotations

import asyncio

from tests.support.fault_server import Answer
from tests.support.faults.registry import fault

A_WHILE_S = 300
"""Less than any deadline of the tests, see `passing_time.PATIENT`: whoever is asked is slow, and no more."""


@fault
async def hangs_before_headers(answer: Answer) -> None:
    await answer.server.hang()


@fault
async def hangs_before_content(answer: Answer) -> None:
    await answer.begin()
    await answer.chunk("")
    await answer.server.hang()


@fault
async def hangs_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.text("g|never fini")
    await answer.server.hang()


@fault
async def trickle(answer: Answer) -> None:
    await answer.begin()
    with answer.server.sticking():
        while True:
            await answer.chunk("a")
            await asyncio.sleep(0.05)


@fault
async def endless_comments(answer: Answer) -> None:
    await answer.begin()
    with answer.server.sticking():
        while True:
            await answer.raw(b": still here\n\n")
            await asyncio.sleep(0.02)


@fault
async def silence_after_done(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end()
    await answer.server.hang()


@fault
async def chatter_after_the_end(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end()
    while True:
        await answer.text("g|never asked for\n")
        await asyncio.sleep(0.01)


@fault
async def slow_headers(answer: Answer) -> None:
    """A while until anything comes; then all is well."""
    await _wait(answer)
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end()


@fault
async def warms_up(answer: Answer) -> None:
    """As a model does that is loaded first: the stream is open, and the first word takes a while."""
    await answer.begin()
    await answer.raw(b": loading\n\n")
    await answer.chunk("")
    await _wait(answer)
    await answer.write(answer.lines())
    await answer.end()


@fault
async def drips_lines(answer: Answer) -> None:
    """A line now and then, then a character: never silent for too long, and never done."""
    await answer.begin()
    for line in answer.lines(5):
        await answer.write([line])
        await _wait(answer)
    while True:
        await answer.chunk("g")
        await _wait(answer)


@fault
async def drips_bytes(answer: Answer) -> None:
    """A byte now and then of a chunk that never ends."""
    await answer.begin()
    await answer.raw(b'data: {"choices":[{"index":0,"delta":{"content":"')
    with answer.server.sticking():
        while True:
            await answer.raw(b"a")
            await asyncio.sleep(0.02)


@fault
async def slow_to_close(answer: Answer) -> None:
    """All is said, and the connection stays open for a while."""
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end()
    await _wait(answer)


async def _wait(answer: Answer) -> None:
    with answer.server.sticking():
        await asyncio.sleep(A_WHILE_S)
