"""The HTTP client that each SDK is given: it follows nobody, believes no environment, and reads so much and no more.

Made for httpx and for httpx2, which the openai package brings: the same names in two packages.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from typing import Any

import truststore

from server.providers.base import Garbled
from server.providers.settings import WayOut

MOST_BYTES = 2 * 1024 * 1024
"""Of one answer, as they come over the wire. A whole batch takes about 60 KiB, a thought some 200 bytes a token."""
CONNECTIONS = 8


def certificates(way_out: WayOut) -> ssl.SSLContext | None:
    """The system's certificates, where the config wants them; None: those that come with the library.

    A virus scanner or a company puts a certificate of its own between us and the service, known to the system alone.
    """
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if way_out.system_certificates else None


def make_client(http: Any, *, connect_s: float, read_s: float, way_out: WayOut | None = None) -> Any:
    """A client of the package `http`. Reading has a bound of its own only as a last resort: see `stream.py`."""

    class Counted(http.AsyncByteStream):  # type: ignore[misc]
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        async def __aiter__(self) -> AsyncIterator[bytes]:
            seen = 0
            async for part in self._inner:
                seen += len(part)
                if seen > MOST_BYTES:
                    raise Garbled(why="too many bytes")
                yield part

        async def aclose(self) -> None:
            await self._inner.aclose()

    class Transport(http.AsyncHTTPTransport):  # type: ignore[misc]
        async def handle_async_request(self, request: Any) -> Any:
            response = await super().handle_async_request(request)
            response.stream = Counted(response.stream)
            return response

    return http.AsyncClient(
        transport=Transport(
            trust_env=False,
            proxy=http.Proxy(way_out.proxy) if way_out is not None and way_out.proxy else None,
            verify=(certificates(way_out) if way_out is not None else None) or True,
            limits=http.Limits(max_connections=CONNECTIONS, max_keepalive_connections=2),
        ),
        timeout=http.Timeout(read_s, connect=connect_s),
        follow_redirects=False,
        trust_env=False,
        # 20 KB of gzip can hold 20 MB of text.
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_refuse_encoded]},
    )


async def _refuse_encoded(response: Any) -> None:
    if response.headers.get("content-encoding", "identity").strip().casefold() != "identity":
        raise Garbled(why="an encoding that nobody asked for")
