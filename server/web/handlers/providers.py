"""The providers in the panel: who is there, how they do, and the owner's keys. A key goes in and never comes out."""

from __future__ import annotations

from typing import Annotated, Any

from aiohttp import web
from pydantic import Field, StringConstraints

from server.providers.registry import NAMES, facts_of
from server.providers.settings import BaseUrl
from server.providers.status import Checked
from server.web.app_keys import CONFIG, PROVIDER_KEYS, RATE_LIMITER
from server.web.auth import access_of
from server.web.problems import BadRequest, Forbidden, NotFound, too_many
from server.web.requests import Body

CHECKS_PER_MINUTE = 10


class AccountBody(Body):
    """PUT /api/providers/{name}"""

    key: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400, pattern=r"^[\x21-\x7e]*$")] = ""
    baseUrl: BaseUrl | None = Field(None, max_length=300)
    model: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)] | None = None


class TurnBody(Body):
    """PUT /api/providers/{name}/on"""

    on: bool


async def list_providers(request: web.Request) -> web.Response:
    """GET /api/providers: all of them, with the last characters of their keys."""
    access = access_of(request)
    return web.json_response(
        {
            "providers": request.app[PROVIDER_KEYS].describe(),
            "owner": access.scope == "owner",
            "ownServers": request.app[CONFIG].providers.own_servers,
        }
    )


async def set_account(request: web.Request, body: AccountBody) -> web.Response:
    """PUT /api/providers/{name}: a key, tried on the spot; kept unless the service refuses it."""
    name = _name(request)
    _count(request)
    accounts, config = request.app[PROVIDER_KEYS], request.app[CONFIG].providers
    typed, is_own = body.baseUrl is not None or body.model is not None, facts_of(name).is_own
    if typed and (not is_own or config.section(name).base_url is not None or not config.own_servers):
        raise Forbidden("That address stands in the config, and only there can it be changed.", code="ADDRESS_FIXED")
    if not is_own and not body.key:
        raise BadRequest("The key is empty.", errors=[{"field": "key", "message": "empty"}])
    if is_own and not (accounts.get(name).section.base_url or (body.baseUrl and body.model)):
        raise BadRequest("A server needs its address and a model.", errors=[{"field": "baseUrl", "message": "empty"}])
    checked = await accounts.change(name, body.key, base_url=body.baseUrl, model=body.model)
    return web.json_response(_told(checked, body.baseUrl) | {"providers": accounts.describe()})


async def turn_account(request: web.Request, body: TurnBody) -> web.Response:
    """PUT /api/providers/{name}/on: whether a provider that has what it needs may write."""
    name = _name(request)
    accounts = request.app[PROVIDER_KEYS]
    if accounts.get(name).source == "none":
        raise BadRequest("There is no key to turn on or off.", code="NO_KEY")
    await accounts.turn(name, on=body.on)
    return web.json_response({"providers": accounts.describe()})


async def forget_account(request: web.Request) -> web.Response:
    """DELETE /api/providers/{name}: the key that was typed is forgotten."""
    name = _name(request)
    await request.app[PROVIDER_KEYS].forget(name)
    return web.json_response({"providers": request.app[PROVIDER_KEYS].describe()})


async def check_account(request: web.Request) -> web.Response:
    """POST /api/providers/{name}/check: whether it works now."""
    name = _name(request)
    _count(request)
    accounts = request.app[PROVIDER_KEYS]
    if accounts.get(name).source == "none":
        raise BadRequest("There is no key to try.", code="NO_KEY")
    typed = accounts.get(name).section.base_url
    return web.json_response(_told(await accounts.check(name), typed) | {"providers": accounts.describe()})


def _name(request: web.Request) -> str:
    name = request.match_info["name"]
    if name not in NAMES:
        raise NotFound(f"There is no provider {name!r}; there are: {', '.join(NAMES)}.")
    return name


def _count(request: web.Request) -> None:
    wait_s = request.app[RATE_LIMITER].wait_s("check", "owner", CHECKS_PER_MINUTE)
    if wait_s:
        raise too_many("Too many keys tried in a minute.", retry_after_s=wait_s)


def _told(checked: Checked, typed: str | None) -> dict[str, Any]:
    """How it went: WORKS, or the class of trouble; and the address that answered, where it isn't the one typed."""
    result = "WORKS" if checked.error is None else checked.error.trouble
    elsewhere = typed is not None and checked.base_url != typed
    return {"result": result} | ({"address": checked.base_url} if elsewhere else {})
