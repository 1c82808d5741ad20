"""What several tests of the server's HTTP need."""

from __future__ import annotations

import pytest

from server.obs import connection as obs_connection
from tests.support.obs_double import StandIn


@pytest.fixture
async def obs(monkeypatch):
    """An OBS that runs, and a server that tries again as soon as a test can wait for."""
    monkeypatch.setattr(obs_connection, "RESTS_S", (0.05,))
    obs = StandIn()
    await obs.start()
    yield obs
    await obs.stop()
