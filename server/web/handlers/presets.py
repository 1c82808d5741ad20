"""Presets: a set of game, pace, crowd and look under a name. And a whole channel as one file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from server.model.channel import MOST_PRESETS, Channel, GameLimit
from server.model.names import preset_name
from server.model.on_air import OnAir
from server.model.settings import GameSlot, Preset
from server.text.fields import are_distinct
from server.web.app_keys import CHANNELS, CONFIG
from server.web.auth import access_of
from server.web.handlers.games import change, title_of, with_game
from server.web.problems import BadRequest, NotFound, TooMany
from server.web.requests import channel_response, read_context

FORMAT = 1
"""Of the exported file; a reader refuses what is newer."""


class BackupFile(BaseModel):
    """What GET /api/export gave."""

    model_config = ConfigDict(json_schema_extra={"required": ["seatfiller", "channel"]})

    seatfiller: Any = Field(None, description="The number of the file's format.")
    channel: Any = Field(None, description="The channel's settings.")


OF_THE_HOUR = ("live", "since", "scene", "recording")
"""What OBS said last: of no use on another day."""


async def save(request: web.Request) -> web.Response:
    """PUT /api/presets/{name}: keep the settings of now under that name."""
    access = access_of(request)
    try:
        name = preset_name(request.match_info["name"])
    except ValueError as error:
        raise BadRequest(f"That can't be a preset's name: {error}.", code="BAD_PRESET_NAME") from None

    def saved(channel: Channel) -> Channel:
        kept = [preset for preset in channel.presets if preset != channel.preset(name)]
        if len(kept) >= MOST_PRESETS:
            raise TooMany(f"All {MOST_PRESETS} presets are taken: delete one first.", code="PRESET_LIMIT")
        settings = {key: getattr(channel, key) for key in Preset.model_fields if hasattr(channel, key)}
        settings |= {"name": name, "look": channel.looks.look, "worn": channel.looks.worn}
        return channel.model_copy(update={"presets": (*kept, Preset.model_validate(settings))})

    return channel_response(request, await change(request, access, saved))


async def recall(request: web.Request) -> web.Response:
    """POST /api/presets/{name}/recall: the settings are as they were then. A game that lost its slot takes one."""
    access = access_of(request)

    def recalled(channel: Channel) -> Channel:
        preset = _find(channel, request.match_info["name"])
        settings = {key: getattr(preset, key) for key in Preset.model_fields if hasattr(channel, key)}
        looks = channel.looks.with_active(preset.worn)
        settings["looks"] = looks if looks.worn is not None else looks.changed(preset.look)
        if preset.game is not None:
            channel = with_game(request.app, channel, preset.game, preset.mode, select=True)
            settings["game"] = channel.game
        return channel.model_copy(update=settings)

    return channel_response(request, await change(request, access, recalled))


async def remove(request: web.Request) -> web.Response:
    """DELETE /api/presets/{name}: forgets a preset."""
    access = access_of(request)

    def removed(channel: Channel) -> Channel:
        gone = _find(channel, request.match_info["name"])
        return channel.model_copy(update={"presets": tuple(kept for kept in channel.presets if kept != gone)})

    return channel_response(request, await change(request, access, removed))


async def export(request: web.Request) -> web.Response:
    """GET /api/export: everything of the channel as one file, without a secret in it."""
    access = access_of(request)
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


async def restore(request: web.Request, file: BackupFile) -> web.Response:
    """POST /api/import: the channel is as the file says. What plays, the curtain and the links stay as they are."""
    access = access_of(request)
    if not isinstance(file.seatfiller, int) or not isinstance(file.channel, dict):
        raise BadRequest("That isn't a file that Seatfiller exported.", code="NOT_OURS")
    if file.seatfiller > FORMAT:
        raise BadRequest("That file is from a newer Seatfiller: update this one.", code="TOO_NEW")

    def restored(channel: Channel) -> Channel:
        now = channel.model_dump(mode="json")
        said = {**file.channel, **{key: now[key] for key in ("id", "playing", "curtain")}}
        on_air = said.get("on_air")
        said["on_air"] = (on_air if isinstance(on_air, dict) else {}) | {key: now["on_air"][key] for key in OF_THE_HOUR}
        found = Channel.model_validate(said, context=read_context(request.app))
        return _through_the_gates(request.app, found, before=channel)

    return channel_response(request, await change(request, access, restored))


def _through_the_gates(app: web.Application, found: Channel, *, before: Channel) -> Channel:
    """The imported channel as the panel would have made it. Raises `BadGame`, `BadRequest`, `GameLimit`.

    As many slots may be taken as are now, if the config allows fewer: a backup always fits where it comes from.
    """
    limit = max(app[CONFIG].limits.games, len(before.slots))
    slots = tuple(slot.model_copy(update={"name": title_of(app, slot.name, slot.mode)}) for slot in found.slots)
    presets = tuple(
        preset.model_copy(update={"game": title_of(app, preset.game, preset.mode) if preset.game is not None else None})
        for preset in found.presets
    )
    if not are_distinct(slot.name for slot in slots):
        raise BadRequest("A game stands twice in that file.")
    if len(slots) > limit:
        raise GameLimit
    found = found.model_copy(update={"slots": slots, "presets": presets})
    if found.game is None:
        return found
    kept = found.slot(title_of(app, found.game, found.mode))
    slot = (
        kept
        if kept is not None and kept.mode == found.mode
        else GameSlot(name=title_of(app, found.game, found.mode), mode=found.mode)
    )
    return found.with_slot(slot, limit=limit).model_copy(update={"game": slot.name})


def _find(channel: Channel, name: str) -> Preset:
    preset = channel.preset(name)
    if preset is not None:
        return preset
    raise NotFound(f"There is no preset {name!r}.")


def _lasting(channel: Channel) -> dict[str, Any]:
    lasting = OnAir.model_validate(channel.on_air.off().model_dump() | {"scene": None, "recording": False})
    shown = channel.model_copy(update={"on_air": lasting, "curtain": "up"})
    return shown.model_dump(mode="json", exclude={"id"})
