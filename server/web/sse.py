"""The stream: Server-Sent Events, written straight to the connection.

A page's stream is one `EventStream`, which is both the HTTP response and the room's subscriber. The hub hands it bytes
that are encoded once for everybody, framing included, and it writes them to the transport: no task wakes up per
delivery. The handler returns at once, so that while a stream is open no middleware's frame stays in memory; aiohttp
then waits in `write_eof` until the stream ends, and cancels that wait when the client leaves (`handler_cancellation`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import HttpVersion11
from aiohttp.web_request import BaseRequest

from server.live.event import Comment, Event, EventId, as_chunk
from server.live.room import Room
from server.live.rooms import TooManyRooms
from server.live.watcher import WatcherKind
from server.model.channel import Channel
from server.model.names import BadName, game_name
from server.services.link_tokens import Link
from server.services.stream_places import mind_death, place_for
from server.web.app_keys import services_of
from server.web.auth import RIGHTS, find_access, token_of
from server.web.middleware import HEADERS
from server.web.origins import cross_origin_headers

LONGEST_PAGE = 64
"""Characters of a page's id."""
RETRY = b"retry: 2000\n\n"
"""A browser that lost the stream tries again after 2 s."""
_KINDS: dict[str | None, WatcherKind] = {
    "reader": "reader",
    "preview": "preview",
    "panel": "panel",
    "highlight": "highlight",
}

_COMMON = "".join(
    f"{name}: {value}\r\n"
    for name, value in {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
        **HEADERS,
    }.items()
)
_HEAD_11 = f"HTTP/1.1 200 OK\r\n{_COMMON}Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n".encode()
_HEAD_10 = f"HTTP/1.0 200 OK\r\n{_COMMON}Connection: close\r\n\r\n".encode()


class EventStream(web.StreamResponse):
    """One page's stream: response and subscriber in one."""

    def __init__(self, opened: Opening) -> None:
        super().__init__()
        self.kind: WatcherKind = opened.kind
        self.scope: str = opened.link.scope if opened.link else ""
        self.page = opened.page
        self.session = opened.link.session if opened.link else ""
        self._room = opened.room
        self._seen = opened.seen
        self._gone = opened.gone
        self._crossed = opened.crossed
        self._buffer_bytes = opened.buffer_bytes
        self._transport: asyncio.Transport | None = None
        self._is_chunked = True
        self._ended: asyncio.Future[None] | None = None

    @property
    def transport(self) -> asyncio.Transport | None:
        """The connection, once there is one."""
        return self._transport

    async def prepare(self, request: BaseRequest) -> AbstractStreamWriter | None:
        """Write the head and what the page must know first, and let it into the room: one step, no await."""
        transport = request.transport
        if transport is None:
            raise ConnectionResetError("the client left before its stream began")
        self._keep_alive = False
        self._is_chunked = request.version >= HttpVersion11
        self._transport = transport
        mind_death(transport)
        self._ended = asyncio.get_running_loop().create_future()
        if self._room is None:
            first = [Event("gone", {"reason": self._gone})]
            self._ended.set_result(None)
        else:
            first = self._room.watch(self, self._seen)
        body = RETRY + b"".join(event.raw for event in first)
        try:
            transport.write(
                (_with(self._crossed, _HEAD_11) + as_chunk(body))
                if self._is_chunked
                else (_with(self._crossed, _HEAD_10) + body)
            )
        except RuntimeError as error:
            if self._room is not None:
                self._room.leave(self)
            raise ConnectionResetError("the client left before its stream began") from error
        return None

    async def write_eof(self, data: bytes = b"") -> None:
        """Wait until the stream ends. A client that leaves ends it by cancelling this."""
        assert self._ended is not None
        assert self._transport is not None
        try:
            await self._ended
        finally:
            if self._room is not None:
                self._room.leave(self)
            if not self._transport.is_closing():
                with suppress(RuntimeError):
                    if self._is_chunked:
                        self._transport.write(b"0\r\n\r\n")
                    self._transport.close()

    def deliver(self, event: Event | Comment) -> bool:
        """Write now. False if the client is gone, or reads too slowly: it is cut off and will resume by its id."""
        # The hot path: one write and one look at what waits. A transport that is closing swallows the write, and its
        # stream leaves the room as soon as aiohttp hears of it.
        transport = self._transport
        assert transport is not None
        try:
            transport.write(event.chunk if self._is_chunked else event.raw)
        except RuntimeError:  # uvloop's word for a transport that closed since
            return False
        if transport.get_write_buffer_size() > self._buffer_bytes:
            transport.abort()
            return False
        return True

    def end(self, last: Event | None = None) -> None:
        """No more events after `last`."""
        if last is not None:
            self.deliver(last)
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(None)

    # StreamResponse is a mapping and unhashable by value; a subscriber is itself.
    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __bool__(self) -> bool:
        return True


