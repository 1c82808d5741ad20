"""The channel over HTTP: all its settings, read and changed by any part."""

from __future__ import annotations

from aiohttp import web

from server.model.channel_patch import ChannelPatch
from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import change_response, channel_response


async def get_channel(request: web.Request) -> web.Response:
    """GET /api/channel: all settings of the channel."""
    return channel_response(request, services_of(request).channels.get(access_of(request).channel))


async def patch_channel(request: web.Request, patch: ChannelPatch) -> web.Response:
    """PATCH /api/channel: any part of it. A game that has no slot takes one. Hiding and pausing wait for nothing."""
    return change_response(request, await services_of(request).settings.patch(access_of(request).channel, patch))
