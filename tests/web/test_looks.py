"""Looks over the API: kept, told to every page, by a panel's link alone."""

from __future__ import annotations

import pytest

from tests.web.test_api import call


async def test_a_look_goes_from_the_panel_to_the_open_page(server):
    """Save, change, rename, delete: each is in the page's settings at once."""
    page = await server.stream(token=server.token("overlay"))
    assert (await page.next("settings"))["looks"].keys() == {"main"}
    assert (await call(server, "PUT", "/api/looks/Boss", json={"theme": "kick"}))[0] == 200
    settings = await page.next("settings")
    assert (settings["look"], settings["theme"], settings["looks"]["main"]["theme"]) == ("Boss", "kick", "outline")
    await call(server, "PATCH", "/api/channel", json={"look": None, "lineHeight": 2})
    settings = await page.next("settings")
    assert (settings["look"], settings["lineHeight"], settings["looks"]["Boss"]["lineHeight"]) == (None, 2, None)
    assert (await call(server, "POST", "/api/looks/boss", json={"name": "Finale"}))[0] == 200
    assert "Finale" in (await page.next("settings"))["looks"]
    assert (await call(server, "DELETE", "/api/looks/Finale"))[0] == 200
    assert (await page.next("settings"))["looks"].keys() == {"main"}


@pytest.mark.parametrize(
    ("method", "name", "body", "status", "code"),
    [
        ("PUT", "Boss", {}, 409, "LOOK_TAKEN"),
        ("PUT", "main", {}, 400, "BAD_LOOK_NAME"),
        ("PUT", "x", {"theme": "neon"}, 400, "BAD_REQUEST"),
        ("POST", "nobody", {"name": "x"}, 404, "NOT_FOUND"),
        ("DELETE", "nobody", None, 404, "NOT_FOUND"),
    ],
)
async def test_what_cannot_be_says_why(server, method, name, body, status, code):
    """Each refusal has a code that the panel has words for."""
    await call(server, "PUT", "/api/looks/Boss")
    found = await call(server, method, f"/api/looks/{name}", json=body)
    assert (found[0], found[1]["code"]) == (status, code)


async def test_a_channel_keeps_twelve_looks(server):
    """The thirteenth is told to delete one."""
    for place in range(12):
        assert (await call(server, "PUT", f"/api/looks/look{place}"))[0] == 200
    status, body, _ = await call(server, "PUT", "/api/looks/more")
    assert (status, body["code"]) == (429, "LOOK_LIMIT")


async def test_an_overlay_link_changes_no_look(server):
    """403, and nothing is there."""
    assert (await call(server, "PUT", "/api/looks/x", scope="overlay"))[0] == 403
    assert (await call(server, "GET", "/api/channel"))[1]["looks"].keys() == {"main"}
