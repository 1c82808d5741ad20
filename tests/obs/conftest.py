"""Fixtures: a stand-in for OBS, and the connection to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from yarl import URL

from server.obs.connection import ConnectionStatus, ObsConnection
from server.obs.state import ObsState
from tests.support.obs_double import StandIn


@pytest.fixture
async def obs() -> AsyncIterator[StandIn]:
    """An OBS that runs, with obs-websocket switched on."""
    obs = StandIn()
    await obs.start()
    yield obs
    await obs.stop()


class Links:
    """Overlay links of a server at 127.0.0.1:4321, of which the newest is alive."""

    def __init__(self) -> None:
        self.newest = "today"

    def is_ours(self, url: URL) -> bool:
        return (url.host, url.port, url.path) == ("127.0.0.1", 4321, "/overlay")

    def is_alive(self, url: URL) -> bool:
        return url.query.get("token") == self.newest

    def token(self) -> str:
        return self.newest

    @property
    def url(self) -> URL:
        return URL(f"http://127.0.0.1:4321/overlay?token={self.newest}")


@pytest.fixture
def links() -> Links:
    """What the server knows of its links."""
    return Links()


@dataclass
class Kept:
    """A connection, and what it told."""

    obs_connection: ObsConnection
    heard: list[ObsState] = field(default_factory=list)
    statuses: list[ConnectionStatus] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        return [status.state for status in self.statuses]


@pytest.fixture
async def kept(obs: StandIn, links: Links) -> AsyncIterator[Kept]:
    """The connection to `obs`, not yet set up."""
    kept: Kept

    async def hear(changes: ObsState) -> None:
        kept.heard.append(changes)

    async with ObsConnection(
        obs.url, links, heard=hear, changed=lambda status: kept.statuses.append(status)
    ) as obs_connection:
        kept = Kept(obs_connection)
        yield kept
