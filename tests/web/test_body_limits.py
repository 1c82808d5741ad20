"""Body limits: small for most routes, and for what a channel holds as large as it can be."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from pydantic import BaseModel

from server.model.channel import Channel
from server.model.own_content import OwnContent, Person
from server.web.json_size import largest_json
from server.web.routes import ROUTES

LARGER = {(row.method, row.path): row.largest_body for row in ROUTES if row.largest_body}
FULL = OwnContent(
    lines=tuple(f"{number:04d}" + "😀" * 196 for number in range(2_000)),
    names=tuple(f"{number:03d}" + "ñ" * 22 for number in range(500)),
    people=tuple(
        Person(name=f"p{number}", character="ñ" * 60, lines=tuple(f"{line}" + "😀" * 190 for line in range(50)))
        for number in range(20)
    ),
)
"""As much of one's own as there can be, in characters that JSON writes with twelve bytes each."""


def test_the_limit_of_a_route_comes_of_its_model():
    """The fullest one fits, whether its JSON is escaped and indented or not."""
    whole = FULL.model_dump(mode="json")
    assert len(json.dumps(whole, indent=2)) <= largest_json(OwnContent) == LARGER["PUT", "/api/mine"]
    channel = {"channel": Channel(mine=FULL).model_dump(mode="json"), "seatfiller": 1}
    assert len(json.dumps(channel, indent=2)) <= LARGER["POST", "/api/import"]


def test_a_part_without_a_bound_is_found():
    """A model that could be of any size can't get a route of its own."""

    class Loose(BaseModel):
        names: tuple[str, ...]

    with pytest.raises(ValueError, match=r"Loose\.names has no bound"):
        largest_json(Loose)


async def test_what_was_got_is_put(server):
    """PUT /api/mine takes what GET gave, however much it is; so does the import of the backup."""
    url, panel = f"{server.url}/api/mine", server.bearer("panel")
    async with server.client.put(url, data=BytesIO(FULL.model_dump_json().encode()), headers=panel) as answer:
        assert answer.status == 200
    async with server.client.get(url, headers=panel) as answer:
        kept = await answer.read()
    async with server.client.put(url, data=BytesIO(kept), headers=panel) as answer:
        told, mine = await answer.json(), json.loads(kept)
        assert (answer.status, {key: told[key] for key in mine}) == (200, mine)
    await server.sign_in()
    async with server.client.get(f"{server.url}/api/export") as answer:
        backup = await answer.read()
    assert len(backup) > 1_000_000
    async with server.client.put(url, json={"lines": []}, headers=panel) as answer:
        assert answer.status == 200
    async with server.client.post(f"{server.url}/api/import", data=BytesIO(backup)) as answer:
        assert answer.status == 200
    async with server.client.get(url, headers=panel) as answer:
        assert await answer.read() == kept


@pytest.mark.parametrize(("method", "path"), LARGER)
async def test_even_the_large_ones_end(server, method, path):
    """413 past the limit, and the server goes on."""
    await server.sign_in()
    data = b" " * (LARGER[method, path] + 1)
    async with server.client.request(method, server.url + path, data=BytesIO(data)) as answer:
        assert (answer.status, (await answer.json())["code"]) == (413, "TOO_LARGE")


async def test_a_body_of_a_stranger_is_not_read(server):
    """Without a credential nothing of it is kept."""
    async with server.client.post(f"{server.url}/api/import", data=BytesIO(b"{" * 5_000_000)) as answer:
        assert answer.status == 401
