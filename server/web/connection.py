"""Connection: aiohttp's protocol of one client, with a bound on everything that it waits for.

aiohttp waits for ever for a head that comes byte by byte, for a body that never ends, and for a reader that doesn't
read. The bounds stand here, before any handler. An event stream or a WebSocket that is open meets none of them.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, Protocol

from aiohttp import web
from aiohttp.http_exceptions import LineTooLong
from aiohttp.web_request import BaseRequest

from server.web.connection_refusal import problem_body, raw_answer

HEAD_S = 10.0
"""From a request's first byte to the end of its head."""
BODY_S = 30.0
"""From the end of the head to the end of the body; the largest body is some hundred KiB."""
IDLE_S = 30.0
"""Of a connection on which nothing is asked. The page's own calls come closer together, or cost a new connection."""
UNREAD_S = 60.0
"""For a reader that takes nothing more while an answer waits for it."""
CLOSE_S = 10.0
"""For the last bytes of a connection that ends."""

LINE_BYTES = 8_190
"""Of the request line: aiohttp's own default."""
FIELD_BYTES = 32_768
"""Of one header field: all of OBS's pages, and every port of 127.0.0.1, share one jar of cookies."""
FIELDS = 100
"""Header fields of a request."""
HEAD_BYTES = 65_536
"""Of a whole head that is still coming. Without it, the fields together would be 3 MiB for each connection."""


class ConnectionRegistry(Protocol):
    """Where a connection signs in and out."""

    def enter(self, connection: Connection, transport: asyncio.Transport) -> bool: ...
    def leave(self, connection: Connection) -> None: ...
    def say(self, about: str, line: str) -> None: ...


class Connection(web.RequestHandler):
    """One client's connection: aiohttp's, with a bound on all that it waits for."""

    __slots__ = ("_body", "_connections", "_head_bytes", "_reading", "_wire", "_writing")

    def __init__(self, connections: ConnectionRegistry, server: web.Server, *, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            server,
            loop=loop,
            access_log=None,  # type: ignore[arg-type]
            keepalive_timeout=IDLE_S,
            max_line_size=LINE_BYTES,
            max_field_size=FIELD_BYTES,
            max_headers=FIELDS,
            lingering_time=5.0,
        )
        self._connections = connections
        self._wire: asyncio.Transport | None = None
        self._head_bytes = 0
        self._body: Any = None
        self._reading: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """Whether it waits for its client: no request of it is whole and unanswered. (While a stream is written aiohttp
        has no current request any more, so what tells is whom its task waits for.)"""
        return self._waiter is not None and not self._messages

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Register the connection, or refuse it."""
        assert isinstance(transport, asyncio.Transport) or hasattr(transport, "abort")
        wire: asyncio.Transport = transport  # type: ignore[assignment]
        if not self._connections.enter(self, wire):
            return
        self._wire = wire
        super().connection_made(transport)
        if self._task_handler is not None:
            self._task_handler.add_done_callback(self._finished)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Unregister the connection and stop its timers."""
        self._connections.leave(self)
        self._wire = None
        self._wait(None)
        self._resume()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came, and set the time limit of the next part."""
        before = self._request_count
        super().data_received(data)
        if self._request_count != before:
            self._head_bytes = 0
            self._wait(None)
            # The connection is still open: its handler is woken by the event loop.
            payload = self._messages[-1][1] if self._messages else None
            self._body = payload if payload is not None and not payload.is_eof() else None
            if self._body is not None:
                self._wait(BODY_S)
        elif self._body is not None:
            if self._body.is_eof():
                self._body = None
                self._wait(None)
        elif data and not self._upgraded and self._payload_parser is None:
            self._part_of_a_head(len(data))

    def pause_writing(self) -> None:
        """The client doesn't read: after `UNREAD_S` it is cut off."""
        super().pause_writing()
        if self._wire is not None and self._writing is None:
            self._writing = self._loop.call_later(UNREAD_S, self._wire.abort)

    def resume_writing(self) -> None:
        """It reads again."""
        super().resume_writing()
        self._resume()

    def handle_error(
        self, request: BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """Answer what aiohttp can't parse. It is the client's mistake: one log line, at most once a minute."""
        if status >= 500 or request.writer.output_size > 0:
            return super().handle_error(request, status, exc, message)
        self._connections.say("malformed", f"a request that can't be read was refused: {type(exc).__name__}")
        found = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE if isinstance(exc, LineTooLong) else HTTPStatus(status)
        answer = web.Response(status=found, body=problem_body(found), content_type="application/problem+json")
        answer.force_close()
        return answer

    def _part_of_a_head(self, size: int) -> None:
        self._head_bytes += size
        if self._head_bytes > HEAD_BYTES:
            self._end(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._reading is None and self._current_request is None:
            self._wait(HEAD_S)
            if self._keepalive_handle is not None:
                # It is idle no more; else a request at the end of that time would be torn. aiohttp sets it anew.
                self._keepalive_handle.cancel()
                self._keepalive_handle = None

    def _wait(self, seconds: float | None) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = None if seconds is None else self._loop.call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        self._reading = None
        self._connections.say("slow", "a client took too long to send its request, and was cut off")
        self._end(HTTPStatus.REQUEST_TIMEOUT)

    def _end(self, status: HTTPStatus) -> None:
        """Send an answer of that status, unless one has begun, and close."""
        wire, asked = self._wire, self._current_request
        if wire is not None and (asked is None or (asked.method != "GET" and asked.writer.output_size == 0)):
            wire.write(raw_answer(status))
        self.force_close()

    def _resume(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def _finished(self, task: asyncio.Task[None]) -> None:
        # The transport is closing, and waits for a client that may never read the rest.
        self._wait(None)
        if self._wire is not None:
            self._reading = self._loop.call_later(CLOSE_S, self._wire.abort)
