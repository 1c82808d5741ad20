"""A proxy between a page and the server that keeps back what proxies and virus scanners in the wild keep back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

Keeps = Literal["nothing", "head", "body", "rest", "socket"]
"""Of an event stream: nothing; the head too; the body; all after its first bytes. Or: a WebSocket's opening."""


class Proxy:
    """Runs in a thread of its own. What it keeps may be changed while it runs, for connections to come."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._loop = asyncio.new_event_loop()
        self._held = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.keeps: Keeps = "nothing"
        self.is_silent = False
        """Nothing passes any more, in either direction, and nobody is told: a cable that was pulled."""
        self.port = 0
        self.asked: list[str] = []
        """The first line of every request, on a connection of its own or on one that was kept."""

    def run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen(started))
        self._loop.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._held.set)

    async def _listen(self, started: threading.Event) -> None:
        listener = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = listener.sockets[0].getsockname()[1]
        started.set()
        await self._held.wait()
        listener.close()
        for task in tuple(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        server_writer = None
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self._note(head)
            if self.keeps == "socket" and b"/api/chat-socket" in head:
                writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
            server_writer.write(head)
            pumps = [
                asyncio.ensure_future(self._pump(reader, server_writer, "nothing")),
                asyncio.ensure_future(self._pump(server_reader, writer, self.keeps)),
            ]
            try:
                await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for pump in pumps:
                    pump.cancel()
                await asyncio.wait(pumps)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            for one in (writer, server_writer):
                if one is not None:
                    one.close()
            self._tasks.discard(task)

    def _note(self, data: bytes) -> None:
        if data.startswith((b"GET /", b"POST /")):
            self.asked.append(data.partition(b"\r\n")[0].decode())

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, keeps: Keeps) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                self._note(data)
                if self.is_silent:
                    while await reader.read(65_536):  # a connection that lost something is never whole again
                        pass
                    break
                if keeps != "nothing" and b"text/event-stream" in data:
                    end = data.index(b"\r\n\r\n") + 4
                    writer.write({"head": b"", "body": data[:end]}.get(keeps, data))
                    while keeps != "socket" and await reader.read(65_536):
                        pass
                else:
                    writer.write(data)


@contextmanager
def proxy(to_port: int) -> Iterator[Proxy]:
    """A proxy to a port of this machine, while it is needed."""
    found = Proxy(to_port)
    started = threading.Event()
    thread = threading.Thread(target=found.run, args=(started,), name="proxy", daemon=True)
    thread.start()
    started.wait()
    try:
        yield found
    finally:
        found.stop()
        thread.join()
