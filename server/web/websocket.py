"""The socket: the same events as the stream's over a WebSocket, for a browser that has no connection left.

HTTP/1.1 allows six connections per host over all sources and docks of one OBS; WebSockets have a budget of their own.
Frames are `{id, event, data}`, encoded once for everybody and written straight to the connection as the stream does.
"""

from __future__ import annotations

import asyncio

from aiohttp import WSCloseCode, WSMsgType, web

from server.live.event import Comment, Event
from server.live.watcher import WatcherKind
from server.services.stream_places import mind_death
from server.web.sse import Opening, opening

LARGEST_MESSAGE_BYTES = 1_024
"""Of a message from the page, which need send none."""


class SocketWatcher:
    """One page's socket, as the room sees it."""

    def __init__(self, opened: Opening, transport: asyncio.Transport) -> None:
        self.kind: WatcherKind = opened.kind
        self.scope: str = opened.link.scope if opened.link else ""
        self.page = opened.page
        self.session = opened.link.session if opened.link else ""
        self._transport = self.transport = transport
        mind_death(transport)
        self._buffer_bytes = opened.buffer_bytes
        self.ended = asyncio.get_running_loop().create_future()

    def deliver(self, event: Event | Comment) -> bool:
        """Write now. False if the page is gone, or reads too slowly: it is cut off and will resume by its id."""
        try:
            self._transport.write(event.frame)
        except RuntimeError:  # uvloop's word for a transport that closed since
            return False
        if self._transport.get_write_buffer_size() > self._buffer_bytes:
            self._transport.abort()
            return False
        return True

    def end(self, last: Event | None = None) -> None:
        """No more events after `last`."""
        if last is not None:
            self.deliver(last)
        if not self.ended.done():
            self.ended.set_result(None)


async def chat_socket(request: web.Request) -> web.WebSocketResponse:
    """GET /api/chat-socket: the stream's events over a WebSocket, with the same query and the same resume."""
    opened = opening(request)
    # Uncompressed: a compressed frame would fit one connection alone. What we write ourselves are whole frames, as
    # aiohttp's own are.
    socket = web.WebSocketResponse(compress=False, max_msg_size=LARGEST_MESSAGE_BYTES, autoping=True)
    try:
        await socket.prepare(request)
    except ConnectionResetError:  # the page left while it was being let in
        return socket
    transport = request.transport
    if transport is None:
        return socket
    watcher = SocketWatcher(opened, transport)
    if opened.room is None:
        watcher.end(Event("gone", {"reason": opened.gone}))
    else:
        for event in opened.room.watch(watcher, opened.seen):
            watcher.deliver(event)
    reading = asyncio.ensure_future(_until_closed(socket))
    try:
        await asyncio.wait({reading, watcher.ended}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if opened.room is not None:
            opened.room.leave(watcher)
        reading.cancel()
        await asyncio.wait({reading})
    await socket.close(code=WSCloseCode.OK)
    return socket


async def _until_closed(socket: web.WebSocketResponse) -> None:
    """Answer pings until the page closes; other messages are ignored."""
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            return
