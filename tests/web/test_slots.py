"""The slots of a channel: a game may take another's place, and one that comes back stands where it stood."""

from __future__ import annotations

import pytest


async def call(server, method, path, **body):
    how = {"json": body} if body else {}
    async with server.client.request(method, server.url + path, headers=server.bearer("panel"), **how) as answer:
        return answer.status, await answer.json()


@pytest.fixture
async def full(server):
    """A channel whose four slots are taken."""
    for name in ("Celeste", "Hades II", "Portal 2", "Tunic"):
        await call(server, "POST", "/api/generate-phrases", gameName=name)
    return server


async def names(server):
    return [game["name"] for game in (await call(server, "GET", "/api/channel"))[1]["games"]]


async def test_a_game_takes_anothers_place(full):
    """In one step: nothing is lost when it can't be had."""
    status, said = await call(full, "POST", "/api/generate-phrases", gameName="Braid", replaces="Portal 2")
    assert status == 200
    assert said["currentGames"] == await names(full) == ["Celeste", "Hades II", "Braid", "Tunic"]
    assert (await call(full, "POST", "/api/generate-phrases", gameName="!", replaces="Braid"))[0] == 422
    assert (await call(full, "POST", "/api/generate-phrases", gameName="Fez", replaces="nothing"))[0] == 429
    assert await names(full) == ["Celeste", "Hades II", "Braid", "Tunic"]


async def test_a_game_comes_back_where_it_was(full):
    """By its place among the slots; one past the end is the end."""
    await call(full, "DELETE", "/api/games/Celeste")
    await call(full, "POST", "/api/generate-phrases", gameName="Celeste", place=0)
    assert await names(full) == ["Celeste", "Hades II", "Portal 2", "Tunic"]
    await call(full, "DELETE", "/api/games/Hades%20II")
    await call(full, "POST", "/api/generate-phrases", gameName="Hades II", place=50)
    assert await names(full) == ["Celeste", "Portal 2", "Tunic", "Hades II"]
