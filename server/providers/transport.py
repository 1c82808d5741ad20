"""The HTTP client that each SDK is given: no redirects, no proxy from the environment, bounded answers.

Made for httpx and for httpx2, which the openai package brings: the same names in two packages.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

from server.outbound import Outbound, certificates
from server.providers.base import MalformedAnswer

MOST_BYTES = 2 * 1024 * 1024
"""Of one answer, as they come over the wire. A whole batch takes about 60 KiB, a thought some 200 bytes a token."""
CONNECTIONS = 8
"""To one provider at the same time."""
_LAST, _LAST_BYTES = "seatfiller.last", 256
_DONE = re.compile(rb"(?:\A|[\r\n])data:[ ]?\[DONE\]")
"""How a stream says that it is over. It stands at the beginning of a line, where no text of a model can."""


def make_client(http: Any, *, connect_s: float, read_s: float, outbound: Outbound | None = None) -> Any:
    """A client of the package `http`. Reading has a bound of its own only as a last resort: see `stream.py`."""

    class Counted(http.AsyncByteStream):  # type: ignore[misc]
        def __init__(self, inner: Any) -> None:
            self._inner = inner
            self.last = b""

        async def __aiter__(self) -> AsyncIterator[bytes]:
            seen = 0
            async for part in self._inner:
                seen += len(part)
                if seen > MOST_BYTES:
                    raise MalformedAnswer(why="too many bytes")
                self.last = (self.last + part)[-_LAST_BYTES:]
                yield part

        async def aclose(self) -> None:
            await self._inner.aclose()

    class Transport(http.AsyncHTTPTransport):  # type: ignore[misc]
        async def handle_async_request(self, request: Any) -> Any:
            response = await super().handle_async_request(request)
            response.stream = response.extensions[_LAST] = Counted(response.stream)
            return response

    return http.AsyncClient(
        transport=Transport(
            trust_env=False,
            proxy=http.Proxy(outbound.proxy) if outbound is not None and outbound.proxy else None,
            verify=(certificates(outbound) if outbound is not None else None) or True,
            limits=http.Limits(max_connections=CONNECTIONS, max_keepalive_connections=2),
        ),
        timeout=http.Timeout(read_s, connect=connect_s),
        follow_redirects=False,
        trust_env=False,
        # 20 KB of gzip can hold 20 MB of text.
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_refuse_encoded]},
    )


def said_done(response: Any) -> bool:
    """Whether a stream said that it is over: the SDKs keep that to themselves."""
    read = response.extensions.get(_LAST)
    return read is not None and _DONE.search(read.last) is not None


async def _refuse_encoded(response: Any) -> None:
    if response.headers.get("content-encoding", "identity").strip().casefold() != "identity":
        raise MalformedAnswer(why="an encoding that nobody asked for")
