"""Streams that break, or that aren't what was agreed."""

from __future__ import annotations

import asyncio

from aiohttp import web

from tests.support.fault_server import Answer, bomb
from tests.support.faults.registry import fault


@fault
async def reset_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.text("g|never fini")
    await asyncio.sleep(0.05)  # what was written must be on its way before the reset overtakes it
    answer.cut()


@fault
async def clean_end_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.text("g|never fini")


@fault
async def error_midstream(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.raw(b'data: {"error": {"message": "overloaded", "code": "overloaded"}}\n\n')
    await answer.server.hang()


@fault
async def truncated_json(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.raw(b'data: {"choices":[{"delta":{"con\n\n')
    await answer.server.hang()


@fault
async def malformed_json(answer: Answer) -> None:
    await answer.begin()
    await answer.raw(b"data: not json at all\n\n")
    await answer.server.hang()


@fault
async def odd_chunks(answer: Answer) -> None:
    """Every field of another type; the lines between them are well."""
    await answer.begin()
    for odd in (
        "{}",
        '{"choices": null}',
        '{"choices": []}',
        '{"choices": [null]}',
        "[]",
        '{"choices": [{"delta": null}]}',
        '{"choices": [{"delta": "text"}]}',
        '{"choices": [{"delta": [1]}]}',
        '{"choices": [{"delta": {"content": 7}}]}',
        '{"choices": [{"delta": {"content": ["a"]}, "finish_reason": 3}]}',
        '{"usage": "none", "choices": [{"delta": {}}]}',
    ):
        await answer.raw(f"data: {odd}\n\n".encode())
    await answer.write(answer.lines())
    await answer.end()


@fault
async def unknown_finish(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end("bored")


@fault
async def no_done(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines())
    await answer.chunk(None, finish="stop")


@fault
async def five_megabyte_line(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(2))
    await answer.text("g|")
    for _ in range(5_000):
        await answer.chunk("x" * 1_000)
    await answer.end()


@fault
async def five_megabyte_chunk(answer: Answer) -> None:
    await answer.begin()
    await answer.chunk("x" * 5_000_000)
    await answer.end()


@fault
async def compressed_bomb(answer: Answer) -> web.StreamResponse:
    return web.Response(body=bomb(), headers={"Content-Type": "text/event-stream", "Content-Encoding": "gzip"})


@fault
async def invalid_utf8(answer: Answer) -> None:
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.raw(b'data: {"choices":[{"index":0,"delta":{"content":"\xff\xfe"}}]}\n\n')
    await answer.server.hang()


@fault
async def done_without_a_finish(answer: Answer) -> None:
    """As some servers do: the stream says that it is over, and no chunk says why."""
    await answer.begin()
    await answer.write(answer.lines())
    await answer.raw(b"data: [DONE]\n\n")


@fault
async def carriage_returns(answer: Answer) -> None:
    """Lines end as on Windows, those of the stream and those of the answer."""
    await answer.begin()
    for line in answer.lines():
        answer.server.sent.append(line)
        await answer.raw(f'data: {{"choices":[{{"index":0,"delta":{{"content":"{line}\\r\\n"}}}}]}}\r\n\r\n'.encode())
    await answer.raw(b'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\r\n\r\ndata: [DONE]\r\n\r\n')


@fault
async def calls_a_tool(answer: Answer) -> None:
    """Nobody gave it one."""
    await answer.begin()
    function = b'{"name":"write_chat","arguments":"{\\"lines\\": [\\"g|no\\"]}"}'
    call = b'{"index":0,"id":"c","type":"function","function":' + function + b"}"
    await answer.raw(b'data: {"choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[' + call + b"]}}]}\n\n")
    await answer.end("tool_calls")
