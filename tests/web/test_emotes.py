"""Emotes over HTTP: picked up without a restart, and served so that they can be nothing but images."""

from __future__ import annotations

import pytest

from server.emotes import emotes as module
from tests.emotes.images import SVG, png
from tests.web.test_api import call


@pytest.fixture(autouse=True)
def often(monkeypatch):
    """Look into the folder often."""
    monkeypatch.setattr(module, "LOOK_S", 0.05)


async def test_a_file_that_is_put_in_reaches_the_open_page(server, data):
    """Without a restart: the page is told another revision, and finds the code in the list."""
    page = await server.stream(token=server.token("overlay"))
    assert (await page.next("settings"))["emotes"] == ""
    (data / "emotes").mkdir()
    (data / "emotes" / "peepoHappy.png").write_bytes(png())
    revision = (await page.next("settings"))["emotes"]
    status, body, _ = await call(server, "GET", "/api/emotes", scope="overlay")
    assert (status, body["revision"]) == (200, revision)
    (found,) = body["emotes"]
    assert found["code"] == "peepoHappy"
    async with server.client.get(server.url + found["url"]) as answer:
        assert (answer.status, answer.content_type) == (200, "image/png")
        assert await answer.read() == png()
        assert "immutable" in answer.headers["Cache-Control"]


async def test_an_svg_cannot_run(server, data):
    """No script, no origin, no loads: whoever opens it by itself gets a picture."""
    (data / "emotes").mkdir()
    (data / "emotes" / "dot.svg").write_bytes(SVG)
    await server.stream(token=server.token("overlay"))
    async with server.client.get(f"{server.url}/emotes/dot") as answer:
        while answer.status == 404:
            answer = await server.client.get(f"{server.url}/emotes/dot")
        assert answer.content_type == "image/svg+xml"
        policy = answer.headers["Content-Security-Policy"]
        assert "sandbox" in policy
        assert "default-src 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["nothing", "..%2f..%2flink.key", "%2e%2e%2flink.key", "link.key"])
async def test_nothing_but_emotes_is_served(server, path):
    """A code is looked up, never made into a path."""
    async with server.client.get(f"{server.url}/emotes/{path}") as answer:
        assert answer.status == 404


async def test_the_list_needs_a_link(server):
    """As the stream does."""
    assert (await call(server, "GET", "/api/emotes", scope=None))[0] == 401
