"""Readers: many open overlays in one process, counting what arrives."""

from __future__ import annotations

import asyncio

MESSAGE = b'data: {"id"'
BROWSER = (
    "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) OBS/32.0 "
    "Chrome/127.0.0.0 Safari/537.36\r\nAccept-Language: en-GB,en;q=0.9\r\nAccept-Encoding: gzip, deflate, br\r\n"
    "Cache-Control: no-cache\r\nConnection: keep-alive\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"
    "Sec-Fetch-Dest: empty\r\nReferer: http://127.0.0.1:4321/\r\n"
)
"""What Chromium sends beside Host and Accept."""


class Reader(asyncio.Protocol):
    """One open stream."""

    def __init__(self, request: bytes, counts: list[int]) -> None:
        self._request, self._counts = request, counts

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._counts[0] += data.count(MESSAGE)


class Readers:
    """So many open streams of one server."""

    def __init__(self, port: int, path: str, *, headers: str = "") -> None:
        self._port = port
        self._request = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n{headers}\r\n".encode()
        )
        self._counts = [0]
        self._transports: list[asyncio.BaseTransport] = []

    @property
    def messages(self) -> int:
        """Deliveries so far, over all streams."""
        return self._counts[0]

    async def open(self, count: int) -> None:
        """Open `count` more streams."""
        loop = asyncio.get_running_loop()
        for start in range(0, count, 100):
            opened = await asyncio.gather(
                *(
                    loop.create_connection(lambda: Reader(self._request, self._counts), "127.0.0.1", self._port)
                    for _ in range(min(100, count - start))
                )
            )
            self._transports += [transport for transport, _ in opened]

    def close(self) -> None:
        """Leave."""
        for transport in self._transports:
            transport.close()
