"""Rooms: the shows of all channels, each made when its first page arrives, and their one shared heartbeat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

from server.live.context import RoomContext
from server.live.event import HEARTBEAT, Event
from server.live.room import Room
from server.model.channel import Channel

Key = tuple[str, str | None]

PINNED = 8
"""Rooms of one channel that keep to a game, at most; each has a crowd and a memory of its own."""

log = logging.getLogger(__name__)


class TooManyRooms(Exception):
    """Every pinned room that the channel may have is watched."""


class Rooms:
    """Rooms by channel, and by the game where a page is pinned to one."""

    def __init__(self, context: RoomContext, *, heartbeat_s: float) -> None:
        self._context = context
        self._heartbeat_s = heartbeat_s
        self._rooms: dict[Key, Room] = {}
        self._empty_since: dict[Key, float] = {}
        """Pinned rooms without a page, and since when, as the heartbeat found them."""
        self._beat: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return sum(len(room) for room in self._rooms.values())

    def room(self, channel: Channel, *, pinned: str | None = None) -> Room:
        """The channel's room; with `pinned`, the one that keeps to that game. Raises `TooManyRooms`."""
        key = (channel.id, pinned.casefold() if pinned else None)
        if key not in self._rooms:
            if pinned is not None:
                self._make_room(channel.id)
                slot = channel.slot(pinned)
                channel = channel.model_copy(update={"game": pinned, "mode": slot.mode if slot else "game"})
            self._rooms[key] = Room(channel, self._context, pinned=pinned is not None)
        if self._beat is None:
            self._beat = asyncio.get_running_loop().call_later(self._heartbeat_s, self._heartbeat)
        return self._rooms[key]

    def of(self, channel: str) -> Iterator[Room]:
        """The rooms of a channel that exist now."""
        return iter([room for (owner, _), room in self._rooms.items() if owner == channel])

    def pages(self, channel: str) -> set[str]:
        """The ids of a channel's pages that are open now."""
        return {watcher.page for room in self.of(channel) for watcher in room.hub} - {""}

    def change(self, channel: Channel) -> None:
        """Tell a channel's rooms its new settings."""
        for room in self.of(channel.id):
            try:
                room.change(channel)
            except Exception:
                # What hides the chat in one room mustn't fail because another one is broken.
                log.exception("a room of channel %s could not follow a change", channel.id)

    def publish_settings(self) -> None:
        """Tell every page its settings again: something changed that isn't a channel's own."""
        for room in self._rooms.values():
            room.publish_settings()

    def tell(self) -> None:
        """Something that every status tells has changed."""
        for room in self._rooms.values():
            room.tell()

    def rebuild_selector(self, channel: Channel) -> None:
        """What a channel's lines are drawn from has changed: its shows are put together anew."""
        for room in self.of(channel.id):
            room.rebuild_selector()

    def end_links(self, channel: str, scope: str, *, session: str | None = None) -> None:
        """End the streams that were opened by links of that scope, or by one browser's: they are good no more."""
        for room in self.of(channel):
            room.end(Event("gone", {"reason": "renewed"}), scope=scope, session=session)

    def close(self) -> None:
        """End every stream: the server stops."""
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None
        for room in self._rooms.values():
            room.close()
        self._rooms.clear()

    def _heartbeat(self) -> None:
        self._sweep()
        # The next one first: nothing that goes wrong in this one may be the end of all.
        again = any(len(room) for room in self._rooms.values()) or bool(self._empty_since)
        self._beat = asyncio.get_running_loop().call_later(self._heartbeat_s, self._heartbeat) if again else None
        for room in self._rooms.values():
            if len(room):
                room.hub.send(HEARTBEAT)

    def _sweep(self) -> None:
        """Close the pinned rooms that had no page for as long as a page may be away."""
        now = self._context.steady()
        for key, room in tuple(self._rooms.items()):
            if key[1] is None or len(room):
                self._empty_since.pop(key, None)
            elif now - self._empty_since.setdefault(key, now) >= self._context.replay_s:
                self._drop(key)

    def _make_room(self, channel: str) -> None:
        """Make place for one more pinned room: those without a page are closed."""
        pinned = [key for key in self._rooms if key[0] == channel and key[1] is not None]
        for key in pinned:
            if len(pinned) < PINNED:
                return
            if not len(self._rooms[key]):
                self._drop(key)
                pinned = [kept for kept in pinned if kept != key]
        if len(pinned) >= PINNED:
            raise TooManyRooms

    def _drop(self, key: Key) -> None:
        self._empty_since.pop(key, None)
        self._rooms.pop(key).close()
