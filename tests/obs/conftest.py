"""Fixtures: a stand-in for OBS, and a keeper that talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from yarl import URL

from server.obs.keeper import Keeper, Standing
from server.obs.news import News
from tests.obs.stand_in import StandIn


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
    """A keeper, and what it told."""

    keeper: Keeper
    heard: list[News] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        return [standing.state for standing in self.standings]


@pytest.fixture
async def kept(obs: StandIn, links: Links) -> AsyncIterator[Kept]:
    """A keeper of the connection to `obs`, not yet set up."""
    kept: Kept

    async def hear(news: News) -> None:
        kept.heard.append(news)

    async with Keeper(obs.url, links, heard=hear, changed=lambda standing: kept.standings.append(standing)) as keeper:
        kept = Kept(keeper)
        yield kept
