"""Links over HTTP: the URLs of the pages with their tokens, and new ones in their place."""

from __future__ import annotations

from aiohttp import web

from server.services.link_tokens import Scope
from server.web.app_keys import services_of
from server.web.auth import access_of, need
from server.web.page_links import PATHS, device_base, link_url, page_url
from server.web.problems import NotFound
from server.web.qr import qr_data_uri


async def get_link(request: web.Request) -> web.Response:
    """GET /api/links/{scope}: the link that is good now. The panel's and the hearing page's are for the owner alone."""
    name = request.match_info["scope"]
    channel = access_of(request).channel
    if name == "reader":
        return await _reader(request, services_of(request).tokens.token(channel, "overlay"))
    if name == "highlight":
        token = services_of(request).tokens.token(channel, "overlay")
        return web.json_response({"url": page_url(request, "/highlight", token)})
    scope = _scope(name)
    if scope in ("panel", "listen"):
        need(request, "own")
    return web.json_response({"url": link_url(request, channel, scope)})


async def rotate_link(request: web.Request) -> web.Response:
    """POST /api/links/{scope}/rotate: a new link; the old one dies, open streams of it included."""
    channel, scope = access_of(request).channel, _scope(request.match_info["scope"])
    in_obs = await services_of(request).obs.rotate_link(channel, scope)
    return web.json_response({"url": link_url(request, channel, scope), "inObs": in_obs})


def _scope(name: str) -> Scope:
    for scope in PATHS:
        if scope == name:
            return scope
    raise NotFound(f"There is no link of scope {name!r}; there are: {', '.join(PATHS)}.")


async def _reader(request: web.Request, token: str) -> web.Response:
    """The reader's link; with the address of the network, and a QR code, where another device gets in."""
    base = device_base(request, await services_of(request).lan.state())
    url = f"{base}/chat?token={token}" if base else page_url(request, "/chat", token)
    return web.json_response({"url": url, "lan": base is not None, "qr": qr_data_uri(url) if base else None})
