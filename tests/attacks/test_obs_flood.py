"""An OBS, or what says it is one, that speaks without end costs a bounded memory, and its last word counts."""

from __future__ import annotations

import asyncio

import pytest

from server.obs.client import MOST_EVENTS, SCENE, Client
from server.obs.errors import ObsUnreachable
from server.obs.protocol import ObsEvent


@pytest.fixture
async def client():
    """A client that nothing is connected to."""
    return Client(None)


async def taken(client):
    """All that waits."""
    client.ended = ObsUnreachable("the connection ended")
    found = []
    while True:
        try:
            found.append(await asyncio.wait_for(client.event(), 10))
        except ObsUnreachable:
            return found


async def test_of_many_scenes_the_last_one_waits(client):
    """However many there were, and between them nothing is lost."""
    client._keep(ObsEvent("StreamStateChanged", {"outputState": "OBS_WEBSOCKET_OUTPUT_STARTED"}))
    for number in range(100_000):
        client._keep(ObsEvent(SCENE, {"sceneName": f"Scene {number}"}))
        client._keep(ObsEvent(f"Unknown{number}"))
    client._keep(ObsEvent("RecordStateChanged", {"outputState": "OBS_WEBSOCKET_OUTPUT_STARTED"}))
    found = await taken(client)
    assert [event.type for event in found] == ["StreamStateChanged", SCENE, "RecordStateChanged"]
    assert found[1].data["sceneName"] == "Scene 99999"


async def test_what_waits_is_bounded_and_the_newest_stay(client):
    """Also where every event is one that counts."""
    for number in range(10_000):
        client._keep(ObsEvent("StreamStateChanged", {"number": number}))
    found = await taken(client)
    assert [event.data["number"] for event in found] == list(range(10_000 - MOST_EVENTS, 10_000))
