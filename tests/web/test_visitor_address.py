"""Links carry the address that the visitor used, host and port."""

from __future__ import annotations

import re

import pytest

PAGE = re.compile(r"https?://[^/\"]+(?=/(?:overlay|highlight|chat|api/trigger))")
LINKS = ("/api/links/overlay", "/api/links/highlight", "/api/links/trigger", "/api/links/reader", "/api/loader")


async def links(server, **headers):
    found = set()
    for path in LINKS:
        async with server.client.get(server.url + path, headers=headers | server.bearer("panel")) as answer:
            found |= set(PAGE.findall(await answer.text()))
    return found


@pytest.mark.parametrize(
    ("host", "base"),
    [
        ("127.0.0.1:8899", "http://127.0.0.1:8899"),
        ("localhost:8899", "http://127.0.0.1:8899"),
        ("LocalHost:8899", "http://127.0.0.1:8899"),
        ("localhost", "http://127.0.0.1"),
        ("[::1]:8899", "http://[::1]:8899"),
        ("localhost.example:8899", "http://localhost.example:8899"),
        ("chat.lan:80", "http://chat.lan:80"),
    ],
)
async def test_a_published_port_stays_in_the_link(start, host, base):
    """Docker's `-p 8899:4321`, a tunnel: we listen on another, and only the visitor knows. Names are compared whole."""
    server = await start(hosts=("localhost.example", "chat.lan"))
    assert await links(server, Host=host) == {base.removesuffix(":80")}


@pytest.mark.parametrize(
    ("headers", "base"),
    [
        ({"X-Forwarded-Host": "chat.example.org", "X-Forwarded-Proto": "https"}, "https://chat.example.org"),
        ({"X-Forwarded-Host": "chat.example.org:8443", "X-Forwarded-Proto": "https"}, "https://chat.example.org:8443"),
        ({"X-Forwarded-Port": "8443", "X-Forwarded-Proto": "https"}, "https://chat.lan:8443"),
        ({"X-Forwarded-Port": "443", "X-Forwarded-Proto": "https"}, "https://chat.lan"),
        ({"X-Forwarded-Host": "a.example, b.example"}, "http://b.example"),
        ({"X-Forwarded-Host": "[[", "X-Forwarded-Port": "x"}, "http://chat.lan"),
    ],
)
async def test_a_proxys_word_counts_where_it_is_trusted(start, headers, base):
    """Host, port and scheme of the visitor's address bar; nonsense counts for nothing."""
    server = await start(hosts=("chat.lan",), trusted_proxies=("127.0.0.0/8",))
    assert await links(server, Host="chat.lan", **headers) == {base}
    distrustful = await start(hosts=("chat.lan",))
    assert await links(distrustful, Host="chat.lan", **headers) == {"http://chat.lan"}


async def test_a_public_url_goes_before_all_that(start):
    """The host of the server has said where it is."""
    server = await start(public_url="https://chat.example.org")
    assert await links(server, Host="localhost:8899") == {"https://chat.example.org"}