async def chat_stream(request: web.Request) -> web.StreamResponse:
    """GET /api/chat-stream: the channel's messages and events as they happen, as Server-Sent Events.

    Always 200, since an EventSource never reconnects after any other status.
    """
    return EventStream(replace(opening(request), crossed=cross_origin_headers(request)))


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page that wants the events gets: a room, or the reason why not."""

    room: Room | None
    kind: WatcherKind = "overlay"
    link: Link | None = None
    seen: EventId | None = None
    page: str = ""
    """An id that the page made up when it was loaded."""
    buffer_bytes: int = 0
    gone: str = ""
    crossed: Mapping[str, str] | None = None
    """Headers for a page of another origin that may read the stream."""


def opening(request: web.Request) -> Opening:
    """What this request gets, by its credential and its query."""
    config = services_of(request).config
    access = find_access(request)
    query = request.query
    if access is None:
        return _gone("dead-link" if token_of(request) is not None else "no-link")
    if access.scope not in RIGHTS["watch"]:
        return _gone("dead-link")
    channel = services_of(request).channels.get(access.channel)
    try:
        pinned = _pinned(request, channel) if "game" in query else None
    except BadName:
        return _gone("bad-game")
    rooms = services_of(request).rooms
    kind = _kind(query.get("as"), access.by_cookie or access.scope != "overlay")
    page, most = query.get("page", "")[:LONGEST_PAGE], config.limits.streams_per_link
    if not place_for(rooms.of(channel.id), scope=access.scope, kind=kind, page=page, most=most):
        return _gone("too-many")
    try:
        room = rooms.room(channel, pinned=pinned)
    except TooManyRooms:
        return _gone("too-many")
    return Opening(
        room=room,
        kind=kind,
        link=access.link,
        seen=EventId.parse(request.headers.get("Last-Event-ID") or query.get("lastEventId")),
        page=page,
        buffer_bytes=config.stream.buffer_bytes,
    )


def _pinned(request: web.Request, channel: Channel) -> str:
    """The game that the query asks for: one of the channel's, or one that the packs know. Raises `BadName`.

    Anything else would be a stranger's words in the models' prompts, and a room for each.
    """
    library = services_of(request).library
    title = library.title(game_name(request.query["game"]))
    slot = channel.slot(title)
    if slot is not None:
        return slot.name
    if not library.knows(title, "game"):
        raise BadName("the channel has no such game, and no pack is about it")
    return title


def _kind(said: str | None, steers: bool) -> WatcherKind:
    """What a page says it is; one that came by an overlay link and shows the chat counts as watching."""
    kind = _KINDS.get(said, "overlay")
    return kind if steers or kind in ("reader", "highlight") else "overlay"


def _with(headers: Mapping[str, str] | None, head: bytes) -> bytes:
    """The head of an answer with these headers in place of its own of that name."""
    if not headers:
        return head
    kept = [line for line in head.decode().split("\r\n") if line.partition(":")[0] not in headers and line]
    return "\r\n".join([*kept, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode()


def _gone(reason: str) -> Opening:
    return Opening(room=None, gone=reason)
