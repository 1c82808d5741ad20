"""The providers' sets: fetched from a stand-in that answers in each one's shape, well and badly."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from server.emotes.enabled_sets import EnabledSets
from server.emotes.set_api import PROVIDERS
from server.emotes.sets import Sets
from server.emotes.settings import EmoteSets
from tests.emotes.provider_sets import IMAGES, LISTS

PATIENCE_S = 20


class Provider:
    """All three, on one port: what it answers can be changed."""

    def __init__(self):
        self.lists = dict(LISTS)
        self.asked = []
        self.url = ""
        self.raw = None

    async def answer(self, request):
        self.asked.append(request.path)
        if self.raw is not None:
            return web.Response(text=self.raw, content_type="application/json")
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


async def ready(sets):
    """Each set that is on has been tried."""
    async with asyncio.timeout(PATIENCE_S):
        while any(state.state == "fetching" for state in sets.states.values()):  # noqa: ASYNC110 (nothing to wait on)
            await asyncio.sleep(0.02)


@asynccontextmanager
async def kept(folder, url, **config):
    """Sets that have tried each provider once."""
    sets = Sets(EmoteSets(base_url=url, **config), folder)
    await sets.open()
    task = asyncio.create_task(sets.keep())
    await ready(sets)
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
    async with kept(tmp_path, provider.url) as sets:
        assert sets.states == {}
    assert provider.asked == []


async def test_a_switch_goes_before_the_config_and_is_kept(provider, tmp_path):
    """Switched on it is fetched, switched off it is gone; a restart remembers."""
    async with kept(tmp_path, provider.url, bttv=True) as sets:
        await sets.want(EnabledSets(seventv=True, bttv=False))
        await ready(sets)
        assert codes(sets) == {"catJAM"}
    async with kept(tmp_path, provider.url, bttv=True) as sets:
        assert sets.wanted == EnabledSets(seventv=True, bttv=False, ffz=False, twitch_id="")
        await sets.want(EnabledSets(twitch_id="42", bttv=True))
        await ready(sets)
        assert codes(sets) == {"catJAM", "monkaS"}


@pytest.mark.parametrize("text", ["", "[", '{"seventv": 7}', "[" * 9_000])
async def test_a_broken_file_of_switches_is_the_config_again(tmp_path, text, caplog):
    """And one line in the log."""
    (tmp_path / "wanted.json").write_text(text)
    sets = Sets(EmoteSets(), tmp_path)
    await sets.open()
    assert sets.wanted == EnabledSets(seventv=False, bttv=False, ffz=False, twitch_id="")
    assert "wanted.json" in caplog.text


async def test_a_channel_without_an_account_has_no_emotes(provider, tmp_path):
    """It isn't a failure: everybody's emotes are there, and nobody asks again before a day has passed."""
    for path in ("/bttv/cached/users/twitch/42", "/ffz/room/id/42"):
        del provider.lists[path]
    async with kept(tmp_path, provider.url, bttv=True, ffz=True, twitch_id="42") as sets:
        assert codes(sets) == {"monkaS", "ZrehplaR"}
        assert {(state.state, state.account) for state in sets.states.values()} == {("ready", "absent")}


async def test_one_list_that_fails_leaves_the_other(provider, tmp_path):
    """The channel's list is nonsense today: everybody's emotes come, and the channel's of yesterday stay."""
    async with kept(tmp_path, provider.url, ffz=True, twitch_id="42"):
        pass
    provider.lists["/ffz/room/id/42"] = "nonsense"
    async with kept(tmp_path, provider.url, ffz=True, twitch_id="42") as sets:
        assert codes(sets) == {"Room", "ZrehplaR"}
        assert sets.states["ffz"].state == "failed"


async def test_what_is_drawn_over_the_emote_before_it_says_so(provider, tmp_path):
    """By each provider's own sign, after a restart too."""
    provider.lists["/seventv/emote-sets/global"] = {
        "emotes": [
            {"name": "Active", "id": "c", "flags": 1},
            {"name": "Own", "id": "c", "flags": 0, "data": {"flags": 256}},
            {"name": "Plain", "id": "c", "flags": 0, "data": {"flags": 1}},
        ]
    }
    provider.lists["/bttv/cached/emotes/global"] = [{"code": "SantaHat", "id": "k"}, {"code": "Hat", "id": "k"}]
    provider.lists["/ffz/set/global"] = {
        "default_sets": [3],
        "sets": {
            "3": {
                "emoticons": [
                    {"id": 9, "name": "Over", "modifier": True, "modifier_flags": 0},
                    {"id": 9, "name": "Effect", "modifier": True, "modifier_flags": 3},
                ]
            }
        },
    }
    for _ in range(2):
        async with kept(tmp_path, provider.url, seventv=True, bttv=True, ffz=True) as sets:
            assert {emote.code for emote in sets.emotes if emote.zero_width} == {"Active", "Own", "SantaHat", "Over"}


async def test_a_failure_is_tried_again_ever_more_rarely(provider, tmp_path):
    """After 15 minutes, 30, an hour, and at last once a day."""
    provider.lists.clear()
    sets = Sets(EmoteSets(base_url=provider.url, seventv=True), tmp_path)
    pauses = [await sets._refresh(sets._configured(PROVIDERS["seventv"])) for _ in range(9)]
    assert pauses == [900, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600, 86_400, 86_400]


async def test_an_image_is_fetched_once(provider, tmp_path):
    """The next start asks for the lists alone."""
    async with kept(tmp_path, provider.url, seventv=True):
        pass
    provider.asked.clear()
    async with kept(tmp_path, provider.url, seventv=True) as sets:
        assert codes(sets) == {"catJAM"}
    assert provider.asked == ["/seventv/emote-sets/global"]


@pytest.mark.parametrize("broken", [None, [], "nonsense", 7, {"emotes": 7}, {"emote_set": 7}])
async def test_a_provider_that_fails_says_so_and_takes_nothing_away(provider, tmp_path, broken):
    """Out of reach, or talking nonsense: what was fetched before is still there."""
    async with kept(tmp_path, provider.url, seventv=True):
        pass
    provider.lists["/seventv/emote-sets/global"] = broken
    if broken is None:
        del provider.lists["/seventv/emote-sets/global"]
    async with kept(tmp_path, provider.url, seventv=True) as sets:
        assert codes(sets) == {"catJAM"}
        assert sets.states["seventv"].state == "failed"


@pytest.mark.parametrize(
    "answer", ["[" * 100_000, '{"emotes": ' + "[" * 500 + "]" * 500 + "}", "9" * 9_000, '"' * 9_000, "\x00", "nan"]
)
async def test_a_list_made_to_break_its_reader_breaks_nothing(provider, tmp_path, answer):
    """It is a failure like any other: told, and tried again."""
    provider.raw = answer
    async with kept(tmp_path, provider.url, seventv=True) as sets:
        assert sets.states["seventv"].state == "failed"


async def test_an_entry_that_does_not_fit_costs_itself_alone(provider, tmp_path):
    """A list of 7TV's with a few odd ones among them."""
    odd = [None, 5, {}, {"id": None, "name": "a"}, {"id": ["c"], "name": "b"}, {"id": "../x", "name": "c"}]
    provider.lists["/seventv/emote-sets/global"] = {"emotes": [*odd, {"id": "c", "name": "catJAM"}]}
    async with kept(tmp_path, provider.url, seventv=True) as sets:
        assert codes(sets) == {"catJAM"}
        assert sets.states["seventv"].state == "ready"


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
