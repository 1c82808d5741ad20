"""Refusals: what a client is told whose request never reaches the application."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus

AGAIN_S = 5
"""Seconds after which a client that was one too many may come back."""
ASKED_WITHIN_S = 2.0
"""For the request of such a client, which is read before it is refused."""


class RefusingProtocol(asyncio.Protocol):
    """The protocol of a connection that is one too many: whatever is asked gets a 503. `done`: it is closed."""

    def __init__(self, transport: asyncio.Transport, done: Callable[[], None]) -> None:
        self._transport = transport
        self._done = done
        self._timer = asyncio.get_running_loop().call_later(ASKED_WITHIN_S, transport.abort)

    def data_received(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(raw_answer(HTTPStatus.SERVICE_UNAVAILABLE))
            self._transport.close()

    def connection_lost(self, exc: BaseException | None) -> None:
        self._timer.cancel()
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


def problem_body(status: HTTPStatus) -> bytes:
    """A problem (RFC 9457) of that status, as JSON."""
    code, detail = _WORDS.get(status, (status.name, status.phrase))
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail, "code": code}
    return json.dumps(body).encode()


def raw_answer(status: HTTPStatus) -> bytes:
    """The whole answer, head included; the connection closes after it."""
    body = problem_body(status)
    again = f"Retry-After: {AGAIN_S}\r\n" if status is HTTPStatus.SERVICE_UNAVAILABLE else ""
    return (
        f"HTTP/1.1 {int(status)} {status.phrase}\r\nContent-Type: application/problem+json\r\n"
        f"Content-Length: {len(body)}\r\n{again}Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    ).encode() + body
