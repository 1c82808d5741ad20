"""What OBS says, through an overlay's page or over obs-websocket; the server decides what follows, once for all."""

from __future__ import annotations

import time

from aiohttp import web

from server.channel import Channel, GameLimit
from server.on_air import SceneName
from server.web.access import need
from server.web.answer import Body, body_of
from server.web.errors import BadGame
from server.web.games import with_game
from server.web.keys import CHANNELS


class ObsBody(Body):
    """POST /api/obs"""

    streaming: bool | None = None
    recording: bool | None = None
    visible: bool | None = None
    scene: SceneName | None = None


async def obs(request: web.Request) -> web.Response:
    """POST /api/obs: what OBS says, through an overlay's page."""
    access = need(request, "report")
    body = ObsBody.model_validate(await body_of(request))
    await request.app[CHANNELS].change(access.channel, lambda channel: heard(request.app, channel, body))
    return web.Response(status=204)


def heard(app: web.Application, channel: Channel, said: ObsBody) -> Channel:
    """The channel after OBS said that."""
    before = channel.on_air
    changes: dict[str, object] = {}
    if said.streaming is not None and said.streaming != (before.since is not None):
        changes["since"] = time.time() if said.streaming else None
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
    if rule is not None and rule.do == "look":
        return channel.model_copy(update={"looks": channel.looks.wearing(rule.value)})
    if rule is None or rule.do == "mute":
        return channel  # muting is the curtain's business
    if rule.do == "look":
        return channel.model_copy(update={"looks": channel.looks.wearing(rule.value)})
    if not rule.value.strip():
        return channel.model_copy(update={"game": None, "mode": "chatting" if rule.do == "chatting" else "game"})
    try:
        return with_game(app, channel, rule.value, rule.do, select=True)
    except (GameLimit, BadGame):
        return channel  # a scene must not fail for want of a slot; the panel shows what is on
