"""The loader: one file that needs nothing else, for whoever may have the link anyway."""

from __future__ import annotations

import re

import pytest

from server.obs.sources import LOADER


@pytest.mark.parametrize("scope", ["panel", "owner"])
async def test_it_is_downloaded_with_the_link_in_it(server, scope):
    """By panel or owner; never stored, and nothing in it is loaded from elsewhere."""
    if scope == "owner":
        await server.sign_in()
    headers = server.bearer("panel") if scope == "panel" else {}
    async with server.client.get(f"{server.url}/api/loader", headers=headers) as answer:
        text = await answer.text()
        assert answer.status == 200
        assert answer.headers["Content-Disposition"] == 'attachment; filename="seatfiller.html"'
        assert answer.headers["Cache-Control"] == "no-store"
    (link,) = re.findall(r'"(http[^"]+)"', text)
    assert "/overlay?token=" in link
    assert re.findall(r'(?:src|href)="([^"]*)"', text) == ["data:,"]
    async with server.client.get(link) as answer:
        assert answer.status == 200


async def test_it_is_known_again_in_obs(server):
    """By its name, which a browser may have put a number behind."""
    async with server.client.get(f"{server.url}/api/loader", headers=server.bearer("panel")) as answer:
        assert f'filename="{LOADER}' in answer.headers["Content-Disposition"]


async def test_an_overlay_link_gets_none(server):
    """What reads the chat can't hand out links."""
    async with server.client.get(f"{server.url}/api/loader", headers=server.bearer("overlay")) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("open", [True, False])
async def test_a_file_learns_that_the_server_is_there(start, open):
    """Cross-origin, and only that: also where the config closes it."""
    server = await start(health={"healthz": open})
    async with server.client.get(f"{server.url}/healthz", headers={"Origin": "null"}) as answer:
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer.status == (200 if open else 404)
        assert "Access-Control-Allow-Origin" not in answer.headers
    async with server.client.get(f"{server.url}/overlay") as answer:
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
