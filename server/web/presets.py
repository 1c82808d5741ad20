"""Presets: a set of game, pace, crowd and look under a name. And a whole channel as one file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from server.channel import MOST_PRESETS, Channel, GameLimit, Preset
from server.on_air import OnAir
from server.web.access import need
from server.web.answer import body_of, channel_response
from server.web.errors import BadRequest, NotFound, TooMany
from server.web.games import change, with_game
from server.web.keys import CHANNELS, CONFIG

FORMAT = 1
"""Of the exported file; a reader refuses what is newer."""
OF_THE_HOUR = ("live", "since", "scene", "recording")
"""What OBS said last: of no use on another day."""


async def save(request: web.Request) -> web.Response:
    """PUT /api/presets/{name}: keep the settings of now under that name."""
    access = need(request, "steer")
    name = request.match_info["name"]

    def saved(channel: Channel) -> Channel:
        kept = [preset for preset in channel.presets if preset.name != name]
        if len(kept) >= MOST_PRESETS:
            raise TooMany(f"All {MOST_PRESETS} presets are taken: delete one first.", code="PRESET_LIMIT")
        settings = {key: getattr(channel, key) for key in Preset.model_fields if hasattr(channel, key)}
        settings |= {"name": name, "look": channel.looks.look, "worn": channel.looks.worn}
        return channel.model_copy(update={"presets": (*kept, Preset.model_validate(settings))})

    return channel_response(request, await change(request, access, saved))


async def recall(request: web.Request) -> web.Response:
    """POST /api/presets/{name}/recall: the settings are as they were then. A game that lost its slot takes one."""
    access = need(request, "steer")

    def recalled(channel: Channel) -> Channel:
        preset = _find(channel, request.match_info["name"])
        settings = {key: getattr(preset, key) for key in Preset.model_fields if hasattr(channel, key)}
        looks = channel.looks.wearing(preset.worn)
        settings["looks"] = looks if looks.worn is not None else looks.changed(preset.look)
        if preset.game is not None:
            channel = with_game(request.app, channel, preset.game, preset.mode, select=True)
            settings["game"] = channel.game
        return channel.model_copy(update=settings)

    return channel_response(request, await change(request, access, recalled))


async def remove(request: web.Request) -> web.Response:
    """DELETE /api/presets/{name}"""
    access = need(request, "steer")

    def removed(channel: Channel) -> Channel:
        gone = _find(channel, request.match_info["name"])
        return channel.model_copy(update={"presets": tuple(kept for kept in channel.presets if kept != gone)})

    return channel_response(request, await change(request, access, removed))


async def export(request: web.Request) -> web.Response:
    """GET /api/export: everything of the channel as one file, without a secret in it."""
    access = need(request, "own")
    channel = request.app[CHANNELS].get(access.channel)
    now = datetime.now(UTC)
    whole = {"seatfiller": FORMAT, "exported": now.isoformat(timespec="seconds"), "channel": _lasting(channel)}
    return web.Response(
        body=json.dumps(whole, ensure_ascii=False, indent=2).encode(),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="seatfiller-{now:%Y-%m-%d}.json"',
            "Cache-Control": "no-store",
        },
    )


async def restore(request: web.Request) -> web.Response:
    """POST /api/import: the channel is as the file says. What plays, the curtain and the links stay as they are."""
    access = need(request, "own")
    whole = await body_of(request)
    if not isinstance(whole.get("seatfiller"), int) or not isinstance(whole.get("channel"), dict):
        raise BadRequest("That isn't a file that Seatfiller exported.", code="NOT_OURS")
    if whole["seatfiller"] > FORMAT:
        raise BadRequest("That file is from a newer Seatfiller: update this one.", code="TOO_NEW")

    def restored(channel: Channel) -> Channel:
        now = channel.model_dump(mode="json")
        said = {**whole["channel"], **{key: now[key] for key in ("id", "playing", "curtain")}}
        on_air = said.get("on_air")
        said["on_air"] = (on_air if isinstance(on_air, dict) else {}) | {key: now["on_air"][key] for key in OF_THE_HOUR}
        found = Channel.model_validate(said)
        if len(found.slots) > request.app[CONFIG].limits.games:
            raise GameLimit
        return found

    return channel_response(request, await change(request, access, restored))


def _find(channel: Channel, name: str) -> Preset:
    for preset in channel.presets:
        if preset.name == name:
            return preset
    raise NotFound(f"There is no preset {name!r}.")


def _lasting(channel: Channel) -> dict[str, Any]:
    lasting = OnAir.model_validate(channel.on_air.off().model_dump() | {"scene": None, "recording": False})
    shown = channel.model_copy(update={"on_air": lasting, "curtain": "up"})
    return shown.model_dump(mode="json", exclude={"id"})
