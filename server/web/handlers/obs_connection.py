"""The connection to OBS, in the owner's hand. The password goes in and never comes out."""

from __future__ import annotations

from ipaddress import ip_address

from aiohttp import web
from pydantic import Field, SecretStr
from yarl import URL

from server.obs.errors import NoBrowser, ObsError, RequestRefusedError
from server.services.adapters import own_addresses
from server.services.binding import is_loopback
from server.web.app_keys import CONFIG, OBS_CONNECTION, SECRETS
from server.web.auth import access_of
from server.web.handlers.channel import overlay_url
from server.web.obs_bridge import SECRET, describe
from server.web.problems import ObsTrouble, WrongScope
from server.web.requests import Body


class ConnectionBody(Body):
    """PUT /api/obs/connection"""

    password: SecretStr = Field(SecretStr(""), max_length=200, description="Empty where OBS asks for none.")


async def connection(request: web.Request) -> web.Response:
    """GET /api/obs/connection: how it stands."""
    return web.json_response(describe(request.app))


async def connect(request: web.Request, body: ConnectionBody) -> web.Response:
    """PUT /api/obs/connection: connects with that password from now on, after every start too."""
    config = request.app[CONFIG].obs
    if not config.enabled:
        raise WrongScope("The connection to OBS is switched off in the config.", code="OBS_DISABLED")
    password = body.password.get_secret_value()
    await request.app[SECRETS].save(SECRET, {"password": password, "url": config.url})
    await request.app[OBS_CONNECTION].set_up(password)
    return web.json_response(describe(request.app))


async def disconnect(request: web.Request) -> web.Response:
    """DELETE /api/obs/connection: connects no more, and forgets the password."""
    await request.app[SECRETS].forget(SECRET)
    await request.app[OBS_CONNECTION].forget()
    return web.json_response(describe(request.app))


async def scenes(request: web.Request) -> web.Response:
    """GET /api/obs/scenes: the scenes that OBS has, for a rule to choose from; none without OBS."""
    return web.json_response({"scenes": await request.app[OBS_CONNECTION].scenes()})


async def add_source(request: web.Request) -> web.Response:
    """POST /api/obs/source: sees to it that the scene on air shows the overlay."""
    access = access_of(request)
    link = URL(_reached_by_obs(request, overlay_url(request, access.channel)))
    try:
        added = await request.app[OBS_CONNECTION].add(link)
    except NoBrowser:
        raise ObsTrouble("This OBS was built without browser sources.", code="OBS_NO_BROWSER") from None
    except RequestRefusedError as refusal:
        raise ObsTrouble(f"OBS said no. {refusal}", code="OBS_REFUSED", comment=refusal.comment) from None
    except ObsError as error:
        raise ObsTrouble(f"OBS: {error.state}. {error}", code=_CODES[error.state]) from None
    return web.json_response({"result": added.how, "name": added.name, "scene": added.scene})


_CODES = {"off": "OBS_OFF", "wrong-password": "OBS_WRONG_PASSWORD", "absent": "OBS_ABSENT", "old": "OBS_OLD"}


def _reached_by_obs(request: web.Request, link: str) -> str:
    """The link; for an OBS on another machine with this one's address on the network instead of 127.0.0.1."""
    config, url = request.app[CONFIG], URL(link)
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
