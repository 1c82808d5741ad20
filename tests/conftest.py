"""Fixtures: a real server on a free port, its links, and what it needs."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from aiohttp import ClientSession, CookieJar

from server.app import make_app
from server.config.config import Config
from server.serve import listening
from server.services.binding import bind
from server.services.remembered import Remembered
from tests.support.server import Server

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
