"""Lan: this machine's addresses, the switch that lets the phone in, and links and QR codes for another device."""

from __future__ import annotations

import logging
import sys
from typing import Any

from aiohttp import web
from pydantic import Field

from server.services.lan import LanImpossible
from server.services.link_tokens import Scope
from server.services.network_adapters import Address, own_addresses
from server.web.app_keys import services_of
from server.web.auth import access_of, need
from server.web.page_links import device_address
from server.web.problems import NotFound, Problem
from server.web.qr import qr_data_uri
from server.web.requests import Body

log = logging.getLogger(__name__)

PAGES: dict[str, tuple[str, Scope]] = {
    "overlay": ("/overlay", "overlay"),
    "reader": ("/chat", "overlay"),
    "highlight": ("/highlight", "overlay"),
    "panel": ("/panel", "panel"),
    "remote": ("/remote", "panel"),
    "trigger": ("/api/trigger/{moment}", "trigger"),
}
"""What another device may open, and the link that it does so with."""


class LanBody(Body):
    """PUT /api/lan"""

    on: bool = Field(description="Whether other devices on this network may come in.")


class LanRefused(Problem):
    """The switch can't be turned here."""

    status = 409
    code = "LAN_IMPOSSIBLE"


_WHY = {
    "config": "The server listens on the network already, by its config (`host`): the switch is there.",
    "container": "In a container the network is Docker's: publish the port on your network, and set `public_url`.",
    "no-network": "This computer has no address on a network now.",
    "not-served": "The server isn't listening yet.",
}


async def addresses(request: web.Request) -> web.Response:
    """GET /api/addresses: every address of this machine that another device might reach, the likeliest first."""
    state = await services_of(request).lan.state()
    names = services_of(request).own_names
    found = () if state.reason == "container" else own_addresses()
    return web.json_response(
        {
            "addresses": [_described(one) for one in found],
            "names": sorted(names),
            "container": state.reason == "container",
        }
    )


async def get_lan(request: web.Request) -> web.Response:
    """GET /api/lan: whether other devices on this network may come in, and at which addresses."""
    return await _answer(request)


async def put_lan(request: web.Request, body: LanBody) -> web.Response:
    """PUT /api/lan: lets other devices on this network in, or shuts them out, without a restart."""
    try:
        await services_of(request).lan.turn(on=body.on)
    except LanImpossible as error:
        raise LanRefused(_WHY[error.reason], reason=error.reason) from None
    except OSError as error:
        log.warning("the switch for the network couldn't be turned: %s", error)
        raise LanRefused("The switch could not be turned. The server's log says why.", reason="failed") from None
    return await _answer(request)


async def get_link_for_a_device(request: web.Request) -> web.Response:
    """GET /api/lan/links/{page}: the link of a page for another device, by one of our addresses, and its QR code."""
    page = request.match_info["page"]
    if page not in PAGES:
        raise NotFound(f"There is no page {page!r} for another device; there are: {', '.join(PAGES)}.")
    path, scope = PAGES[page]
    access = access_of(request) if scope == "overlay" else need(request, "own")
    state = await services_of(request).lan.state()
    host, base = device_address(request, state, request.query.get("address"))
    token = services_of(request).tokens.token(access.channel, scope)
    url = f"{base}{path}?token={token}" if base else None
    return web.json_response(
        {"url": url, "qr": qr_data_uri(url) if url and scope != "trigger" else None, "address": host, "on": state.on},
        headers={"Cache-Control": "no-store"},
    )


async def _answer(request: web.Request) -> web.Response:
    state = await services_of(request).lan.state()
    return web.json_response(
        {
            "on": state.on,
            "possible": state.possible,
            "reason": state.reason,
            "detail": _WHY[state.reason] if state.reason else None,
            "addresses": [_described(one) for one in state.addresses],
            "port": services_of(request).config.port,
            "publicUrl": str(services_of(request).config.public_url).rstrip("/")
            if services_of(request).config.public_url
            else None,
            "firewall": _firewall(),
        }
    )


def _firewall() -> str | None:
    """Windows asks, at the first listening, whether the program may be reached; "no" is easily pressed."""
    return "windows" if sys.platform == "win32" else None


def _described(one: Address) -> dict[str, Any]:
    return {"address": one.address, "adapter": one.adapter, "kind": one.kind, "recommended": one.recommended}
