"""Fixtures: a real server on a free port, its links, and what it needs."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar, web

from server.app import make_app
from server.config.config import Config
from server.model.channel import MAIN
from server.serve import listening
from server.services.binding import bind
from server.services.link_tokens import Scope
from server.services.remembered import Remembered
from server.web.app_keys import CHANNELS, SIGNER, STORE
from server.web.connections import Connections
from server.web.handlers.sign_in import new_code

# A property holds however slow the machine is.
hypothesis.settings.register_profile("no-deadline", deadline=None)
hypothesis.settings.load_profile("no-deadline")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's loop runs until the session ends, and no other may run beside it."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: many tests wait for a process of their own. Browsers leave no core idle."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + ("not browser" in config.option.markexpr)


PATIENCE_S = 120
"""How long a test waits for an event that must come. Never a measure of speed."""


@dataclass
class Server:
    """A server that runs, and a client that calls it."""

    app: web.Application
    url: str
    client: ClientSession
    connections: Connections
    streams: list[Stream] = field(default_factory=list)

    def token(self, scope: Scope) -> str:
        return self.app[SIGNER].sign(self.app[CHANNELS].link(MAIN, scope))

    def bearer(self, scope: Scope) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(scope)}"}

    async def code(self) -> str:
        return await new_code(self.app[STORE])

    async def sign_in(self) -> None:
        async with self.client.post(f"{self.url}/sign-in", data={"code": await self.code()}) as answer:
            assert answer.status == 200

    async def stream(self, **query: str) -> Stream:
        stream = Stream(await self.client.get(f"{self.url}/api/chat-stream", params=query))
        self.streams.append(stream)
        return stream


class Stream:
    """An event stream, parsed as the specification of Server-Sent Events says, independently of the server's code."""

    def __init__(self, answer: ClientResponse) -> None:
        self.answer = answer
        self.last_id = ""

    async def next(self, name: str | None = "message") -> Any:
        """The data of the next event of that name ("message": unnamed), or of the next one at all (None)."""
        while True:
            found = await asyncio.wait_for(self._event(), PATIENCE_S)
            if name in (None, found[0]):
                return found[1] if name is not None else found

    async def rest(self) -> bytes:
        return await asyncio.wait_for(self.answer.content.read(), PATIENCE_S)

    def close(self) -> None:
        self.answer.close()

    async def _event(self) -> tuple[str, Any]:
        name, data = "message", []
        while True:
            line = (await self.answer.content.readline()).decode()
            assert line.endswith("\n"), "the stream ended"
            field, _, value = line.rstrip("\n").partition(":")
            value = value.removeprefix(" ")
            if not line.strip():
                if data:
                    return name, json.loads("\n".join(data))
                name = "message"
            elif field == "data":
                data.append(value)
            elif field == "event":
                name = value
            elif field == "id":
                self.last_id = value


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path


@pytest.fixture
async def start(data: Path) -> AsyncIterator[Callable[..., Any]]:
    """Start a server with any part of the config changed."""
    running: list[tuple[AsyncExitStack, Server]] = []

    async def start(**changes: Any) -> Server:
        config = Config(data=data, browser=False, **{"host": "127.0.0.1"} | changes)
        # An address that this machine hasn't got is for what the server says of it.
        bound = bind(config.host if config.host in ("localhost", "0.0.0.0", "::") else "127.0.0.1", 0)
        app = make_app(config.model_copy(update={"port": bound.port}))
        stack = AsyncExitStack()
        connections = await stack.enter_async_context(listening(app, config, bound, Remembered(data)))
        client = ClientSession(cookie_jar=CookieJar(unsafe=True))
        server = Server(app, f"http://127.0.0.1:{bound.port}", client, connections)
        running.append((stack, server))
        return server

    yield start
    for stack, server in running:
        for stream in server.streams:
            stream.close()
        await server.client.close()
        await stack.aclose()


@pytest.fixture
async def server(start: Callable[..., Any]) -> Server:
    """A server with the default config."""
    return await start()
