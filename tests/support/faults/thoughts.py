"""Models that think, with marks or without, and some without an end."""

from __future__ import annotations

import asyncio

from tests.support.fault_server import Answer
from tests.support.faults.registry import fault


@fault
async def endless_reasoning(answer: Answer) -> None:
    await answer.begin()
    while True:
        body = b'data: {"choices":[{"index":0,"delta":{"reasoning":"' + b"hmm " * 200 + b'"}}]}\n\n'
        await answer.raw(body)
        await asyncio.sleep(0.01)


@fault
async def thinks_aloud(answer: Answer) -> None:
    """As local models do: the thought stands in the answer, and quotes the instructions and a draft."""
    await answer.begin()
    await answer.text(
        "<think>\nOkay, lines of chat.\nx|why in one short friendly sentence|\nr|never a draft\n</think>\n\n"
    )
    await answer.write(answer.lines())
    await answer.end()


@fault
async def thinks_without_a_beginning(answer: Answer) -> None:
    """The opening mark stands in the server's template."""
    await answer.begin()
    await answer.text("g|never this line\nr|never that one\n</think>\n")
    await answer.write(answer.lines())
    await answer.end()


@fault
async def thinks_until_cut(answer: Answer) -> None:
    await answer.begin()
    await answer.text("<think>\nr|never a draft\n" + "hmm, " * 40)
    await answer.end("length")


@fault
async def reasons_until_cut(answer: Answer) -> None:
    """The same, in a field of its own."""
    await answer.begin()
    for _ in range(5):
        await answer.raw(b'data: {"choices":[{"index":0,"delta":{"reasoning_content":"hmm, "}}]}\n\n')
    await answer.end("length")
