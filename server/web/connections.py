"""Connections: how many there may be at once, and how long a client may take for what it sends and reads.

aiohttp waits for ever for a head that comes byte by byte, for a body that never ends, and for a reader that doesn't
read: each holds a file descriptor, and a thousand of them are a server that nobody reaches. The bounds stand here, on
the protocol itself, before any handler. An event stream or a WebSocket that is open meets none of them.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_address
from time import monotonic
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import LineTooLong
from aiohttp.web_request import BaseRequest

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
FIELD_BYTES = 32_768
"""Of one header field: all of OBS's pages, and every port of 127.0.0.1, share one jar of cookies."""
FIELDS = 100
HEAD_BYTES = 65_536
"""Of a whole head that is still coming. Without it, the fields together would be 3 MiB for each connection."""

AGAIN_S = 5
REFUSALS = 64
"""Refusals that wait for their client's request at once, so that it reads a 503 and not a torn connection."""
SAID_EVERY_S = 60.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many connections there may be at once: in all, and of one address that isn't a trusted proxy's."""

    all: int
    per_address: int
    trusted: tuple[IPv4Network | IPv6Network, ...] = ()


class Connections:
    """The connections that are open. Called, it makes the protocol of the next one: a listener's factory."""

    def __init__(self, server: web.Server, bounds: Bounds) -> None:
        self._server = server
        self._bounds = bounds
        self._open: dict[Connection, tuple[asyncio.Transport, str]] = {}
        self._of: Counter[str] = Counter()
        self._refusals = 0
        self._said: dict[str, float] = {}

    def __call__(self) -> Connection:
        return Connection(self, self._server, loop=asyncio.get_running_loop())

    def __len__(self) -> int:
        return len(self._open)

    def enter(self, connection: Connection, transport: asyncio.Transport) -> bool:
        """Let it in. False if it is one too many: it was told so, and is none of ours."""
        peer = address_key(transport.get_extra_info("peername"))
        if len(self._open) >= self._bounds.all or (
            self._of[peer] >= self._bounds.per_address and not _within(peer, self._bounds.trusted)
        ):
            self.say("connections", f"{len(self._open)} connections are open: more are refused for now")
            self._refuse(transport)
            return False
        self._open[connection] = transport, peer
        self._of[peer] += 1
        return True

    def leave(self, connection: Connection) -> None:
        """It is closed."""
        found = self._open.pop(connection, None)
        if found is not None:
            self._of[found[1]] -= 1
            if not self._of[found[1]]:
                del self._of[found[1]]

    def close_on(self, addresses: Iterable[str]) -> int:
        """Close those that came in on these addresses of ours, open streams included; how many they were."""
        wanted = set(addresses)
        found = [transport for transport, _ in self._open.values() if _host(transport, "sockname") in wanted]
        for transport in found:
            transport.abort()
        return len(found)

    def say(self, about: str, line: str) -> None:
        """Log one quiet line, at most once a minute: a stranger must not fill the log."""
        now = monotonic()
        if now - self._said.get(about, -SAID_EVERY_S) >= SAID_EVERY_S:
            self._said[about] = now
            log.info("%s", line)

    def _refuse(self, transport: asyncio.Transport) -> None:
        if self._refusals >= REFUSALS:
            transport.abort()
            return
        self._refusals += 1
        refusal = _Refusal(transport, self._refused)
        transport.set_protocol(refusal)

    def _refused(self) -> None:
        self._refusals -= 1


class Connection(web.RequestHandler):
    """One client's connection: aiohttp's, with a bound on all that it waits for."""

    __slots__ = ("_body", "_connections", "_head_bytes", "_reading", "_wire", "_writing")

    def __init__(self, connections: Connections, server: web.Server, *, loop: asyncio.AbstractEventLoop) -> None:
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

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let the client in, or refuse it."""
        assert isinstance(transport, asyncio.Transport) or hasattr(transport, "abort")
        wire: asyncio.Transport = transport  # type: ignore[assignment]
        if not self._connections.enter(self, wire):
            return
        self._wire = wire
        super().connection_made(transport)
        if self._task_handler is not None:
            self._task_handler.add_done_callback(self._finished)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Forget it."""
        self._connections.leave(self)
        self._wire = None
        self._wait(None)
        self._resume()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, and see how long it may take from here."""
        before = self._request_count
        super().data_received(data)
        if self._request_count != before:
            self._head_bytes = 0
            self._wait(None)
            # Still there: whoever handles it is woken by the loop, not by us.
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
        """The client doesn't read: it has so long to begin again."""
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
        """What aiohttp itself refuses: a request that is none. The client's mistake, so one quiet line."""
        if status >= 500 or request.writer.output_size > 0:
            return super().handle_error(request, status, exc, message)
        self._connections.say("malformed", f"a request that can't be read was refused: {type(exc).__name__}")
        found = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE if isinstance(exc, LineTooLong) else HTTPStatus(status)
        answer = web.Response(status=found, body=_problem(found), content_type="application/problem+json")
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
        """Say why, where nothing was said yet, and close."""
        wire, asked = self._wire, self._current_request
        if wire is not None and (asked is None or (asked.method != "GET" and asked.writer.output_size == 0)):
            wire.write(_raw(status))
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


class _Refusal(asyncio.Protocol):
    """Answers whatever is asked with 503."""

    def __init__(self, transport: asyncio.Transport, done: Callable[[], None]) -> None:
        self._transport = transport
        self._done = done
        self._bored = asyncio.get_running_loop().call_later(2.0, transport.abort)

    def data_received(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(_raw(HTTPStatus.SERVICE_UNAVAILABLE))
            self._transport.close()

    def connection_lost(self, exc: BaseException | None) -> None:
        self._bored.cancel()
        self._done()


_WORDS = {
    HTTPStatus.BAD_REQUEST: ("MALFORMED", "This isn't HTTP as it should be."),
    HTTPStatus.REQUEST_TIMEOUT: ("TOO_SLOW", "The request took too long to arrive."),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
        "HEAD_TOO_LARGE",
        "The request's headers are too large. Clear the cookies of this address and try again.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "TOO_MANY_CONNECTIONS",
        "Too many connections are open at once. Close what you don't need, and try again in a few seconds.",
    ),
}


def _problem(status: HTTPStatus) -> bytes:
    code, detail = _WORDS.get(status, (status.name, status.phrase))
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail, "code": code}
    return json.dumps(body).encode()


def _raw(status: HTTPStatus) -> bytes:
    body = _problem(status)
    again = f"Retry-After: {AGAIN_S}\r\n" if status is HTTPStatus.SERVICE_UNAVAILABLE else ""
    return (
        f"HTTP/1.1 {int(status)} {status.phrase}\r\nContent-Type: application/problem+json\r\n"
        f"Content-Length: {len(body)}\r\n{again}Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    ).encode() + body


def address_key(peer: Any) -> str:
    """What counts as one client: an IPv4 address, or the 64 bits of an IPv6 network that one household has."""
    address = str(peer[0]) if peer else ""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return address if found.is_loopback else str(IPv6Network((int(found) >> 64 << 64, 64)).network_address)


def _host(transport: asyncio.Transport, name: str) -> str:
    found = transport.get_extra_info(name)
    return str(found[0]) if found else ""


def _within(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)
