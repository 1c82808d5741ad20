"""Lan: this machine's addresses, the switch that lets the phone in, and links and QR codes for another device."""

from __future__ import annotations

import logging
import sys
from typing import Any

from aiohttp import web
from pydantic import Field
from yarl import URL

from server.services.adapters import Address, own_addresses
from server.services.binding import is_loopback
from server.services.lan import LanImpossible, LanState
from server.services.link_tokens import Scope
from server.web.app_keys import CHANNELS, CONFIG, LAN, OWN_NAMES, PORT, SIGNER
from server.web.auth import access_of, need
from server.web.problems import BadRequest, NotFound, Problem
from server.web.qr import qr_data_uri
from server.web.requests import Body
from server.web.visited import visited_base

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
    state = await request.app[LAN].state()
    names = request.app[OWN_NAMES]
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
        await request.app[LAN].turn(on=body.on)
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
    state = await request.app[LAN].state()
    host, base = _base(request, state, request.query.get("address"))
    token = request.app[SIGNER].sign(request.app[CHANNELS].link(access.channel, scope))
    url = f"{base}{path}?token={token}" if base else None
    return web.json_response(
        {"url": url, "qr": qr_data_uri(url) if url and scope != "trigger" else None, "address": host, "on": state.on},
        headers={"Cache-Control": "no-store"},
    )


def device_base(request: web.Request, state: LanState, address: str | None = None) -> str | None:
    """Scheme, host and port by which another device reaches us; None where none does. Raises `BadRequest`."""
    return _base(request, state, address)[1]


def _base(request: web.Request, state: LanState, address: str | None) -> tuple[str | None, str | None]:
    config = request.app[CONFIG]
    if config.public_url is not None:
        return config.public_url.host, visited_base(request)
    visited = URL(visited_base(request))
    ours = [one.address for one in state.addresses]
    if address is not None:
        if address not in ours and address.casefold() not in request.app[OWN_NAMES]:
            raise BadRequest(f"{address!r} is no address of this machine; there are: {', '.join(ours)}.")
        return address, str(URL.build(scheme="http", host=address, port=request.app[PORT]))
    if visited.host in ours and state.on:  # a phone that asks sees what works for it
        return visited.host, str(visited).rstrip("/")
    if state.on and ours:
        return ours[0], str(URL.build(scheme="http", host=ours[0], port=request.app[PORT]))
    if state.reason == "container" and not is_loopback(visited.host or ""):
        return visited.host, str(visited).rstrip("/")
    return None, None


async def _answer(request: web.Request) -> web.Response:
    state = await request.app[LAN].state()
    return web.json_response(
        {
            "on": state.on,
            "possible": state.possible,
            "reason": state.reason,
            "detail": _WHY[state.reason] if state.reason else None,
            "addresses": [_described(one) for one in state.addresses],
            "port": request.app[PORT],
            "publicUrl": str(request.app[CONFIG].public_url).rstrip("/") if request.app[CONFIG].public_url else None,
            "firewall": _firewall(),
        }
    )


def _firewall() -> str | None:
    """Windows asks, at the first listening, whether the program may be reached; "no" is easily pressed."""
    return "windows" if sys.platform == "win32" else None


def _described(one: Address) -> dict[str, Any]:
    return {"address": one.address, "adapter": one.adapter, "kind": one.kind, "recommended": one.recommended}
