"""The stream, over a real connection to a real server."""

import asyncio

import pytest


async def test_the_first_message_comes_by_itself(server):
    """A new channel plays: settings, history, status, then messages in the documented shape."""
    stream = await server.stream(token=server.token("overlay"))
    assert stream.answer.status == 200
    assert stream.answer.headers["X-Accel-Buffering"] == "no"
    assert stream.answer.headers["Cache-Control"] == "no-store"
    assert (await stream.next(None))[0] == "settings"
    message = await stream.next()
    assert set(message) == {"id", "username", "content", "timestamp", "category", "color", "badges"}


async def test_the_same_chat_in_every_overlay(server):
    """Two overlays of a channel show the same messages."""
    await server.client.patch(f"{server.url}/api/channel", json={"pace": "frantic"}, headers=server.bearer("panel"))
    streams = [await server.stream(token=server.token("overlay")) for _ in range(2)]
    one, other = [[await stream.next() for _ in range(2)] for stream in streams]
    assert one == other


async def test_a_stream_resumes_without_gap_or_double(server):
    """Last-Event-ID, in the header's place or the query's, continues where the page was."""
    await server.client.patch(f"{server.url}/api/channel", json={"pace": "frantic"}, headers=server.bearer("panel"))
    obs_connection = await server.stream(token=server.token("overlay"))
    first = await server.stream(token=server.token("overlay"))
    seen = [(await first.next())["id"] for _ in range(2)]
    last_id = first.last_id
    first.close()
    everything = [(await obs_connection.next())["id"] for _ in range(5)]
    second = await server.stream(token=server.token("overlay"), lastEventId=last_id)
    seen += [(await second.next())["id"] for _ in range(3)]
    assert seen == everything[:5]


@pytest.mark.parametrize(
    ("query", "reason"),
    [({}, "no-link"), ({"token": "x"}, "dead-link"), ({"token": "e.y.J"}, "dead-link")],
)
async def test_a_stream_that_cannot_be_given_says_why(server, query, reason):
    """200 with one `gone` event, then the end: anything else would silence an EventSource for good."""
    stream = await server.stream(**query)
    assert stream.answer.status == 200
    assert (await stream.next("gone"))["reason"] == reason


async def test_a_bad_game_is_said(server):
    """A pinned game whose name can't be one."""
    stream = await server.stream(token=server.token("overlay"), game="x")
    assert (await stream.next("gone"))["reason"] == "bad-game"


async def test_a_link_opens_so_many_streams_and_no_more(start):
    """`limits.streams_per_link`."""
    server = await start(limits={"streams_per_link": 2})
    kept = [await server.stream(token=server.token("overlay"), page=f"p{number}") for number in range(2)]
    refused = await server.stream(token=server.token("overlay"), page="p2")
    assert (await refused.next("gone"))["reason"] == "too-many"
    assert len(kept) == 2


async def test_renewing_a_link_ends_its_open_streams(server):
    """The old link dies, on air too; the new one works."""
    await server.sign_in()
    stream = await server.stream(token=server.token("overlay"))
    old = server.token("overlay")
    await server.client.post(f"{server.url}/api/links/overlay/rotate")
    assert (await stream.next("gone"))["reason"] == "renewed"
    again = await server.stream(token=old)
    assert (await again.next("gone"))["reason"] == "dead-link"
    fresh = await server.stream(token=server.token("overlay"))
    assert await fresh.next()


async def test_a_change_shows_in_open_overlays(server):
    """Settings reach every open page, its URL unchanged."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("settings")
    await server.client.patch(f"{server.url}/api/channel", json={"game": "rdr2"}, headers=server.bearer("panel"))
    assert (await stream.next("settings"))["game"] == "Red Dead Redemption 2"


async def test_an_old_proxy_gets_the_raw_stream(server):
    """HTTP/1.0, nginx's default towards us, knows no chunks."""
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"GET /api/chat-stream?token={server.token('overlay')} HTTP/1.0\r\nHost: {host}:{port}\r\n\r\n".encode()
    )
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
    assert b"chunked" not in head
    assert (await asyncio.wait_for(reader.readline(), 20)) == b"retry: 2000\n"
    writer.close()
