"""Sensing: which senses of a channel are on, and the way of a cue from a sense to the crowd.

A sense works while the owner has switched it on and somebody watches; otherwise it costs nothing. A cue goes to the
channel's rooms at once. Of all that is sensed only the newest state is kept, in memory, for the panel: nothing of it is
stored, and nothing is logged.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Literal, Protocol

from server.live.event import Event
from server.live.rooms import Rooms
from server.model.channel import MAIN, Channel
from server.model.cue import Cue
from server.model.senses import SensesPatch
from server.services.channels import Channels

SenseName = Literal["levels", "screen", "words"]

log = logging.getLogger(__name__)


class Sense(Protocol):
    """One of them, for every channel."""

    @property
    def name(self) -> SenseName:
        """Also that of its switch, in `server.model.senses`."""

    def follow(self, channel: Channel, *, is_wanted: bool) -> None:
        """Work for the channel from now on, or stop. Called whenever that or its settings may have changed."""

    def works(self, channel_id: str) -> bool:
        """Whether it senses something now: its light is on."""

    def describe(self, channel_id: str) -> dict[str, Any]:
        """How it stands, for the owner."""


class Sensing:
    """The senses of every channel. `open` it once the channels are loaded."""

    def __init__(self, channels: Channels, rooms: Rooms) -> None:
        self._channels = channels
        self._rooms = rooms
        self._senses: dict[SenseName, Sense] = {}

    def add(self, sense: Sense) -> None:
        """There is that sense too."""
        self._senses[sense.name] = sense

    def open(self) -> None:
        """Follow the channel from now on."""
        self._channels.on_change.append(lambda before, after: self._follow(after))
        self._follow(self._channels.get(MAIN))

    def watched_soon(self, channel_id: str) -> None:
        """A room of the channel woke or fell asleep: its senses follow, once the room is done with that."""
        asyncio.get_running_loop().call_soon(self._follow_id, channel_id)

    async def change(self, channel_id: str, patch: SensesPatch) -> dict[str, Any]:
        """Switch senses on or off, or point them at something else. Raises `StoreError`."""
        await self._channels.change(
            channel_id, lambda channel: channel.model_copy(update={"senses": patch.applied_to(channel.senses)})
        )
        return self.describe(channel_id)

    def describe(self, channel_id: str) -> dict[str, Any]:
        """How each sense stands, for the owner."""
        channel = self._channels.get(channel_id)
        return {
            name: {
                "on": getattr(channel.senses, name),
                "works": self._works(sense, channel),
                **sense.describe(channel_id),
            }
            for name, sense in self._senses.items()
        }

    def indicators(self, channel_id: str) -> dict[str, Any]:
        """Whether each sense is on and works: all that others than the owner are told."""
        return {name: {"on": told["on"], "works": told["works"]} for name, told in self.describe(channel_id).items()}

    def take(self, channel_id: str, cue: Cue) -> None:
        """Something was sensed: the crowd knows it at once."""
        for room in self._rooms.of(channel_id):
            room.notice(cue)

    def lose_voice(self, channel_id: str) -> None:
        """Nobody hears any more whether the streamer talks."""
        for room in self._rooms.of(channel_id):
            room.lose_voice()

    def tell(self, channel_id: str) -> None:
        """Panels are told how the senses stand: the owner all of it, others which are at work."""
        for room in self._rooms.of(channel_id):
            panels = room.hub.pages("panel")
            if not panels:
                continue
            room.hub.send(
                Event("senses", self.describe(channel_id)), [page for page in panels if page.scope == "owner"]
            )
            room.hub.send(
                Event("senses", self.indicators(channel_id)), [page for page in panels if page.scope != "owner"]
            )

    def _works(self, sense: Sense, channel: Channel) -> bool:
        return bool(getattr(channel.senses, sense.name)) and sense.works(channel.id)

    def _follow_id(self, channel_id: str) -> None:
        self._follow(self._channels.get(channel_id))

    def _follow(self, channel: Channel) -> None:
        is_watched = any(room.state == "playing" for room in self._rooms.of(channel.id))
        for name, sense in self._senses.items():
            try:
                sense.follow(channel, is_wanted=is_watched and getattr(channel.senses, name))
            except Exception:
                # A broken sense must keep neither the chat nor another sense from what it does.
                log.exception("the sense of %s could not follow channel %s", name, channel.id)
