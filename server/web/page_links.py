"""Page links: the URLs of our pages with a token in them, at an address that works on the device that gets them."""

from __future__ import annotations

from aiohttp import web
from yarl import URL

from server.services.binding import is_loopback
from server.services.lan import LanState
from server.services.link_tokens import Scope
from server.web.app_keys import services_of
from server.web.problems import BadRequest
from server.web.visitor_address import visited_base

PATHS: dict[Scope, str] = {
    "overlay": "/overlay",
    "panel": "/panel",
    "trigger": "/api/trigger/{moment}",
    "listen": "/listen",
}
"""Where the link of each scope leads."""


def page_url(request: web.Request, path: str, token: str) -> str:
    """The URL of a page with a token in it, at the address that the visitor uses."""
    return f"{visited_base(request)}{path}?token={token}"


def link_url(request: web.Request, channel: str, scope: Scope) -> str:
    """The link of that scope that is good now."""
    return page_url(request, PATHS[scope], services_of(request).tokens.token(channel, scope))


def device_base(request: web.Request, state: LanState, address: str | None = None) -> str | None:
    """Scheme, host and port by which another device reaches us; None where none does. Raises `BadRequest`."""
    return device_address(request, state, address)[1]


def device_address(request: web.Request, state: LanState, address: str | None) -> tuple[str | None, str | None]:
    """The host by which another device reaches us, and the base of its URLs; `address` is the one that is wanted.

    Raises `BadRequest` for an address that isn't this machine's.
    """
    services = services_of(request)
    public_url, port = services.config.public_url, services.config.port
    if public_url is not None:
        return public_url.host, visited_base(request)
    visited = URL(visited_base(request))
    ours = [one.address for one in state.addresses]
    if address is not None:
        if address not in ours and address.casefold() not in services.own_names:
            raise BadRequest(f"{address!r} is no address of this machine; there are: {', '.join(ours)}.")
        return address, str(URL.build(scheme="http", host=address, port=port))
    if visited.host in ours and state.on:  # a phone that asks sees what works for it
        return visited.host, str(visited).rstrip("/")
    if state.on and ours:
        return ours[0], str(URL.build(scheme="http", host=ours[0], port=port))
    if state.reason == "container" and not is_loopback(visited.host or ""):
        return visited.host, str(visited).rstrip("/")
    return None, None
