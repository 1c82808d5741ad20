"""What OBS says, through an overlay's page or over obs-websocket; the server decides what follows, once for all."""

from __future__ import annotations

import time

from aiohttp import web
from pydantic import Field

from server.model.channel import Channel, GameLimit
from server.model.on_air import Live, SceneName
from server.web.app_keys import CHANNELS, REPORTERS, ROOMS
from server.web.auth import access_of
from server.web.handlers.games import with_game
from server.web.problems import BadGame
from server.web.requests import Body

ID = "^[A-Za-z0-9]{0,40}$"
"""What a page may call itself. The reporters that are no pages have a name with a hyphen."""


class ObsBody(Body):
    """POST /api/obs"""

    page: str = Field("", pattern=ID, description="An id that the page made up when it was loaded.")
    obs: str = Field("", pattern=ID, description="An id that all pages of one OBS share.")
    streaming: bool | None = None
    recording: bool | None = None
    visible: bool | None = None
    scene: SceneName | None = None


async def obs(request: web.Request, body: ObsBody) -> web.Response:
    """POST /api/obs: what OBS says, through an overlay's page."""
    access = access_of(request)
    hear(request.app, access.channel, body, Live(page=body.page, obs=body.obs))
    return web.Response(status=204)


def hear(app: web.Application, channel: str, said: ObsBody, by: Live) -> None:
    """Somebody said that: what follows happens at once. A chat that must not be on a stream can't wait for the disk."""
    if app[REPORTERS].hear(channel, by.page):
        app[ROOMS].tell()
    app[CHANNELS].act(channel, lambda before: _heard(app, before, said, by))


def _heard(app: web.Application, channel: Channel, said: ObsBody, by: Live) -> Channel:
    before = channel.on_air
    if said.streaming is not None:
        here = app[REPORTERS].here(channel.id)
        before = before.hearing(by, streaming=said.streaming, here=here, now=time.time())
    changes: dict[str, object] = {}
    if said.recording is not None:
        changes["recording"] = said.recording
    # Every page of one OBS reports the same scene: only the first one makes a difference.
    changed_scene = "scene" in said.model_fields_set and said.scene != before.scene
    if changed_scene:
        changes["scene"] = said.scene
    channel = channel.model_copy(update={"on_air": before.model_copy(update=changes)})
    return _by_scene(app, channel) if changed_scene else channel


def _by_scene(app: web.Application, channel: Channel) -> Channel:
    rule = channel.on_air.rule()
    if rule is None or rule.do == "mute":
        return channel  # hiding is the curtain's business
    if rule.do == "look":
        return channel.model_copy(update={"looks": channel.looks.with_active(rule.value)})
    if not rule.value.strip():
        return channel.model_copy(update={"game": None, "mode": "chatting" if rule.do == "chatting" else "game"})
    try:
        return with_game(app, channel, rule.value, rule.do, select=True)
    except (GameLimit, BadGame):
        return channel  # a scene must not fail for want of a slot; the panel shows what is on
