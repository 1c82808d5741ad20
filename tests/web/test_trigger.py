"""Trigger links: a moment by a URL, for Stream Deck and its like, and nothing else by it."""

from __future__ import annotations

import pytest

from server.web.app_keys import SERVICES


async def press(server, name, method="GET", scope="trigger", headers=None, **query):
    async with server.client.request(
        method, f"{server.url}/api/trigger/{name}", params={"token": server.token(scope), **query}, headers=headers
    ) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_trigger_makes_a_moment(server, method):
    """200 at once, one short line; twice within a second is once."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    status, said = await press(server, "laugh", method)
    assert status == 200
    assert said.startswith("laugh: ")
    assert len(said.splitlines()) == 1
    assert (await stream.next("moment"))["type"] == "laugh"
    assert await press(server, "laugh", method) == (200, "laugh: already on\n")


async def test_what_goes_wrong_is_one_line_too(server):
    """Nobody watches; no such moment. A press that failed may be tried again at once."""
    for _ in range(2):
        status, said = await press(server, "laugh")
        assert status == 409
        assert len(said.splitlines()) == 1
    assert (await press(server, "nonsense"))[0] == 400


async def test_json_for_who_asks(server):
    """By the query or by Accept."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    assert '"success": true' in (await press(server, "laugh", format="json"))[1]
    assert '"success": true' in (await press(server, "hype", headers={"Accept": "application/json"}))[1]


async def test_the_panic_trigger_hides_everything(server):
    """Watched or not."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    assert (await press(server, "panic"))[0] == 200
    await stream.until("settings", lambda said: said["visibility"] == "panic")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/channel"),
        ("POST", "/api/channel/clear"),
        ("POST", "/api/chat-wave"),
        ("GET", "/api/links/overlay"),
    ],
)
async def test_a_trigger_link_can_do_nothing_else(server, method, path):
    """403, and no stream."""
    token = {"token": server.token("trigger")}
    async with server.client.request(method, server.url + path, params=token) as answer:
        assert answer.status == 403
    assert (await (await server.stream(**token)).next("gone"))["reason"] == "dead-link"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Mode": "navigate"},
        {"Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
    ],
)
async def test_a_page_cannot_press_it(server, headers):
    """Not by a link, an image or a call of another site's."""
    assert (await press(server, "laugh", headers=headers))[0] == 403


async def test_an_overlay_link_or_a_cookie_is_no_trigger(server):
    """A cookie would let any page press it."""
    assert (await press(server, "laugh", scope="overlay"))[0] == 403
    await server.sign_in()
    async with server.client.get(f"{server.url}/api/trigger/laugh") as answer:
        assert answer.status == 401


async def test_a_renewed_trigger_link_is_dead(server):
    """As every link."""
    old = server.token("trigger")
    await server.sign_in()
    async with server.client.post(f"{server.url}/api/links/trigger/rotate") as answer:
        assert "/api/trigger/{moment}?token=" in (await answer.json())["url"]
    async with server.client.get(f"{server.url}/api/trigger/laugh", params={"token": old}) as answer:
        assert answer.status == 401


async def test_the_live_trigger_tells_of_a_stream_that_obs_does_not_know(server):
    """A plugin's: on hides as the guard was told to, off shows again; OBS's own silence takes nothing back."""
    async with server.client.patch(
        f"{server.url}/api/channel", json={"goLive": "hide"}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 200
    assert await press(server, "live", "POST", state="on") == (200, "live: on\n")
    async with server.client.post(
        f"{server.url}/api/obs", json={"page": "a", "streaming": False}, headers=server.bearer("overlay")
    ) as answer:
        assert answer.status == 204
    assert server.app[SERVICES].channels.get("main").visibility == "live"
    assert await press(server, "live", state="off") == (200, "live: off\n")
    assert server.app[SERVICES].channels.get("main").visibility == "up"
    assert (await press(server, "live", state="maybe"))[0] == 400


async def test_acts_are_never_taken_for_a_second_press(server):
    """Hide, show and hide again within a second: hidden."""
    for name in ("hide", "show", "hide"):
        assert (await press(server, name))[0] == 200
    assert server.app[SERVICES].channels.get("main").visibility == "panic"
