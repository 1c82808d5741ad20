"""JSON within JSON within JSON: what reads it by calling itself runs out of calls."""

from __future__ import annotations

from aiohttp import web

from tests.support.fault_server import Answer
from tests.support.faults.registry import fault

DEEP = 10_000
READABLE = 400
"""So deep that Python's own reader takes it, and what works on the value afterwards may not."""


@fault
async def deeply_nested(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.raw(b'data: {"choices":[{"index":0,"delta":{"content":' + _nested(DEEP) + b"}}]}\n\n")
    await answer.server.hang()


@fault
async def nested_within_reach(answer: Answer) -> None:
    """In every place where a chunk may hold something; the lines between them are well."""
    await answer.begin()
    for before, after in (
        (b'{"choices":[{"index":0,"delta":{"content":', b"}}]}"),
        (b'{"choices":[{"index":0,"delta":', b"}]}"),
        (b'{"choices":', b"}"),
        (b'{"usage":', b',"choices":[]}'),
        (b'{"something":', b',"choices":[]}'),
    ):
        for inner in (_nested(READABLE), b'{"a":' * READABLE + b"1" + b"}" * READABLE):
            await answer.raw(b"data: " + before + inner + after + b"\n\n")
    await answer.write(answer.lines())
    await answer.end()


@fault
async def deeply_nested_error(answer: Answer) -> web.StreamResponse:
    body = b'{"error": ' + _nested(DEEP) + b"}"
    return web.Response(status=400, body=body, content_type="application/json")


def _nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth
