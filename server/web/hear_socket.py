"""The hearing page's socket: what was understood, or recordings of single phrases, in; what is to be done, out.

One WebSocket for as long as the page is open. It ends with its link. The middleware holds its handshake to our own
pages (a WebSocket begins as a GET that no browser holds to the same-origin policy), as every read of the API.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Literal

from aiohttp import WSCloseCode, WSMsgType, web
from pydantic import Field, TypeAdapter, ValidationError

from server.model.cue import LONGEST_TEXT
from server.model.section import Section
from server.services.hearing import Engine, Hearing
from server.services.link_tokens import Link
from server.services.wav import LARGEST_BYTES
from server.web.app_keys import services_of
from server.web.auth import RIGHTS, find_access, token_of

LARGEST_MESSAGE_BYTES = LARGEST_BYTES
PING_S = 20.0
"""Between two pings; a page that answers none is gone."""
MOST_UNSENT = 32
"""Messages that wait for a page that reads too slowly, before it is ended."""


class SaidMessage(Section):
    """What the browser understood."""

    type: Literal["said"]
    text: str = Field(min_length=1, max_length=4 * LONGEST_TEXT)


class StateMessage(Section):
    """How the page stands."""

    type: Literal["state"]
    mic: bool
    engine: Engine | None = None


_MESSAGE: TypeAdapter[SaidMessage | StateMessage] = TypeAdapter(SaidMessage | StateMessage)


class SocketPage:
    """One hearing page, as `server.services.hearing` sees it."""

    def __init__(self, link: Link | None, is_alive: Any) -> None:
        self._link, self._is_alive = link, is_alive
        self.unsent: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue(MOST_UNSENT)
        """None: it is over."""

    def tell(self, message: Mapping[str, Any]) -> None:
        """Send it that. One that reads too slowly is told nothing more."""
        try:
            self.unsent.put_nowait(message)
        except asyncio.QueueFull:
            self._drop()

    def end(self, reason: str) -> None:
        """It is told why, and nothing more."""
        self.tell({"type": "gone", "reason": reason})
        try:
            self.unsent.put_nowait(None)
        except asyncio.QueueFull:
            self._drop()

    def is_alive(self) -> bool:
        """Whether the link that opened it is good still."""
        return self._link is not None and bool(self._is_alive(self._link))

    def _drop(self) -> None:
        while not self.unsent.empty():
            self.unsent.get_nowait()
        self.unsent.put_nowait(None)


async def listen(request: web.Request) -> web.WebSocketResponse:
    """GET /api/listen: the hearing page's socket: what the streamer says, as text or as WAV of 16 kHz, a phrase each.

    A credential that doesn't open it gets one message, `gone`, and the end.
    """
    services, access = services_of(request), find_access(request)
    socket = web.WebSocketResponse(compress=False, max_msg_size=LARGEST_MESSAGE_BYTES, heartbeat=PING_S)
    await socket.prepare(request)
    page = SocketPage(access.link if access is not None else None, services.channels.alive)
    if access is None or access.scope not in RIGHTS["listen"]:
        page.end("dead-link" if token_of(request) is not None else "no-link")
        await _write(socket, page)
        await socket.close(code=WSCloseCode.OK)
        return socket
    hearing = services.hearing
    hearing.enter(page)
    tasks = {asyncio.ensure_future(_read(socket, page, hearing)), asyncio.ensure_future(_write(socket, page))}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hearing.leave(page)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    await socket.close(code=WSCloseCode.OK)
    return socket


async def _write(socket: web.WebSocketResponse, page: SocketPage) -> None:
    """Send what the page is told, until it is over or gone."""
    while (message := await page.unsent.get()) is not None:
        try:
            await socket.send_json(message)
        except (ConnectionError, RuntimeError):
            return


async def _read(socket: web.WebSocketResponse, page: SocketPage, hearing: Hearing) -> None:
    """Take what the page sends, until it closes or sends what no page of ours does."""
    async for message in socket:
        if message.type is WSMsgType.BINARY:
            hearing.take_recording(page, message.data)
        elif message.type is WSMsgType.TEXT:
            try:
                said = _MESSAGE.validate_json(message.data)
            except ValidationError:
                return
            if isinstance(said, SaidMessage):
                hearing.take_text(page, said.text)
            else:
                hearing.report(page, has_mic=said.mic, engine=said.engine)
        else:
            return
