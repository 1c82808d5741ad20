"""The socket: the stream's events over a WebSocket, from the same hub."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from urllib.parse import urlsplit

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from hypothesis import given
from hypothesis import strategies as st

from server.live.event import as_frame
from tests.support.stream import PATIENCE_S, Events


class Socket(Events):
    """A page's socket."""

    def __init__(self, socket):
        self.socket = socket
        self.last_id = ""

    async def _event(self):
        said = await self.socket.receive()
        assert said.type is WSMsgType.TEXT
        frame = json.loads(said.data)
        assert set(frame) == {"id", "event", "data"}
        self.last_id = frame["id"] or self.last_id
        return frame["event"], frame["data"]


@pytest.fixture
async def open_socket(server):
    """Open a socket with the query of a stream."""
    opened = []

    async def open_socket(headers=None, **query):
        socket = await server.client.ws_connect(f"{server.url}/api/chat-socket", params=query, headers=headers)
        opened.append(socket)
        return Socket(socket)

    yield open_socket
    for one in opened:
        await one.close()


async def test_it_says_what_the_stream_says(server, open_socket):
    """Settings, then the same messages in the same order."""
    token = server.token("overlay")
    lively = {"json": {"pace": "frantic"}, "headers": server.bearer("panel")}
    async with server.client.patch(f"{server.url}/api/channel", **lively) as answer:
        assert answer.status == 200
    stream, socket = await server.stream(token=token), await open_socket(token=token)
    assert (await socket.next("settings"))["playing"] is True
    said = [await stream.next() for _ in range(2)]
    heard = [await socket.next() for _ in range(2)]
    assert heard == said


async def test_it_resumes_without_gap_or_double(server, open_socket):
    """By the id of the last event seen, whichever way it was read."""
    await server.client.patch(f"{server.url}/api/channel", json={"pace": "frantic"}, headers=server.bearer("panel"))
    token = server.token("overlay")
    obs_connection = await server.stream(token=token)
    first = await open_socket(token=token)
    seen = [(await first.next())["id"] for _ in range(2)]
    await first.socket.close()
    everything = [(await obs_connection.next())["id"] for _ in range(5)]
    second = await server.stream(token=token, lastEventId=first.last_id)
    seen += [(await second.next())["id"] for _ in range(1)]
    second.close()
    third = await open_socket(token=token, lastEventId=second.last_id)
    seen += [(await third.next())["id"] for _ in range(2)]
    assert seen == everything


async def test_a_socket_that_cannot_be_given_says_why(open_socket):
    """One `gone`, then it closes."""
    socket = await open_socket(token="e.y.J")
    assert (await socket.next("gone"))["reason"] == "dead-link"
    assert (await asyncio.wait_for(socket.socket.receive(), PATIENCE_S)).type is WSMsgType.CLOSE


async def test_another_sites_page_gets_no_socket(server, open_socket):
    """No browser holds a WebSocket to the same origin; we do."""
    await server.sign_in()
    with pytest.raises(WSServerHandshakeError, match="403"):
        await open_socket(headers={"Origin": "https://evil.example"})


async def test_a_renewed_link_closes_it(server, open_socket):
    """As it does the stream."""
    socket = await open_socket(token=server.token("overlay"))
    await socket.next("status")
    await server.sign_in()
    async with server.client.post(f"{server.url}/api/links/overlay/rotate") as answer:
        assert answer.status == 200
    assert (await socket.next("gone"))["reason"] == "renewed"


async def test_who_leaves_stops_watching(server, open_socket):
    """The room goes to sleep."""
    socket = await open_socket(token=server.token("overlay"))
    await socket.next()
    panel = await server.stream(token=server.token("panel"), **{"as": "panel"})
    await socket.socket.close()
    await panel.until("status", lambda said: said["state"] == "asleep")


async def test_who_leaves_while_let_in_is_no_fault(server, caplog):
    """A page that is closed in the middle of its handshake leaves no traceback in the log."""
    where = urlsplit(server.url)
    asks = (
        f"GET /api/chat-socket?token={server.token('overlay')} HTTP/1.1\r\nHost: {where.netloc}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()
    for _ in range(30):
        client = socket.create_connection((where.hostname, where.port))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.sendall(asks)
        client.close()
        await asyncio.sleep(0)
    async with server.client.get(server.url + "/healthz") as answer:
        assert answer.status == 200
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []


@given(st.binary(max_size=70_000))
def test_a_frame_is_the_standards(text):
    """RFC 6455, 5.2: final, text, unmasked, the shortest length."""
    frame = as_frame(text)
    assert frame[0] == 0x81
    size, head = frame[1], 2
    if size == 126:
        size, head = int.from_bytes(frame[2:4], "big"), 4
        assert size >= 126
    elif size == 127:
        size, head = int.from_bytes(frame[2:10], "big"), 10
        assert size >= 65_536
    assert frame[head:] == text
    assert size == len(text)
