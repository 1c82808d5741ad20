"""The connection to OBS over HTTP, in the owner's hand. The password goes in and never comes out."""

from __future__ import annotations

from ipaddress import ip_address

from aiohttp import web
from pydantic import Field, SecretStr
from yarl import URL

from server.services.binding import is_loopback
from server.services.network_adapters import own_addresses
from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.page_links import link_url
from server.web.requests import Body


class ConnectionBody(Body):
    """PUT /api/obs/connection"""

    password: SecretStr = Field(SecretStr(""), max_length=200, description="Empty where OBS asks for none.")


async def connection(request: web.Request) -> web.Response:
    """GET /api/obs/connection: how it stands."""
    return web.json_response(services_of(request).obs.describe())


async def connect(request: web.Request, body: ConnectionBody) -> web.Response:
    """PUT /api/obs/connection: connects with that password from now on, after every start too."""
    await services_of(request).obs.connect(body.password.get_secret_value())
    return await connection(request)


async def disconnect(request: web.Request) -> web.Response:
    """DELETE /api/obs/connection: connects no more, and forgets the password."""
    await services_of(request).obs.disconnect()
    return await connection(request)


async def scenes(request: web.Request) -> web.Response:
    """GET /api/obs/scenes: the scenes that OBS has, for a rule to choose from; none without OBS."""
    return web.json_response({"scenes": await services_of(request).obs.scenes()})


async def add_source(request: web.Request) -> web.Response:
    """POST /api/obs/source: sees to it that the scene on air shows the overlay."""
    link = URL(_reached_by_obs(request, link_url(request, access_of(request).channel, "overlay")))
    added = await services_of(request).obs.add_source(link)
    return web.json_response({"result": added.how, "name": added.name, "scene": added.scene})


def _reached_by_obs(request: web.Request, link: str) -> str:
    """The link; for an OBS on another machine with this one's address on the network instead of 127.0.0.1."""
    config, url = services_of(request).config, URL(link)
    if config.public_url is None and is_loopback(url.host or "") and not _is_here(URL(config.obs.url).host):
        # Where we listen on one address by config, that one; else the likeliest of this machine's.
        known = (config.host,) if not is_loopback(config.host) and config.host not in ("0.0.0.0", "::") else ()
        found = [*known, *(one.address for one in own_addresses())]
        return str(url.with_host(found[0])) if found else link
    return link


def _is_here(host: str | None) -> bool:
    """A name may be this machine's too: from a container, host.docker.internal is."""
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return True
