"""The room: it sleeps while nobody watches, and one broken line doesn't end a show."""

from __future__ import annotations

import asyncio
import logging
import time
from random import Random

import pytest

from server.live.event import Event
from server.live.moment_limit import TooManyMoments
from server.live.room import NotPlaying, Room
from server.model.channel import Channel
from server.model.cue import Cue
from server.model.on_air import OnAir
from server.model.settings import CustomPace
from server.selection.drawer import OfAnySituation
from tests.support.rooms import room_context
from tests.support.stream import PATIENCE_S
from tests.support.watcher import Page


@pytest.fixture
def make_room():
    rooms = []
    faded: asyncio.Queue[str] = asyncio.Queue()

    def make(channel=None, **shared):
        context = room_context(faded=faded.put_nowait, random=Random(5), **shared)
        rooms.append(Room(channel or Channel(language="en", pace="frantic"), context))
        return rooms[-1]

    make.faded = faded
    yield make
    for room in rooms:
        room.close()


async def test_a_room_that_nobody_watches_has_no_timer(make_room):
    """Asleep before the first page and after the last one; awake between."""
    room, page = make_room(), Page()
    assert room.state == "asleep"
    room.watch(page, None)
    assert room.state == "playing"
    await page.next()
    room.leave(page)
    assert room.state == "asleep"
    assert not room._timer.is_awake


async def test_a_panel_alone_keeps_nobody_awake(make_room):
    """Only a page that shows the chat counts as watching."""
    room = make_room()
    room.watch(Page("panel"), None)
    assert room.state == "asleep"
    with pytest.raises(NotPlaying):
        room.wave("laugh")


async def test_a_sixth_moment_in_ten_seconds_waits(make_room):
    """And says for how long."""
    room = make_room()
    room.watch(Page(), None)
    for _ in range(5):
        room.wave("hype")
    with pytest.raises(TooManyMoments) as refused:
        room.wave("hype")
    assert 0 < refused.value.retry_after_s <= 10


async def test_only_a_moment_that_is_news_ends_a_rest(make_room):
    """What the screen says again, or what no pack knows, leaves a chat that was told to be still as it is."""
    room = make_room()
    room.watch(Page(), None)
    room.wave("fail")
    room.hush(1_000)
    for moment in ("no such moment", "fail"):
        room.notice(Cue(kind="screen", moment=moment, repeats_s=60))
        assert not room._timer.is_under_way
    room.notice(Cue(kind="screen", moment="hype", repeats_s=60))
    assert room._timer.is_under_way


async def test_a_page_that_comes_later_sees_what_went_before(make_room):
    """At most twenty messages of history, the newest last, then it goes on."""
    room, page = make_room(), Page()
    room.watch(page, None)
    said = [(await page.next()).data["id"] for _ in range(3)]
    later = room.watch(Page(), None)
    assert later[0].name == "settings"
    assert [event.data["id"] for event in later if event.name is None][-3:] == said[-3:]
    assert later[-1].name == "status"


async def test_a_broken_line_does_not_end_the_show(make_room, caplog, monkeypatch):
    """The log says what broke; the next message comes all the same."""
    room, page = make_room(), Page()
    whole = room._show.director.next
    broken = iter([True])

    def once_broken():
        message = whole()
        if next(broken, False):
            raise RuntimeError("no such line")
        return message

    monkeypatch.setattr(room._show.director, "next", once_broken)
    with caplog.at_level(logging.ERROR):
        room.watch(page, None)
        await page.next()
    assert "no such line" in caplog.text


async def test_the_game_changes_for_everybody_at_once(make_room):
    """The settings go out before the next message."""
    room, page = make_room(), Page()
    room.watch(page, None)
    room.change(Channel(language="en", pace="frantic", game="Minecraft"))
    assert (await page.next("settings")).data["game"] == "Minecraft"


async def test_a_chat_that_has_faded_out_says_so(make_room):
    """Nothing is shown any more, and the channel is told to hide it."""
    on_air = OnAir(since=time.time() - 3_600, go_live="fade", fade_minutes=10)
    room, page = make_room(Channel(language="en", pace="frantic", on_air=on_air)), Page()
    room.watch(page, None)
    assert await asyncio.wait_for(make_room.faded.get(), PATIENCE_S) == "main"
    assert all(event.name is not None for event in page.events._queue)


