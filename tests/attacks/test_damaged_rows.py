"""Rows of the database that somebody, or the disk, has spoilt: named, left out, kept aside; the server starts."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from server.model.channel import MAIN, Channel
from server.model.look import Look, Looks, NamedLook
from server.model.on_air import OnAir, SceneRule
from server.model.own_content import OwnContent
from server.model.settings import GameSlot, Preset, Weights
from server.services.link_tokens import Link
from server.store.salvage import salvaged
from server.store.store import FILE, Store
from server.web.app_keys import SERVICES

WHOLE = Channel(
    crowd=77,
    game="Minecraft",
    slots=(GameSlot(name="Minecraft"), GameSlot(name="Tetris")),
    presets=(Preset(name="Friday", crowd=5), Preset(name="Saturday", crowd=6)),
    looks=Looks(named=(NamedLook(name="big", look=Look(size=40)),), active="big"),
    mine=OwnContent(lines=("hola", "adiós")),
    on_air=OnAir(rules=(SceneRule(contains="Menu", do="mute"), SceneRule(contains="Game", do="game", value="Tetris"))),
    blocked_words=("melon",),
)


def write(folder, sql, *values):
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        return database.execute(sql, values).fetchall()


async def filled(folder):
    async with Store(folder) as store:
        await store.save(WHOLE)
        await store.keep_regulars(MAIN, "en", [{"name": "ana"}])
        await store.raise_generation(MAIN, "panel")
        await store.add_code("code", MAIN, expires_at=100.0)


SPOILT = [
    (("crowd",), -1, {"crowd": Channel().crowd}),
    (("pace",), {"min": 9, "max": 1}, {"pace": Channel().pace}),
    (("weights",), {"main": 0, "reactions": 0, "questions": 0, "emotes": 0}, {"weights": Weights()}),
    (("game",), "\ud800", {"game": None}),
    (("of a later version",), 1, {}),
    (("presets", 0, "name"), "", {"presets": WHOLE.presets[1:]}),
    (("presets", 0), 5, {"presets": WHOLE.presets[1:]}),
    (("presets", 1, "name"), "FRIDAY", {"presets": WHOLE.presets[:1]}),
    (("presets",), "none", {"presets": ()}),
    (("slots", 1), {"name": " minecraft "}, {"slots": WHOLE.slots[:1]}),
    (("looks", "named", 0, "look", "size"), "huge", {"looks": Looks(named=(NamedLook(name="big"),), active="big")}),
    (("mine", "lines", 0), None, {"mine": OwnContent(lines=("adiós",))}),
    (("on_air", "rules", 1, "value"), 7, {"on_air": OnAir(rules=WHOLE.on_air.rules[:1])}),
    (("blocked_words",), ["melon", "x"], {}),
]


@pytest.mark.parametrize(("place", "value", "changed"), SPOILT, ids=lambda part: str(part)[:40])
def test_the_broken_part_alone_is_left_out(place, value, changed):
    """All the rest of a channel is as it was."""
    spoilt = WHOLE.model_dump(mode="json")
    holder = spoilt
    for part in place[:-1]:
        holder = holder[part]
    holder[place[-1]] = value
    found, lost = salvaged(json.dumps(spoilt), MAIN)
    assert lost
    assert found == WHOLE.model_copy(update=changed)


@pytest.mark.parametrize("row", ["", "{broken", "5", "[]", "null", "[" * 100_000, '{"crowd": ' + "9" * 5_000 + "}"])
async def test_a_channel_that_is_nothing_begins_anew_and_is_kept_aside(tmp_path, row, caplog):
    """One line says so; what stood there can be had back from the table `set_aside`."""
    await filled(tmp_path)
    write(tmp_path, "UPDATE channels SET settings = ?", row)
    async with Store(tmp_path) as store:
        assert await store.channel(MAIN) == Channel()
        assert len(caplog.messages) == 1
        assert "channel main" in caplog.messages[0]
        assert write(tmp_path, "SELECT settings FROM channels") == [(row,)], "a look changes nothing"
        await store.save(Channel(crowd=3))
        await store.save(Channel(crowd=4))
    assert write(tmp_path, "SELECT what, content FROM set_aside") == [("channel main", row)]
    async with Store(tmp_path) as store:
        assert await store.channel(MAIN) == Channel(crowd=4)


@pytest.mark.parametrize("people", ["{", "5", "null", '"x"', '[1, {"name": "ana"}]', "[" * 100_000, b"\xff"])
async def test_regulars_that_are_no_people_are_left_out(tmp_path, people, caplog):
    """Those among them who are come back."""
    await filled(tmp_path)
    write(tmp_path, "UPDATE regulars SET people = ?", people)
    async with Store(tmp_path) as store:
        assert await store.regulars(MAIN, "en") == ([{"name": "ana"}] if "ana" in str(people) else [])
        assert "regulars main en" in caplog.text
        await store.keep_regulars(MAIN, "en", [])
    assert write(tmp_path, "SELECT what FROM set_aside") == [("regulars main en",)]


@pytest.mark.parametrize("generation", ["abc", b"\x00", 1.5])
async def test_a_damaged_generation_brings_no_old_link_back(tmp_path, generation, caplog):
    """It was 2: links of the first generation were renewed, and stay dead."""
    await filled(tmp_path)
    write(tmp_path, "UPDATE generations SET generation = ?", generation)
    async with Store(tmp_path) as store:
        found = await store.generation(MAIN, "panel")
        assert found > 2
        assert found == await store.generation(MAIN, "panel")
        assert "generation main panel" in caplog.text
        assert await store.raise_generation(MAIN, "panel") == found + 1
        assert await store.generation(MAIN, "panel") == found + 1


@pytest.mark.parametrize("steps", [["abc"], [1, 2, 3, "abc"], [None, 1], [1.5], []])
async def test_a_damaged_schema_version_is_worked_out(tmp_path, steps, caplog):
    """By the tables that are there; nothing is made twice."""
    await filled(tmp_path)
    write(tmp_path, "CREATE TABLE free (step)")
    write(tmp_path, "DROP TABLE schema_version")
    write(tmp_path, "ALTER TABLE free RENAME TO schema_version")
    for step in steps:
        write(tmp_path, "INSERT INTO schema_version (step) VALUES (?)", step)
    async with Store(tmp_path) as store:
        assert await store.channel(MAIN) == WHOLE
        await store.save(WHOLE.model_copy(update={"crowd": 8}))
    assert "schema_version" in caplog.text


@pytest.mark.parametrize(("channel", "expires"), [("main", "soon"), ("nobody", 9e12), (5, 9e12), ("main", b"\xff")])
async def test_a_damaged_code_opens_nothing(start, data, channel, expires):
    """403, as for a wrong one."""
    server = await start()
    code = await server.code()
    write(data, "UPDATE codes SET channel = ?, expires_at = ?", channel, expires)
    async with server.client.post(f"{server.url}/sign-in", data={"code": code}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE channels SET settings = '{'",
        "UPDATE channels SET settings = x'ff'",
        "UPDATE regulars SET people = '{'",
        "UPDATE generations SET generation = 'abc'",
        "UPDATE schema_version SET step = 'abc'",
        "INSERT INTO thrown VALUES ('main', 'en', 5, x'ff')",
        "INSERT INTO thrown VALUES ('main', 'xx', 'a', 'b')",
        "INSERT INTO ledgers VALUES ('groq', '5')",
        "INSERT INTO ledgers VALUES (5, '{\"asked\": 1}')",
        "INSERT INTO ledgers VALUES ('groq', x'ff')",
        "INSERT INTO secrets VALUES ('groq', 'nonsense')",
        "INSERT INTO secrets VALUES ('groq', x'ff')",
        "INSERT INTO secrets VALUES ('obs', 5)",
        "INSERT INTO phrases VALUES ('', 'game', 'en', 5, x'ff', 'x', 5, 5, 5, 'soon', 'yes', 5, x'ff', x'ff', 'king')",
        "INSERT INTO refusals VALUES ('', 'game', 'en', 5, 5, 'soon')",
        "INSERT INTO dropped VALUES ('', 'game', 'en', 5, 'many')",
    ],
)
async def test_a_server_starts_with_any_row_spoilt(start, data, sql):
    """And answers the panel; only what was spoilt is missing."""
    await filled(data)
    write(data, sql)
    server = await start()
    assert server.app[SERVICES].channels.alive(Link(MAIN, "panel", 1)) is False
    for path in ("/api/channel", "/api/mine", "/api/phrases", "/api/providers", "/api/generate-phrases"):
        async with server.client.get(server.url + path, headers=server.bearer("panel")) as answer:
            assert answer.status == 200, await answer.text()
    async with server.client.patch(
        f"{server.url}/api/channel", json={"crowd": 30}, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 200
