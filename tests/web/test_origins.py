"""Pages that aren't ours: the host's own widgets read, tools without an address press, and nobody else does either."""

from __future__ import annotations

import pytest

from tests.web.test_trigger import press

WIDGET = "http://localhost:5500"


@pytest.mark.parametrize("origin", ["null", "file://", "app://plugin"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_tools_web_view_presses_triggers(server, origin, method):
    """Stream Deck's plugins are web views and send an Origin; the token decides."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    assert (await press(server, "laugh", method, headers=headers))[0] == 200
    async with server.client.get(f"{server.url}/api/trigger/omg", headers=headers | server.bearer("trigger")) as answer:
        assert answer.status == 200
        assert answer.headers["Access-Control-Allow-Origin"] == origin
    async with server.client.get(f"{server.url}/api/trigger/omg", headers=headers) as answer:
        assert answer.status == 401


async def test_its_preflight_is_answered(server):
    """A Bearer header is asked for first; a private network too."""
    asked = {"Origin": "null", "Access-Control-Request-Headers": "authorization"}
    asked["Access-Control-Request-Private-Network"] = "true"
    async with server.client.options(f"{server.url}/api/trigger/laugh", headers=asked) as answer:
        assert answer.status == 204
        assert answer.headers["Access-Control-Allow-Origin"] == "null"
        assert "authorization" in answer.headers["Access-Control-Allow-Headers"]
        assert answer.headers["Access-Control-Allow-Private-Network"] == "true"


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:5500", "http://127.0.0.1.evil.example"])
async def test_a_website_presses_none(server, method, origin):
    """Not even with a good token: it would have it from somebody's screen."""
    token = {"token": server.token("trigger")}
    async with server.client.request(
        method, f"{server.url}/api/trigger/laugh", params=token, headers={"Origin": origin}
    ) as answer:
        assert answer.status in (403, 405)
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/api/channel/panic", "/api/chat-wave", "/sign-in", "/api/links/overlay/rotate"])
async def test_a_page_without_an_address_does_nothing_else(server, path):
    """A sandboxed frame of any site says `null` too."""
    async with server.client.post(
        server.url + path, headers={"Origin": "null"} | server.bearer("panel"), json={}
    ) as answer:
        assert answer.status == 403


async def test_ones_own_widget_reads_the_stream(start):
    """From an origin of the config: the stream, the socket, the emotes; with a token, as always."""
    server = await start(origins=(WIDGET,))
    token, headers = {"token": server.token("overlay")}, {"Origin": WIDGET, "Sec-Fetch-Site": "cross-site"}
    for path in ("/api/chat-stream", "/api/emotes"):
        async with server.client.get(server.url + path, params=token, headers=headers) as answer:
            assert answer.status == 200
            assert answer.headers.getall("Access-Control-Allow-Origin") == [WIDGET]
            assert answer.headers.getall("Cross-Origin-Resource-Policy") == ["cross-origin"]
            answer.close()
    async with server.client.ws_connect(f"{server.url}/api/chat-socket", params=token, origin=WIDGET) as socket:
        assert (await socket.receive_json())["event"]


@pytest.mark.parametrize("origin", ["http://localhost:5501", "http://localhost:5500.evil.example", "null"])
async def test_no_other_page_reads_it(start, origin):
    """Exactly what stands in the config, and nothing that begins like it."""
    server = await start(origins=(WIDGET,))
    token, headers = {"token": server.token("overlay")}, {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    for path in ("/api/chat-stream", "/api/emotes"):
        async with server.client.get(server.url + path, params=token, headers=headers) as answer:
            assert "Access-Control-Allow-Origin" not in answer.headers
            assert answer.status == 403


async def test_a_widgets_origin_steers_nothing(start):
    """It reads, and that is all."""
    server = await start(origins=(WIDGET,))
    async with server.client.patch(
        f"{server.url}/api/channel", headers={"Origin": WIDGET} | server.bearer("panel"), json={"pace": "calm"}
    ) as answer:
        assert answer.status == 403
