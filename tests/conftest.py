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
from server.services.server_state import Remembered
from tests.support.server import Server

# A property holds however slow the machine is. Its examples are always the same, so that no run fails by chance;
# `make test-random` draws others.
hypothesis.settings.register_profile("fixed", deadline=None, derandomize=True)
hypothesis.settings.register_profile("random", deadline=None)
hypothesis.settings.load_profile("fixed")

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Half of the suite needn't be imported, by each worker, where the other half alone is asked for."""
    if config.option.markexpr.startswith("not browser") and collection_path == BROWSER_TESTS:
        return True
    is_beside = collection_path.parent == BROWSER_TESTS.parent and collection_path != BROWSER_TESTS
    return True if config.option.markexpr == "browser" and is_beside else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The ready build comes first, for the others to run beside it.

    Browser tests come last: Playwright's loop runs until the session ends, and no other may run beside it.
    """
    items.sort(
        key=lambda item: (item.get_closest_marker("browser") is not None, item.get_closest_marker("build") is None)
    )


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: many tests wait for a process, a page or a clock."""
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


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
