"""Highlight: one of the last messages, on every highlight page, for some seconds."""

from __future__ import annotations

from tests.web.test_api import call


async def test_a_picked_message_is_shown_and_taken_down(server):
    """The page gets the message itself, whole, and how long to show it."""
    chat = await server.stream(token=server.token("overlay"))
    page = await server.stream(token=server.token("overlay"), **{"as": "highlight"})
    message = await chat.next()
    status, body, _ = await call(server, "POST", "/api/highlight", json={"id": message["id"], "seconds": 3})
    assert (status, body["lastsMs"]) == (200, 3000)
    assert await page.next("highlight") == {"message": message, "lastsMs": 3000}
    assert (await call(server, "POST", "/api/highlight", json={"id": None}))[0] == 200
    assert (await page.next("highlight"))["message"] is None


async def test_a_message_that_was_never_said_is_not_found(server):
    """Only the show's own messages: nobody puts words of their own on the stream."""
    await server.stream(token=server.token("overlay"))
    assert (await call(server, "POST", "/api/highlight", json={"id": "nothing"}))[0] == 404


async def test_an_overlay_link_cannot_pick(server):
    """It reads, nothing else."""
    assert (await call(server, "POST", "/api/highlight", scope="overlay", json={"id": "x"}))[0] == 403


async def test_a_highlight_page_alone_wakes_no_room(server):
    """It shows no chat: without an overlay the room sleeps."""
    page = await server.stream(token=server.token("overlay"), **{"as": "highlight"})
    assert (await page.next("status"))["state"] == "asleep"
    assert (await page.next("status"))["overlays"] == 0


async def test_its_link_is_an_overlay_link(server):
    """What it can do is read."""
    url = (await call(server, "GET", "/api/links/highlight"))[1]["url"]
    assert "/highlight?token=" in url
    async with server.client.get(url) as answer:
        assert answer.status == 200
    token = url.partition("token=")[2]
    async with server.client.get(f"{server.url}/api/channel", params={"token": token}) as answer:
        assert answer.status == 403