async def test_a_raid_is_an_alert_and_a_wave(make_room):
    """A named event, never a chat message; then the chat reacts."""
    room, page = make_room(), Page()
    room.watch(page, None)
    room.wave("raid", 3)
    alert = (await page.next("alert")).data
    assert alert["type"] == "raid"
    assert alert["count"] >= 60
    room.wave("laugh")
    await page.next()
    assert not any(event.name == "alert" for event in page.events._queue)


async def test_what_the_streamer_types_makes_its_moment(make_room):
    """With no model: "I died" is a wave at once, and the status says what was understood."""
    room, page = make_room(Channel(language="en", pace="calm", game="Elden Ring")), Page()
    room.watch(page, None)
    room.change(Channel(language="en", pace="calm", game="Elden Ring", situation="I died to Malenia again"))
    begun = await page.next("moment")
    assert begun.data["type"] == "fail"
    status = await page.until("status", lambda event: event.data["situation"] is not None)
    understood = {"moment": "fail", "lines": True, "label": "Boss fight", "values": {"boss": "malenia"}}
    assert status.data["situation"] == understood


@pytest.mark.parametrize(
    "chosen", [{"situation": "boss fight, Malenia"}, {"game": "Minecraft"}, {"mode": "chatting", "game": "Music"}]
)
async def test_what_was_just_chosen_is_spoken_of_within_two_seconds(make_room, chosen):
    """A line is brought forward however slow the pace is, with no model anywhere."""
    settings = {"language": "en", "pace": CustomPace(min=55, max=60), "game": "Elden Ring"}
    room, page = make_room(Channel(**settings)), Page()
    room.watch(page, None)
    await page.until(None, lambda event: True)
    director, now = room._show.director, room._now
    assert director.next_at() - now() > 20
    room.change(Channel(**settings | chosen))
    assert director.next_at() - now() <= 2
    await page.until(None, lambda event: True, within=50)


async def test_the_packs_speak_of_what_is_going_on(make_room):
    """Lines with its words come more often than without it."""
    room, page = make_room(Channel(language="en", pace="frantic", game="Elden Ring")), Page()
    room.watch(page, None)
    room.change(Channel(language="en", pace="frantic", game="Elden Ring", situation="boss fight, Malenia"))
    words = ("malenia", "boss", "fight")
    assert await page.until(None, lambda event: any(word in event.data["content"].casefold() for word in words))


async def test_what_nobody_understands_says_so(make_room):
    """No wave, no lines: the panel can tell."""
    room = make_room(Channel(language="en", game="Elden Ring"))
    room.watch(Page(), None)
    room.change(Channel(language="en", game="Elden Ring", situation="qwxyz"))
    assert room._status().data["situation"] == {"moment": None, "lines": False, "label": None, "values": {}}


@pytest.mark.parametrize("imagination", ["soft", "full", "off"])
async def test_what_the_streamer_types_goes_on(make_room, imagination):
    """The chat is about that situation with these values, whatever it may imagine, until the text is cleared."""
    settings = {"language": "en", "pace": "frantic", "game": "Elden Ring", "imagination": imagination}
    room, page = make_room(Channel(**settings)), Page()
    room.watch(page, None)
    room.change(Channel(**settings, situation="fighting the boss, Malenia"))
    for _ in range(5):
        await page.next()
    attention = room._show.director._attention
    assert (attention.situation.key, attention.values["boss"], attention.source) == ("boss", "malenia", "typed")
    room.change(Channel(**settings))
    await page.next()
    await page.next()
    # What it may imagine next may by chance be a boss too.
    assert attention.source == "imagined"
    assert attention.situation is None or imagination != "off"
    assert room._status().data["situation"] is None


