"""Heads that are large, endless or none at all: a bound, a clear answer, and one quiet line in the log."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest

from tests.attacks.raw import HOST, connect, until_closed
from tests.support.stream import PATIENCE_S


@pytest.mark.parametrize("size", [8_000, 8_300, 16_000, 30_000])
async def test_other_tools_cookies_lock_nobody_out(server, size):
    """All of OBS's pages, and every port of 127.0.0.1, share one jar."""
    for path in ("/overlay", "/api/chat-stream"):
        headers = {"Cookie": "other=" + "a" * size}
        async with server.client.get(
            server.url + path, params={"token": server.token("overlay")}, headers=headers
        ) as answer:
            assert answer.status == 200
            if path == "/api/chat-stream":
                answer.close()


BOMBS = {
    "one field too large": b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: " + b"a" * 40_000 + b"\r\n\r\n",
    "one field without an end": b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: " + b"a" * 400_000,
    "many large fields": b"GET / HTTP/1.1\r\n" + HOST + (b"A: " + b"a" * 30_000 + b"\r\n") * 90,
    "many small fields": b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"A%d: a\r\n" % n for n in range(5_000)) + b"\r\n",
    "a long line": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200 + b"\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    "a field that is folded": b"GET / HTTP/1.1\r\n" + HOST + b"A: b\r\n  c\r\n\r\n",
    "a bad method": b"G@T / HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
async def test_a_bad_head_is_the_clients_mistake(server, caplog, bomb):
    """4xx as a problem, or the connection is closed; never a traceback, and never more than a line in the log."""
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            reader, writer = await connect(server)
            writer.write(bomb)
            answer = await until_closed(reader)
            writer.close()
            if answer:
                head, _, body = answer.partition(b"\r\n\r\n")
                assert head.split()[1][:1] == b"4"
                assert json.loads(body)["code"]
    assert len([record for record in caplog.records if record.exc_info]) == 0
    assert len(caplog.records) <= 1
    async with server.client.get(f"{server.url}/healthz") as answer:
        assert answer.status == 200


async def test_what_is_sent_behind_a_stream_is_bounded_too(server):
    """A head that never ends, pipelined while a stream is open, closes both."""
    reader, writer = await connect(server)
    token = server.token("overlay").encode()
    writer.write(b"GET /api/chat-stream?token=" + token + b" HTTP/1.1\r\n" + HOST + b"\r\nGET / HTTP/1.1\r\n")
    await asyncio.wait_for(reader.readuntil(b"event: settings"), PATIENCE_S)
    reading = asyncio.create_task(until_closed(reader))
    for number in range(100):
        try:
            writer.write(b"A%d: " % number + b"a" * 4_000 + b"\r\n")
            await writer.drain()
        except ConnectionError:
            break
    await reading
    writer.close()
