"""Providers over HTTP: all of them, how they do, and the owner's keys. A key goes in and never comes out."""

from __future__ import annotations

from typing import Annotated, Any

from aiohttp import web
from pydantic import Field, StringConstraints

from server.providers.settings import BaseUrl
from server.providers.status import Checked
from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import Body


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
    providers = services_of(request).providers
    is_owner = access_of(request).scope == "owner"
    return _told(request, owner=is_owner, ownServers=providers.own_servers)


async def set_account(request: web.Request, body: AccountBody) -> web.Response:
    """PUT /api/providers/{name}: a key, tried on the spot; kept unless the service refuses it."""
    name = request.match_info["name"]
    checked = await services_of(request).providers.set(name, body.key, base_url=body.baseUrl, model=body.model)
    return _told(request, **_result(checked, body.baseUrl))


async def turn_account(request: web.Request, body: TurnBody) -> web.Response:
    """PUT /api/providers/{name}/on: whether a provider that has what it needs may write."""
    await services_of(request).providers.turn(request.match_info["name"], on=body.on)
    return _told(request)


async def forget_account(request: web.Request) -> web.Response:
    """DELETE /api/providers/{name}: the key that was typed is forgotten."""
    await services_of(request).providers.forget(request.match_info["name"])
    return _told(request)


async def check_account(request: web.Request) -> web.Response:
    """POST /api/providers/{name}/check: whether it works now."""
    return _told(request, **_result(*await services_of(request).providers.check(request.match_info["name"])))


def _told(request: web.Request, **more: Any) -> web.Response:
    return web.json_response({**more, "providers": services_of(request).providers.describe()})


def _result(checked: Checked, typed: str | None) -> dict[str, Any]:
    """How it went: WORKS, or the kind of error; and the address that answered, where it isn't the one typed."""
    result = "WORKS" if checked.error is None else checked.error.kind
    elsewhere = typed is not None and checked.base_url != typed
    return {"result": result} | ({"address": checked.base_url} if elsewhere else {})
