"""Presets: a set of game, pace, viewers and look under a name."""

from __future__ import annotations

from server.model.channel import MOST_PRESETS, Channel
from server.model.names import preset_name
from server.model.settings import Preset
from server.services.errors import LimitReached, Missing, Unacceptable
from server.services.games import Games


class Presets:
    """The presets of every channel."""

    def __init__(self, games: Games) -> None:
        self._games = games

    async def save(self, channel_id: str, name: str) -> Channel:
        """Keep the settings of now under that name. Raises `Unacceptable`, `LimitReached`."""
        try:
            name = preset_name(name)
        except ValueError as error:
            raise Unacceptable(f"That can't be a preset's name: {error}.", code="BAD_PRESET_NAME") from None
        return await self._games.change(channel_id, lambda channel: _saved(channel, name))

    async def recall(self, channel_id: str, name: str) -> Channel:
        """Make the settings as they were then. A game that lost its slot takes one.

        Raises `Missing`, `UnfitGame`, `LimitReached`.
        """
        return await self._games.change(channel_id, lambda channel: self._recalled(channel, name))

    async def remove(self, channel_id: str, name: str) -> Channel:
        """Forget a preset. Raises `Missing`."""

        def removed(channel: Channel) -> Channel:
            gone = _find(channel, name)
            return channel.model_copy(update={"presets": tuple(kept for kept in channel.presets if kept != gone)})

        return await self._games.change(channel_id, removed)

    def _recalled(self, channel: Channel, name: str) -> Channel:
        preset = _find(channel, name)
        settings = {key: getattr(preset, key) for key in Preset.model_fields if hasattr(channel, key)}
        looks = channel.looks.with_active(preset.active)
        settings["looks"] = looks if looks.active is not None else looks.changed(preset.look)
        if preset.game is not None:
            channel = self._games.select_game(channel, preset.game, preset.mode)
            settings["game"] = channel.game
        return channel.model_copy(update=settings)


def _saved(channel: Channel, name: str) -> Channel:
    kept = [preset for preset in channel.presets if preset != channel.preset(name)]
    if len(kept) >= MOST_PRESETS:
        raise LimitReached(f"All {MOST_PRESETS} presets are taken: delete one first.", code="PRESET_LIMIT")
    settings = {key: getattr(channel, key) for key in Preset.model_fields if hasattr(channel, key)}
    settings |= {"name": name, "look": channel.looks.look, "active": channel.looks.active}
    return channel.model_copy(update={"presets": (*kept, Preset.model_validate(settings))})


def _find(channel: Channel, name: str) -> Preset:
    preset = channel.preset(name)
    if preset is None:
        raise Missing(f"There is no preset {name!r}.")
    return preset
