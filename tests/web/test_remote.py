"""/remote: who is let in, and what they carry away."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession, CookieJar


async def opened(server, query=""):
    """The page as a browser that has never been here gets it, and the scopes of the cookies that it was given."""
    async with (
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as phone,
        phone.get(f"{server.url}/remote{query}") as answer,
    ):
        return answer.status, {cookie.key.split("_")[1] for cookie in phone.cookie_jar}, await answer.text()


async def test_a_panel_link_becomes_a_cookie(server):
    """And the page never repeats the link."""
    token = server.token("panel")
    status, cookies, text = await opened(server, f"?token={token}")
    assert (status, cookies) == (200, {"panel"})
    assert token not in text


@pytest.mark.parametrize("scope", ["overlay", "trigger"])
async def test_no_other_link_lets_anybody_in(server, scope):
    """An overlay link reads, a trigger link presses: neither gets the page, nor a cookie."""
    status, cookies, text = await opened(server, f"?token={server.token(scope)}")
    assert (status, cookies) == (401, set())
    assert 'id="panic"' not in text


async def test_without_a_link_nobody_is_let_in(server):
    """The page says where the link is."""
    assert (await opened(server))[:2] == (401, set())


async def test_the_owner_is_let_in_and_stays_the_owner(server):
    """By the cookie of the sign-in."""
    await server.sign_in()
    async with server.client.get(f"{server.url}/remote") as answer:
        assert answer.status == 200
        assert 'id="panic"' in await answer.text()
