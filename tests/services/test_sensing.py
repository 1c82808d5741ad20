"""Sensing: a sense works while it is switched on and somebody watches; its cues go to the crowd and nowhere else."""

from __future__ import annotations

import pytest

from server.model.cue import Cue
from server.model.senses import SensesPatch
from server.web.app_keys import SERVICES
from tests.support.obs_double import until


class Ear:
    """A sense that only remembers what it was told to do."""

    name = "levels"

    def __init__(self) -> None:
        self.wanted: list[bool] = []

    def follow(self, channel, *, is_wanted):
        if self.wanted[-1:] != [is_wanted]:
            self.wanted.append(is_wanted)

    def works(self, channel_id):
        return self.wanted[-1:] == [True]

    def describe(self, channel_id):
        return {"mic": "My own mic"}


@pytest.fixture
def sensing(server):
    """The sensing of a server that runs, with one sense."""
    found = server.app[SERVICES].sensing
    found.ear = Ear()
    found.add(found.ear)
    return found


async def test_a_sense_works_only_while_it_is_on_and_somebody_watches(server, sensing):
    """Not before it is switched on, not while nobody watches, not while the chat is hidden."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("settings")
    assert True not in sensing.ear.wanted
    await sensing.change("main", SensesPatch(levels=True))
    assert sensing.ear.wanted[-1] is True
    server.app[SERVICES].acts.do("main", shows=False)
    await until(lambda: sensing.ear.wanted[-1] is False)
    server.app[SERVICES].acts.do("main", shows=True)
    await until(lambda: sensing.ear.wanted[-1] is True)
    stream.close()
    await until(lambda: sensing.ear.wanted[-1] is False)


async def test_a_panel_alone_is_nobody(server, sensing):
    """It shows no chat."""
    await sensing.change("main", SensesPatch(levels=True))
    stream = await server.stream(token=server.token("panel"), page="p1", **{"as": "panel"})
    await stream.next("settings")
    assert True not in sensing.ear.wanted


async def test_what_a_change_does_not_name_stays(sensing):
    """Choosing the microphone switches nothing on, and null lets it be found again."""
    await sensing.change("main", SensesPatch(levels=True, mic="Mic/Aux", line_db=-40))
    await sensing.change("main", SensesPatch(mic=None))
    kept = sensing._channels.get("main").senses
    assert (kept.levels, kept.mic, kept.line_db) == (True, None, -40)


async def test_a_moment_on_the_screen_is_a_wave_on_the_overlay(server, sensing):
    """As if its button had been pressed."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("settings")
    sensing.take("main", Cue(kind="screen", moment="laugh", text="HAHAHA"))
    assert (await stream.next("moment"))["type"] == "laugh"


async def test_others_than_the_owner_see_a_light_and_nothing_else(server, sensing):
    """Whoever has a panel link learns that the crowd listens, and not by which microphone."""
    await server.sign_in()
    owner = await server.stream(page="owner", **{"as": "panel"})
    other = await server.stream(token=server.token("panel"), page="other", **{"as": "panel"})
    for stream in (owner, other):
        await stream.next("settings")
    sensing.tell("main")
    assert (await owner.next("senses"))["levels"] == {"on": False, "works": False, "mic": "My own mic"}
    assert (await other.next("senses"))["levels"] == {"on": False, "works": False}


async def test_an_export_says_nothing_of_the_senses(server, sensing):
    """They are switched on where the file is read, by the owner's hand; those of here stay as they are."""
    await server.sign_in()
    await sensing.change("main", SensesPatch(levels=True, mic="Mic of my own"))
    async with server.client.get(f"{server.url}/api/export") as answer:
        file = await answer.json()
    assert "senses" not in file["channel"]
    assert "Mic of my own" not in str(file)
    file["channel"]["senses"] = {"levels": False, "mic": "Another"}
    async with server.client.post(f"{server.url}/api/import", json=file, headers={"Origin": server.url}) as answer:
        assert answer.status == 200
    assert server.app[SERVICES].channels.get("main").senses.mic == "Mic of my own"
