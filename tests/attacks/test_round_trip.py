"""What is accepted is read back: by any call, and by the next start."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yarl import URL

from server.app import make_app
from server.config.config import Config
from server.config.sections import LimitsConfig
from server.model.channel import MAIN
from server.store.store import Store
from server.web.app_keys import SERVICES
from tests.text.test_fields import texts

names = texts.filter(lambda text: text.isprintable() or len(text) < 5) | st.sampled_from(
    ["Minecraft", " minecraft ", "a/b", "a%2Fb", "{x}", "a b", "a  b", "100 %", "\u0958" * 30, "\ufb2c" * 21, "", " "]
)
patches = st.fixed_dictionaries(
    {},
    optional={
        "game": names | st.none(),
        "mode": st.sampled_from(["game", "chatting"]),
        "streamer": st.fixed_dictionaries({"name": names}),
        "situation": names,
        "blockedWords": st.lists(names, max_size=3),
        "weights": st.fixed_dictionaries({"main": st.floats(allow_nan=False, allow_infinity=False)}),
        "rules": st.lists(
            st.fixed_dictionaries(
                {"contains": names, "do": st.sampled_from(["game", "chatting", "look", "mute"]), "value": names}
            ),
            max_size=2,
        ),
    },
)
mines = st.fixed_dictionaries(
    {"lines": st.lists(names, max_size=3), "names": st.lists(names, max_size=3)},
    optional={"people": st.lists(st.fixed_dictionaries({"name": names, "character": names}), max_size=2)},
)
calls = st.one_of(
    st.tuples(st.just("PATCH"), st.just("/api/channel"), patches),
    st.tuples(st.sampled_from(["PUT", "DELETE"]), names.map(lambda name: f"/api/presets/{_in_url(name)}"), st.just({})),
    st.tuples(st.sampled_from(["PUT", "DELETE"]), names.map(lambda name: f"/api/looks/{_in_url(name)}"), st.just({})),
    st.tuples(st.just("PUT"), st.just("/api/mine"), mines),
)


def _in_url(name):
    return quote(name.encode("utf-8", "surrogatepass"), safe="")


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(calls, min_size=20, max_size=40))
def test_the_next_start_reads_what_was_accepted(sent):
    """Any calls with any text: none ends in 500, what is in memory is what is on disk, and an export goes in again."""
    asyncio.run(_sent(sent))


async def _sent(sent):
    with TemporaryDirectory() as folder:
        config = Config(data=Path(folder), browser=False, port=0, limits=LimitsConfig(calls_per_minute=100_000))
        server = TestServer(make_app(config))
        await server.start_server()
        app, url = server.app, str(server.make_url("/")).rstrip("/")
        headers = {"Authorization": f"Bearer {app[SERVICES].signer.sign(app[SERVICES].channels.link(MAIN, 'panel'))}"}
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            for method, path, body in sent:
                data = json.dumps(body).encode()
                async with client.request(method, URL(url + path, encoded=True), data=data, headers=headers) as answer:
                    assert answer.status < 500, (method, path, body)
                async with Store(Path(folder)) as store:
                    assert await store.channel(MAIN) in (app[SERVICES].channels.get(MAIN), None), (method, path, body)
        await server.close()


async def call(server, method, path, **body):
    async with server.client.request(method, server.url + path, json=body or None) as answer:
        return answer.status, await answer.json()


def changed(whole, **changes):
    return whole | {"channel": whole["channel"] | changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"game": "\ud800"},
        {"game": "x" * 60_000},
        {"game": ""},
        {"game": "a\x00b"},
        {"slots": [{"name": "Minecraft"}, {"name": " MINECRAFT "}]},
        {"slots": [{"name": f"Game {number}"} for number in range(5)]},
        {"slots": [{"name": f"Game {number}"} for number in range(101)]},
        {"presets": [{"name": "a  b"}, {"name": "a b"}]},
        {"presets": [{"name": f"{number}"} for number in range(31)]},
        {"presets": [{"name": ""}]},
        {"presets": [{"name": "a", "game": "\ud800"}]},
        {"presets": [{"name": "a", "active": "\udfff"}]},
        {"looks": {"named": [{"name": "a"}, {"name": "A"}]}},
        {"looks": {"named": [{"name": f"{number}"} for number in range(501)]}},
        {"looks": {"active": "\ud800"}},
    ],
    ids=lambda changes: str(changes)[:40],
)
async def test_an_import_passes_the_panels_gates(server, changes):
    """What no call could have made is refused, and changes nothing."""
    await server.sign_in()
    whole = (await call(server, "GET", "/api/export"))[1]
    status, _ = await call(server, "POST", "/api/import", **changed(whole, **changes))
    assert status in (400, 422, 429)
    assert (await call(server, "GET", "/api/export"))[1]["channel"] == whole["channel"]


async def test_an_import_normalises_as_the_panel_does(server):
    """A game is written as its pack has it, and what plays has a slot."""
    await server.sign_in()
    whole = (await call(server, "GET", "/api/export"))[1]
    presets = [{"name": " Friday ", "game": "minecraft"}]
    status, now = await call(
        server, "POST", "/api/import", **changed(whole, game=" minecraft", slots=[], presets=presets)
    )
    assert (status, now["game"], [game["name"] for game in now["games"]]) == (200, "Minecraft", ["Minecraft"])
    assert now["presets"] == ["Friday"]


@pytest.mark.parametrize("name", ["a/b", "{x}", "100 %", "a%2Fb", "a?b#c", "a\\b & <c>", "ñ 😀 x", "%7Bx%7D"])
async def test_any_name_of_a_game_can_be_deleted(server, name):
    """However its URL has to write it."""
    await server.sign_in()
    assert (await call(server, "PATCH", "/api/channel", game=name))[0] == 200
    url = URL(f"{server.url}/api/games/{_in_url(name)}", encoded=True)
    async with server.client.delete(url) as answer:
        assert answer.status == 200, await answer.text()
    assert (await call(server, "GET", "/api/channel"))[1]["games"] == []


async def test_two_spellings_of_a_preset_are_one(server):
    """It is overwritten, recalled and deleted by any of them; one that can't be a name is a 400."""
    await server.sign_in()
    for name in ("a%20%20b", "%20a b", "A%20B"):
        status, now = await call(server, "PUT", f"/api/presets/{name}")
        assert (status, len(now["presets"])) == (200, 1)
    assert (await call(server, "POST", "/api/presets/a%20b/recall"))[0] == 200
    assert (await call(server, "DELETE", "/api/presets/a%20b"))[1]["presets"] == []
    for name in ("", "%20", "%7B%7D", "%2F"):
        assert (await call(server, "PUT", f"/api/presets/{name}"))[1]["code"] == "BAD_PRESET_NAME"
