"""Highlights: one message large and apart for some seconds, on the pages at `/highlight`."""

from __future__ import annotations

from server.live.rooms import Rooms
from server.services.channels import Channels
from server.services.errors import Missing, NothingPlays


class Highlights:
    """The highlight of every channel."""

    def __init__(self, channels: Channels, rooms: Rooms) -> None:
        self._channels = channels
        self._rooms = rooms

    def show(self, channel_id: str, message_id: str, seconds: float) -> None:
        """Show a message of the last ones for so many seconds. Raises `NothingPlays`, `Missing`."""
        if not self._channels.get(channel_id).shows:
            raise NothingPlays("The chat is paused or hidden: nobody would see it.")
        rooms = list(self._rooms.of(channel_id))
        said = next((said for room in rooms if (said := room.said(message_id)) is not None), None)
        if said is None:
            raise Missing("That message is no longer among the last ones.")
        for room in rooms:
            room.highlight(said, seconds)

    def take_down(self, channel_id: str) -> None:
        """Show none any more."""
        for room in self._rooms.of(channel_id):
            room.highlight(None, 0)
