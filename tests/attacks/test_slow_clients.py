"""Clients that hold a connection without using it: each is cut off, and says nothing to the others."""

from __future__ import annotations

import asyncio
import json

import pytest

from server.config.sections import LimitsConfig
from server.web import connection
from server.web.app_keys import SERVICES
from tests.attacks.raw import HOST, connect, until, until_closed
from tests.support.stream import PATIENCE_S


@pytest.fixture
def quick_bounds(monkeypatch):
    """The bounds in tenths of a second instead of tens: what is waited for is the cut, not a time."""
    for name in ("HEAD_S", "BODY_S", "IDLE_S", "UNREAD_S", "CLOSE_S"):
        monkeypatch.setattr(connection, name, 0.2)


async def drip(writer, piece: bytes) -> None:
    """A piece now and then, for as long as the server takes it."""
    try:
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.05)
    except (ConnectionResetError, BrokenPipeError):
        return


@pytest.mark.parametrize(
    ("begin", "piece", "said"),
    [
        (b"", b"", b""),
        (b"GET /", b"", b"408"),
        (b"GET / HTTP/1.1\r\n" + HOST, b"X: y\r\n", b"408"),
        (b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Content-Length: 999999\r\n\r\n", b"x", b""),
        (b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", b""),
        (b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n", b"", b"200 OK"),
        (b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\nGET /h", b"", b"200 OK"),
        (b"GET /api/chat-stream HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\n", b"", b"gone"),
    ],
    ids=[
        "nothing",
        "half a line",
        "header by header",
        "a body",
        "chunks",
        "idle",
        "half a second one",
        "a stream's body",
    ],
)
async def test_what_takes_too_long_is_cut_off(quick_bounds, server, begin, piece, said):
    """Whatever is kept back: the head, the body, the next request. Where nothing was answered yet, with a word."""
    reader, writer = await connect(server)
    writer.write(begin)
    dripping = asyncio.create_task(drip(writer, piece)) if piece else None
    answer = await until_closed(reader)
    assert said in answer
    if dripping is not None:
        dripping.cancel()
        await asyncio.wait({dripping})
    writer.close()


async def test_who_reads_nothing_of_an_answer_is_cut_off(quick_bounds, server):
    """Large answers one after the other, none of them read: the server doesn't keep them for ever."""
    _, writer = await connect(server)
    async with server.client.get(f"{server.url}/overlay") as page:
        build = (await page.text()).split("/assets/")[1].split("/")[0]
    writer.transport.pause_reading()
    await until(lambda: len(server.connections) == 2)
    writer.write((f"GET /assets/{build}/locales/en.json HTTP/1.1\r\n".encode() + HOST + b"\r\n") * 500)
    await until(lambda: len(server.connections) < 2)
    writer.close()


async def test_an_open_stream_meets_none_of_the_bounds(quick_bounds, start):
    """An event stream and a socket live on, however quiet they are."""
    server = await start(stream={"heartbeat_s": 0.3})
    stream = await server.stream(token=server.token("overlay"))
    async with server.client.ws_connect(
        f"{server.url}/api/chat-socket", params={"token": server.token("overlay")}
    ) as socket:
        beats = 0
        while beats < 4:
            line = await asyncio.wait_for(stream.answer.content.readline(), PATIENCE_S)
            assert line, "the stream ended"
            beats += line.startswith(b":")
        assert not socket.closed
        assert len(server.app[SERVICES].rooms) == 2


async def streaming(server):
    """A connection with an open stream."""
    reader, writer = await connect(server)
    writer.write(f"GET /api/chat-stream?token={server.token('overlay')} HTTP/1.1\r\n".encode() + HOST + b"\r\n")
    async with asyncio.timeout(PATIENCE_S):
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    return reader, writer


async def test_one_address_holds_so_many_connections_and_no_more(start):
    """The next one reads a 503 that says when to come back; as soon as one leaves, there is room."""
    server = await start(limits=LimitsConfig(connections_per_address=8))
    held = [await streaming(server) for _ in range(8)]
    reader, writer = await connect(server)
    writer.write(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
    head, _, body = (await until_closed(reader)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ")
    assert b"Retry-After: 5" in head
    assert json.loads(body)["code"] == "TOO_MANY_CONNECTIONS"
    writer.close()
    for _, one in held[:2]:
        one.close()
    await until(lambda: len(server.connections) <= 6)
    async with server.client.get(f"{server.url}/healthz") as answer:
        assert answer.status == 200
    for _, one in held:
        one.close()


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"])
async def test_who_asks_nothing_gives_way(start, said):
    """Connections that are empty, half a request, or refused and kept open: as many as there may be keep nobody out."""
    server = await start(limits=LimitsConfig(connections_per_address=8))
    held = [await connect(server) for _ in range(8)]
    for reader, writer in held:
        writer.write(said)
        if said.endswith(b"\r\n\r\n"):
            async with asyncio.timeout(PATIENCE_S):
                assert (await reader.readline()).startswith(b"HTTP/1.1 403 ")
    await until(lambda: len(server.connections) == 8)
    reader, writer = await connect(server)
    writer.write(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    assert (await until_closed(reader)).startswith(b"HTTP/1.1 200 ")
    for _, one in (*held, (reader, writer)):
        one.close()


async def test_all_together_hold_so_many_connections_and_no_more(start):
    """Whoever they are: the files that a process may open are bounded."""
    server = await start(limits=LimitsConfig(connections=4), trusted_proxies=("127.0.0.0/8",))
    held = [await streaming(server) for _ in range(4)]
    reader, writer = await connect(server)
    writer.write(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
    assert (await until_closed(reader)).startswith(b"HTTP/1.1 503 ")
    for _, one in (*held, (reader, writer)):
        one.close()


async def test_a_trusted_proxy_brings_as_many_as_it_likes(start):
    """All its visitors come from its one address."""
    server = await start(limits=LimitsConfig(connections_per_address=8), trusted_proxies=("127.0.0.0/8",))
    held = [await connect(server) for _ in range(12)]
    async with server.client.get(f"{server.url}/healthz") as answer:
        assert answer.status == 200
    for _, one in held:
        one.close()
