"""Acts: what a streamer must be able to do at any moment. They act in memory, now, and are saved after.

None of them waits for the disk, for another change or for a limit, and none fails for want of them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from server.live.rooms import Rooms
from server.model.channel import Channel
from server.services.channels import Channels

TRIGGERS = {
    "panic": "the chat is hidden everywhere",
    "hide": "the chat is hidden everywhere",
    "show": "the chat is shown again",
    "pause": "the chat is paused",
    "start": "the chat goes on",
    "clear": "every overlay is empty",
}
"""Acts that a trigger link may do, and what is said of each."""


@dataclass(frozen=True, slots=True)
class ChannelChange:
    """A channel after a change."""

    channel: Channel
    saved: bool | None = None
    """Whether an act is on disk already; None for a change that is on disk before it is seen."""


class Acts:
    """The acts on every channel."""

    def __init__(self, channels: Channels, rooms: Rooms) -> None:
        self._channels = channels
        self._rooms = rooms

    async def act(self, channel_id: str, *, shows: bool | None = None, plays: bool | None = None) -> ChannelChange:
        """Hide or show the chat, pause it or go on; None leaves it as it is."""
        self.do(channel_id, shows=shows, plays=plays)
        return await self._now(channel_id)

    async def clear(self, channel_id: str) -> ChannelChange:
        """Take what was said off every page."""
        self._empty(channel_id)
        return await self._now(channel_id)

    async def off_air(self, channel_id: str) -> ChannelChange:
        """Take it that no stream runs, whichever page said that one does."""
        self._channels.act(channel_id, lambda before: before.model_copy(update={"on_air": before.on_air.off()}))
        return await self._now(channel_id)

    def trigger(self, channel_id: str, name: str) -> str:
        """Do the act of that name, one of `TRIGGERS`; what is said of it."""
        if name == "clear":
            self._empty(channel_id)
        else:
            shows = {"panic": False, "hide": False, "show": True}.get(name)
            self.do(channel_id, shows=shows, plays={"pause": False, "start": True}.get(name))
        return f"{name}: {TRIGGERS[name]}"

    def do(self, channel_id: str, *, shows: bool | None = None, plays: bool | None = None) -> None:
        """The same as `act`, without a word on how it went."""
        if shows is not None or plays is not None:
            self._channels.act(channel_id, lambda before: _done(before, shows=shows, plays=plays))

    def changed(self, channel_id: str) -> ChannelChange:
        """The channel after a change that is on disk."""
        return ChannelChange(self._channels.get(channel_id))

    def _empty(self, channel_id: str) -> None:
        for room in self._rooms.of(channel_id):
            room.clear()

    async def _now(self, channel_id: str) -> ChannelChange:
        saved = await self._channels.is_saved(channel_id)
        return ChannelChange(self._channels.get(channel_id), saved)


def _done(before: Channel, *, shows: bool | None, plays: bool | None) -> Channel:
    changes: dict[str, object] = {}
    if plays is not None:
        changes["playing"] = plays
    if shows is not None:
        changes["visibility"] = "up" if shows else "panic"
    after = before.model_copy(update=changes)
    if shows and after.shows and after.on_air.go_live == "fade" and after.on_air.since is not None:
        # Shown by hand while it fades, or has faded: it begins to fade anew.
        after = after.model_copy(update={"on_air": after.on_air.model_copy(update={"since": time.time()})})
    return after
