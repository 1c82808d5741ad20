"""Acts over HTTP: hide, show, pause, go on, empty. They wait for nothing; the answer says `hidden` and `saved`."""

from __future__ import annotations

from aiohttp import web

from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import change_response


async def panic(request: web.Request) -> web.Response:
    """POST /api/channel/panic: hides the chat, everywhere at once, until it is shown again."""
    return change_response(request, await services_of(request).acts.act(access_of(request).channel, shows=False))


async def show(request: web.Request) -> web.Response:
    """POST /api/channel/show: shows the chat again, whatever hid it."""
    return change_response(request, await services_of(request).acts.act(access_of(request).channel, shows=True))


async def start(request: web.Request) -> web.Response:
    """POST /api/channel/start: the chat goes on."""
    return change_response(request, await services_of(request).acts.act(access_of(request).channel, plays=True))


async def pause(request: web.Request) -> web.Response:
    """POST /api/channel/pause: the chat pauses."""
    return change_response(request, await services_of(request).acts.act(access_of(request).channel, plays=False))


async def clear(request: web.Request) -> web.Response:
    """POST /api/channel/clear: empties every open overlay."""
    return change_response(request, await services_of(request).acts.clear(access_of(request).channel))


async def off_air(request: web.Request) -> web.Response:
    """POST /api/channel/off-air: takes it that no stream runs, whichever page said that one does."""
    return change_response(request, await services_of(request).acts.off_air(access_of(request).channel))
