"""Presets over HTTP: a set of game, pace, viewers and look under a name."""

from __future__ import annotations

from aiohttp import web

from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import channel_response


async def save(request: web.Request) -> web.Response:
    """PUT /api/presets/{name}: keeps the settings of now under that name."""
    name = request.match_info["name"]
    return channel_response(request, await services_of(request).presets.save(access_of(request).channel, name))


async def recall(request: web.Request) -> web.Response:
    """POST /api/presets/{name}/recall: the settings are as they were then. A game that lost its slot takes one."""
    name = request.match_info["name"]
    return channel_response(request, await services_of(request).presets.recall(access_of(request).channel, name))


async def remove(request: web.Request) -> web.Response:
    """DELETE /api/presets/{name}: forgets a preset."""
    name = request.match_info["name"]
    return channel_response(request, await services_of(request).presets.remove(access_of(request).channel, name))