async def test_a_typed_question_is_answered(make_room):
    """With the things that it names, in a wave; the next question gets its own answers."""
    settings = {"language": "en", "pace": "calm", "game": "Elden Ring"}
    room, page = make_room(Channel(**settings)), Page()
    room.watch(page, None)
    for first, second in (("the meadow", "the swamp"), ("red", "blue")):
        room.change(Channel(**settings, situation=f"chat, {first} or {second}?"))
        await page.until("moment", lambda event: event.data["type"] == "asked")
        things = {word for thing in (first, second) for word in thing.split()}
        # Other messages may come between those of the wave, and not each of these names one.
        await page.until(None, lambda event, things=things: _names_one(things, event.data["content"]))


def _names_one(things: set[str], text: str) -> bool:
    return not things.isdisjoint(text.casefold().replace("?", " ").split())


async def test_what_goes_on_in_any_game_is_spoken_of(make_room):
    """Elden Ring's own pack knows no queue: any game's has lines for it."""
    settings = {"language": "en", "pace": "frantic", "game": "Elden Ring"}
    room, page = make_room(Channel(**settings)), Page()
    room.watch(page, None)
    room.change(Channel(**settings, situation="in queue"))
    assert room._status().data["situation"]["label"] == "Waiting"
    await page.next()
    situation = room._show.director._attention.situation
    assert situation is room._context.library.general("en").situations["loading"]
    room._show.selector.draw_likely("gameplay", None)
    assert room._show.selector.lines.packs.bank.unsaid(OfAnySituation("loading", "gameplay")) > 0


async def test_what_was_typed_is_understood_by_the_next_game_too(make_room):
    """Typed before the game is chosen, and there from before a restart: each game by its own words."""
    room, page = make_room(Channel(language="en", pace="frantic", situation="Malenia")), Page()
    room.watch(page, None)
    assert room._status().data["situation"]["label"] is None
    room.change(Channel(language="en", pace="frantic", situation="Malenia", game="Elden Ring"))
    assert room._status().data["situation"]["label"] == "Boss fight"
    await page.next()
    assert room._show.director._attention.source == "typed"
    again, other = make_room(Channel(language="en", pace="frantic", situation="Malenia", game="Elden Ring")), Page()
    again.watch(other, None)
    await other.next()
    assert again._show.director._attention.values["boss"] == "malenia"


class Written:
    """A store of regulars that remembers who was saved."""

    def __init__(self):
        self.regulars = []

    def known(self, channel, language):
        return ()

    def enter(self, channel, language, regulars):
        self.regulars.append(regulars)


async def test_whoever_leaves_last_the_regulars_are_written_down(make_room):
    """A page that goes, and one that is dropped in the middle of a message because it reads too slowly."""

    class Slow(Page):
        def deliver(self, event):
            return not isinstance(event, Event) or event.name is not None

    for page in (Page(), Slow()):
        regulars_store = Written()
        room = make_room(regulars_store=regulars_store)
        room.watch(page, None)
        if isinstance(page, Slow):
            async with asyncio.timeout(PATIENCE_S):
                while room.state != "asleep":  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        else:
            await page.next()
            room.leave(page)
        assert room.state == "asleep"
        assert [len(regulars) > 0 for regulars in regulars_store.regulars] == [True]


async def test_another_language_is_another_crowd_and_the_first_is_written_down(make_room):
    """Each crowd under its own language, before it goes."""

    class ByLanguage(Written):
        def enter(self, channel, language, regulars):
            self.regulars.append((language, len(regulars) > 0))

    regulars_store = ByLanguage()
    room, page = make_room(regulars_store=regulars_store), Page()
    room.watch(page, None)
    await page.next()
    room.change(Channel(language="es", pace="frantic"))
    assert regulars_store.regulars == [("en", True)]
    await page.next()
    room.leave(page)
    assert regulars_store.regulars == [("en", True), ("es", True)]


async def test_the_chat_moves_where_the_streamer_says(make_room):
    """Another home is another crowd at once, mostly from there."""
    room, page = make_room(Channel(language="es", pace="frantic", crowd=400, home="spain")), Page()
    room.watch(page, None)
    await page.next()
    room.change(Channel(language="es", pace="frantic", crowd=400, home="peru"))
    await page.next()
    regions = [viewer.region for viewer in room._show.director.crowd.here]
    assert regions.count("peru") / len(regions) > 0.6
