"""Acts: what a streamer must be able to do at any moment. They act in memory, now, and are saved after.

None of them waits for the disk, for another change or for a limit, and none fails for want of them. The answer says
what is true: whether the chat is `hidden`, and whether that is `saved` already.
"""

from __future__ import annotations

import time

from aiohttp import web

from server.model.channel import Channel
from server.web.app_keys import CHANNELS, ROOMS
from server.web.auth import access_of
from server.web.requests import channel_response

TRIGGERS = {
    "panic": "the chat is hidden everywhere",
    "hide": "the chat is hidden everywhere",
    "show": "the chat is shown again",
    "pause": "the chat is paused",
    "start": "the chat goes on",
    "clear": "every overlay is empty",
}
"""Acts that a trigger link may do, and what is said of it."""


async def panic(request: web.Request) -> web.Response:
    """POST /api/channel/panic: hides the chat, everywhere at once, until somebody shows it."""
    return await _acted(request, shows=False)


async def show(request: web.Request) -> web.Response:
    """POST /api/channel/show: shows the chat again, whatever hid it."""
    return await _acted(request, shows=True)


async def start(request: web.Request) -> web.Response:
    """POST /api/channel/start: the chat goes on."""
    return await _acted(request, plays=True)


async def pause(request: web.Request) -> web.Response:
    """POST /api/channel/pause: the chat pauses."""
    return await _acted(request, plays=False)


async def clear(request: web.Request) -> web.Response:
    """POST /api/channel/clear: empties every open overlay."""
    access = access_of(request)
    empty(request.app, access.channel)
    return await response(request, access.channel)


def do(app: web.Application, channel: str, *, shows: bool | None = None, plays: bool | None = None) -> None:
    """Hide or show the chat, pause it or go on; None leaves it as it is."""

    def done(before: Channel) -> Channel:
        changes: dict[str, object] = {}
        if plays is not None:
            changes["playing"] = plays
        if shows is not None:
            changes["curtain"] = "up" if shows else "panic"
        after = before.model_copy(update=changes)
        if shows and after.shows and after.on_air.go_live == "fade" and after.on_air.since is not None:
            # Shown by hand while it fades, or has faded: it begins to fade anew.
            after = after.model_copy(update={"on_air": after.on_air.model_copy(update={"since": time.time()})})
        return after

    if shows is not None or plays is not None:
        app[CHANNELS].act(channel, done)


async def off_air(request: web.Request) -> web.Response:
    """POST /api/channel/off-air: no stream runs any more, whoever said that one does."""
    access = access_of(request)

    def off(before: Channel) -> Channel:
        return before.model_copy(update={"on_air": before.on_air.off()})

    request.app[CHANNELS].act(access.channel, off)
    return await response(request, access.channel)


def trigger(app: web.Application, channel: str, name: str) -> str:
    """Do the act of that name, one of `TRIGGERS`. What to say of it."""
    if name == "clear":
        empty(app, channel)
    else:
        shows = {"panic": False, "hide": False, "show": True}.get(name)
        do(app, channel, shows=shows, plays={"pause": False, "start": True}.get(name))
    return f"{name}: {TRIGGERS[name]}"


def empty(app: web.Application, channel: str) -> None:
    """Take what was said off every page."""
    for room in app[ROOMS].of(channel):
        room.clear()


async def response(request: web.Request, channel_id: str) -> web.Response:
    """The channel as it is now, with `hidden` and `saved`."""
    channels = request.app[CHANNELS]
    saved = await channels.is_saved(channel_id)
    channel = channels.get(channel_id)
    return channel_response(request, channel, hidden=channel.curtain != "up", saved=saved)


async def _acted(request: web.Request, *, shows: bool | None = None, plays: bool | None = None) -> web.Response:
    access = access_of(request)
    do(request.app, access.channel, shows=shows, plays=plays)
    return await response(request, access.channel)
