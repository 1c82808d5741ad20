"""Stream places: how many streams a link may hold open at once, and who gives way when all are taken.

Overlays and readers count apart, so that a phone can't take the place of a source in OBS. When all are taken, a page
that comes back takes the place that it had; else a connection that is dead gives way (what was sent to it isn't
acknowledged), the oldest first; then one that isn't a page of ours. Only when every place is held by a page that
works is there none.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from collections.abc import Iterable

from server.live.room import Room
from server.live.watcher import Watcher, WatcherKind

READERS = frozenset({"reader"})
DEAD_S = 40
"""A connection that acknowledges nothing for so long is cut by the system."""
SILENT_MS = 3_000
"""Milliseconds. A segment that waits longer for its acknowledgement means a dead connection."""
_TCP_INFO = struct.Struct("=24xI28xI")
"""Of Linux's `struct tcp_info` (linux/tcp.h): `tcpi_unacked`, and `tcpi_last_ack_recv` in milliseconds."""


def place_for(rooms: Iterable[Room], *, scope: str, kind: WatcherKind, page: str, most: int) -> bool:
    """Whether there is a place for such a page. One may be made: its stream is ended."""
    group: list[tuple[Room, Watcher]] = [
        (room, watcher)
        for room in rooms
        for watcher in room.hub
        if watcher.scope == scope and _is_reader(watcher.kind) == _is_reader(kind)
    ]
    for room, watcher in group:
        if page and watcher.page == page:
            _end(room, watcher)
            return True
    if len(group) < most:
        return True
    for gives_way in (_is_dead, _is_stranger):
        for room, watcher in group:
            if gives_way(watcher):
                _end(room, watcher)
                return True
    return False


def mind_death(transport: asyncio.Transport) -> None:
    """Let the system end the connection once the other side has vanished without a word."""
    connection = transport.get_extra_info("socket")
    if connection is None:
        return
    try:
        # uvloop's stand-in takes no options; the socket itself does, by its number.
        with socket.socket(fileno=socket.dup(connection.fileno())) as ours:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            if hasattr(socket, "TCP_USER_TIMEOUT"):
                ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_S * 1_000)
    except (OSError, AttributeError, ValueError):
        return  # a Unix socket, or a system without them: the write buffer's bound is left


def _is_reader(kind: WatcherKind) -> bool:
    return kind in READERS


def _end(room: Room, watcher: Watcher) -> None:
    watcher.end()
    room.leave(watcher)


def _is_dead(watcher: Watcher) -> bool:
    """Whether something that was sent still waits to be acknowledged, in our buffer or in the system's."""
    transport = watcher.transport
    if transport is None:
        return False
    if transport.is_closing() or transport.get_write_buffer_size() > 0:
        return True
    return _is_unacknowledged(transport)


def _is_unacknowledged(transport: asyncio.Transport) -> bool:
    connection = transport.get_extra_info("socket")
    if connection is None or sys.platform != "linux":
        return False
    try:
        with socket.socket(fileno=socket.dup(connection.fileno())) as ours:
            unacked, silent_ms = _TCP_INFO.unpack(ours.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO.size))
    except OSError:
        return False
    return bool(unacked > 0 and silent_ms > SILENT_MS)


def _is_stranger(watcher: Watcher) -> bool:
    """Our own pages say which one they are."""
    return not watcher.page
