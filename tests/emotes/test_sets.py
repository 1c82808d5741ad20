"""The providers' sets: fetched from a stand-in that answers in each one's shape, well and badly."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from server.config import EmoteSets
from server.emotes.sets import Sets
from tests.emotes.images import GIF, SVG, WEBP

PATIENCE_S = 20
LISTS = {
    "/seventv/emote-sets/global": {"emotes": [{"name": "catJAM", "id": "c"}, {"name": "two words", "id": "t"}]},
    "/seventv/users/twitch/42": {"emote_set": {"emotes": [{"name": "Mine", "id": "m"}]}},
    "/bttv/cached/emotes/global": [{"code": "monkaS", "id": "k", "imageType": "png"}],
    "/bttv/cached/users/twitch/42": {"channelEmotes": [{"code": "Own", "id": "o"}], "sharedEmotes": []},
    "/ffz/set/global": {
        "default_sets": [3],
        "sets": {
            "3": {"emoticons": [{"id": 9, "name": "ZrehplaR"}]},
            "4": {"emoticons": [{"id": 8, "name": "no"}]},
        },
    },
    "/ffz/room/id/42": {"sets": {"7": {"emoticons": [{"id": 5, "name": "Room", "animated": {"2": "x"}}]}}},
}
IMAGES = {"c": WEBP, "m": b"<html>", "k": GIF, "o": SVG, "9": GIF + b"\0" * 2_000, "5": GIF}


class Provider:
    """All three, on one port: what it answers can be changed."""

    def __init__(self):
        self.lists = dict(LISTS)
        self.asked = []
        self.url = ""

    async def answer(self, request):
        self.asked.append(request.path)
        if request.path in self.lists:
            return web.Response(text=json.dumps(self.lists[request.path]), content_type="application/json")
        data = IMAGES.get(request.path.partition("/emote/")[2].partition("/")[0])
        return web.Response(body=data) if data else web.Response(status=404)


@pytest.fixture
async def provider():
    provider = Provider()
    app = web.Application()
    app.router.add_get("/{path:.+}", provider.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    provider.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield provider
    await runner.cleanup()


@asynccontextmanager
async def kept(folder, url, **config):
    """Sets that have tried each provider once."""
    sets = Sets(EmoteSets(base_url=url, **config), folder)
    task = asyncio.create_task(sets.keep())
    async with asyncio.timeout(PATIENCE_S):
        while any(state.state == "fetching" for state in sets.states.values()):  # noqa: ASYNC110 (nothing to wait on)
            await asyncio.sleep(0.02)
    yield sets
    task.cancel()
    await asyncio.wait({task})


def codes(sets):
    return {emote.code for emote in sets.emotes}


async def test_each_provider_is_read_in_its_own_shape(provider, tmp_path):
    """Global and channel's; what is no word, no image, or no image that they send, is passed over."""
    async with kept(
        tmp_path, provider.url, seventv=True, bttv=True, ffz=True, twitch_id="42", largest_bytes=1_024
    ) as sets:
        assert codes(sets) == {"catJAM", "monkaS", "Room"}
        assert (sets.states["seventv"].count, sets.states["seventv"].passed_over) == (1, 1)
        assert "/ffz/emote/5/animated/2" in provider.asked
        assert {emote.type for emote in sets.emotes} == {"image/webp", "image/gif"}


async def test_off_asks_nobody(provider, tmp_path):
    """The default: nothing leaves this machine."""
    assert not Sets(EmoteSets(base_url=provider.url), tmp_path)
    assert provider.asked == []


async def test_an_image_is_fetched_once(provider, tmp_path):
    """The next start asks for the lists alone."""
    async with kept(tmp_path, provider.url, seventv=True):
        pass
    provider.asked.clear()
    async with kept(tmp_path, provider.url, seventv=True) as sets:
        assert codes(sets) == {"catJAM"}
    assert provider.asked == ["/seventv/emote-sets/global"]


@pytest.mark.parametrize("broken", [None, [], "nonsense", {"emotes": 7}, {"emotes": [{"id": 1}]}])
async def test_a_provider_that_fails_says_so_and_takes_nothing_away(provider, tmp_path, broken):
    """Out of reach, or talking nonsense: what was fetched before is still there."""
    async with kept(tmp_path, provider.url, seventv=True):
        pass
    provider.lists["/seventv/emote-sets/global"] = broken
    if broken is None:
        del provider.lists["/seventv/emote-sets/global"]
    async with kept(tmp_path, provider.url, seventv=True) as sets:
        state = sets.states["seventv"]
        assert codes(sets) == {"catJAM"}
        assert state.state == "failed" if broken != [] else state.state in ("failed", "ready")


async def test_offline_is_no_obstacle(tmp_path):
    """Nobody listens there: a word in the log, a state for the panel, a time for the next try."""
    async with kept(tmp_path, "http://127.0.0.1:9", seventv=True) as sets:
        state = sets.states["seventv"]
        assert (state.state, state.count) == ("failed", 0)
        assert state.retry_at is not None


async def test_no_more_than_asked_for(provider, tmp_path):
    """`most` emotes of a provider."""
    provider.lists["/seventv/emote-sets/global"] = {"emotes": [{"name": f"e{n}", "id": "c"} for n in range(9)]}
    async with kept(tmp_path, provider.url, seventv=True, most=4) as sets:
        assert len(codes(sets)) == 4
        assert sets.states["seventv"].passed_over == 5
