"""Signing out: the cookie dies here and on the server, with the pages that it opened."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession, CookieJar

from server.web.app_keys import SERVICES
from server.web.auth import cookie_name


async def status(server, client, method, path, **more):
    async with client.request(method, server.url + path, **more) as answer:
        return answer.status


async def visitor(server):
    client = ClientSession(cookie_jar=CookieJar(unsafe=True))
    assert await status(server, client, "POST", "/sign-in", data={"code": await server.code()}) == 200
    return client


def cookies(client):
    return {cookie.key: cookie.value for cookie in client.cookie_jar}


async def test_signing_out_ends_this_browser_alone(server, start, data):
    """A copy of its cookie is worth nothing any more, after a restart too; another browser of the owner's stays in."""
    here, there = await visitor(server), await visitor(server)
    copy = cookies(here)
    stream = await here.get(f"{server.url}/api/chat-stream", params={"as": "panel"})
    other = await there.get(f"{server.url}/api/chat-stream", params={"as": "panel"})
    try:
        assert await status(server, here, "POST", "/api/sign-out") == 204
        assert b"event: gone" in await stream.content.read()
        assert cookies(here) == {}
        assert await status(server, here, "GET", "/api/export") == 401
        async with ClientSession(cookies=copy, cookie_jar=CookieJar(unsafe=True)) as thief:
            assert await status(server, thief, "GET", "/api/export") == 401
            again = await start()
            headers = {"Cookie": f"{cookie_name('owner', again.app[SERVICES].config.port)}={next(iter(copy.values()))}"}
            assert await status(again, thief, "GET", "/api/export", headers=headers) == 401
        assert await status(server, there, "GET", "/api/export") == 200
        assert not other.content.at_eof()
    finally:
        stream.close()
        other.close()
        await here.close()
        await there.close()


async def test_a_visit_renews_the_cookie_and_not_the_session(server):
    """The copy of before the renewal is signed out with it."""
    client = await visitor(server)
    copy = cookies(client)
    assert await status(server, client, "GET", "/panel") == 200
    assert await status(server, client, "POST", "/api/sign-out") == 204
    await client.close()
    async with ClientSession(cookies=copy, cookie_jar=CookieJar(unsafe=True)) as thief:
        assert await status(server, thief, "GET", "/api/export") == 401


async def test_signing_out_everywhere_ends_every_browser_of_the_owners(server):
    """And codes that nobody used yet. Panel links go on: they have a renewal of their own."""
    here, there, code = await visitor(server), await visitor(server), await server.code()
    stream = await there.get(f"{server.url}/api/chat-stream", params={"as": "panel"})
    try:
        assert await status(server, here, "POST", "/api/sign-out-everywhere") == 204
        assert b"event: gone" in await stream.content.read()
        for client in (here, there):
            assert await status(server, client, "GET", "/api/export") == 401
        assert await status(server, here, "POST", "/sign-in", data={"code": code}) == 403
        assert await status(server, server.client, "GET", "/api/channel", headers=server.bearer("panel")) == 200
    finally:
        stream.close()
        await here.close()
        await there.close()


async def test_a_panel_link_cannot_sign_the_owner_out(server):
    """403 for everywhere; with a token, this browser's cookies aren't looked at."""
    await server.sign_in()
    panel = server.bearer("panel")
    assert await status(server, server.client, "POST", "/api/sign-out-everywhere", headers=panel) == 403
    assert await status(server, server.client, "POST", "/api/sign-out", headers=panel) == 204
    assert await status(server, server.client, "GET", "/api/export") == 200
    assert await status(server, server.client, "POST", "/api/links/owner/rotate") == 404


async def test_another_sites_page_cannot_sign_anybody_out(server):
    """403, and the cookie lives."""
    await server.sign_in()
    headers = {"Origin": "https://evil.example"}
    assert await status(server, server.client, "POST", "/api/sign-out", headers=headers) == 403
    assert await status(server, server.client, "GET", "/api/export") == 200


@pytest.mark.parametrize(
    ("config", "headers", "secure"),
    [
        ({}, {}, False),
        ({}, {"X-Forwarded-Proto": "https"}, False),
        ({"trusted_proxies": ["127.0.0.1/32"]}, {"X-Forwarded-Proto": "https"}, True),
        ({"public_url": "https://chat.example.org"}, {}, True),
        ({"public_url": "https://chat.example.org"}, {"Host": "chat.example.org"}, True),
        ({"public_url": "https://chat.example.org", "hosts": ["pc.lan"]}, {"Host": "pc.lan"}, False),
        ({"public_url": "http://chat.example.org"}, {"Host": "chat.example.org"}, False),
    ],
)
async def test_a_cookie_that_came_by_https_goes_by_https_alone(start, config, headers, secure):
    """`Secure` behind TLS, however much the proxy says of it; and not where plain HTTP would lose the cookie."""
    server = await start(**config)
    async with server.client.post(
        f"{server.url}/sign-in", data={"code": await server.code()}, headers=headers
    ) as answer:
        assert answer.status == 200
        [cookie] = answer.headers.getall("Set-Cookie")
    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


async def test_a_secret_link_is_never_stored(server):
    """Whatever the API says: a cache between, or the browser's, would keep the tokens."""
    await server.sign_in()
    for path in ("links/overlay", "links/panel", "links/trigger", "links/reader", "channel", "mine", "nowhere"):
        async with server.client.get(f"{server.url}/api/{path}") as answer:
            assert answer.headers["Cache-Control"] == "no-store", path
    async with server.client.post(f"{server.url}/api/links/overlay/rotate") as answer:
        assert answer.headers["Cache-Control"] == "no-store"


async def test_a_panel_links_cookie_is_signed_out_too(server):
    """The link itself goes on: it is only this browser that forgets it."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        token = server.token("panel")
        assert await status(server, client, "GET", f"/panel?token={token}") == 200
        assert await status(server, client, "GET", "/api/channel") == 200
        assert await status(server, client, "POST", "/api/sign-out") == 204
        assert await status(server, client, "GET", "/api/channel") == 401
        assert await status(server, client, "GET", f"/panel?token={token}") == 200
