"""Backups: a whole channel as one file, without a secret in it, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from server.model.channel import Channel, GameLimit
from server.model.on_air import OnAir
from server.model.phrase import AMONG
from server.model.settings import GameSlot
from server.phrases.library import PackLibrary
from server.services.channels import Channels
from server.services.errors import Unacceptable
from server.services.games import Games
from server.text.fields import are_distinct

FORMAT = 1
"""Of the exported file; a reader refuses what is newer."""
OF_THE_HOUR = ("live", "since", "scene", "recording")
"""What OBS said last: of no use on another day."""


class BackupFile(BaseModel):
    """What an export gave."""

    model_config = ConfigDict(json_schema_extra={"required": ["seatfiller", "channel"]})

    seatfiller: Any = Field(None, description="The number of the file's format.")
    channel: Any = Field(None, description="The channel's settings.")


class Backups:
    """Exports and imports channels."""

    def __init__(self, channels: Channels, games: Games, library: PackLibrary) -> None:
        self._channels = channels
        self._library = library
        self._games = games

    def export(self, channel_id: str, now: datetime) -> dict[str, Any]:
        """The content of the file."""
        channel = self._channels.get(channel_id)
        lasting = OnAir.model_validate(channel.on_air.off().model_dump() | {"scene": None, "recording": False})
        shown = channel.model_copy(update={"on_air": lasting, "visibility": "up"})
        return {
            "seatfiller": FORMAT,
            "exported": now.isoformat(timespec="seconds"),
            "channel": shown.model_dump(mode="json", exclude={"id", "senses"}),
        }

    async def restore(self, channel_id: str, file: BackupFile) -> Channel:
        """Make the channel as the file says. What plays, whether it is hidden, the senses and the links stay as they
        are.

        Raises `Unacceptable`, `UnfitGame`, `LimitReached`, and pydantic's `ValidationError`.
        """
        if not isinstance(file.seatfiller, int) or not isinstance(file.channel, dict):
            raise Unacceptable("That isn't a file that Seatfiller exported.", code="NOT_OURS")
        if file.seatfiller > FORMAT:
            raise Unacceptable("That file is from a newer Seatfiller: update this one.", code="TOO_NEW")
        return await self._games.change(channel_id, lambda channel: self._restored(channel, file.channel))

    def _restored(self, before: Channel, told: dict[str, Any]) -> Channel:
        now = before.model_dump(mode="json")
        said = {**told, **{key: now[key] for key in ("id", "playing", "visibility", "senses")}}
        on_air = said.get("on_air")
        said["on_air"] = (on_air if isinstance(on_air, dict) else {}) | {key: now["on_air"][key] for key in OF_THE_HOUR}
        found = Channel.model_validate(said, context={AMONG: self._library.languages})
        return self._as_the_panel_would(found, before=before)

    def _as_the_panel_would(self, found: Channel, *, before: Channel) -> Channel:
        """The imported channel as the panel would have made it. Raises `UnfitGame`, `Unacceptable`, `GameLimit`.

        As many slots may be taken as are now, if the config allows fewer: a backup always fits where it comes from.
        """
        title = self._games.title
        limit = max(self._games.limit, len(before.slots))
        slots = tuple(slot.model_copy(update={"name": title(slot.name, slot.mode)}) for slot in found.slots)
        presets = tuple(
            preset.model_copy(update={"game": title(preset.game, preset.mode) if preset.game is not None else None})
            for preset in found.presets
        )
        if not are_distinct(slot.name for slot in slots):
            raise Unacceptable("A game stands twice in that file.")
        if len(slots) > limit:
            raise GameLimit
        found = found.model_copy(update={"slots": slots, "presets": presets})
        if found.game is None:
            return found
        name = title(found.game, found.mode)
        kept = found.slot(name)
        slot = kept if kept is not None and kept.mode == found.mode else GameSlot(name=name, mode=found.mode)
        return found.with_slot(slot, limit=limit).model_copy(update={"game": slot.name})
