"""Hostile files of the streamer's own: whatever is in them, the server starts, the stream goes on, and they are named.

As somebody downloads a pack from a stranger, or slips while writing one.
"""

from __future__ import annotations

import logging
import os
import tomllib
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from server.config.load import ConfigError, load_config
from server.model.phrase import About
from server.phrases import pack as packs
from server.phrases.pack import read_pack
from server.phrases.pack_error import PackError
from server.phrases.template import MOST_WAYS, shuffled_ways
from server.phrases.username_parts import read_names
from server.phrases.viewer_kinds import read_people
from server.services.rehearsal_script import ScriptError, read_script
from server.text import bounded
from tests.web.test_api import call

DEEP = "a = " + "[" * 3_000
DOTS = ".".join("a" * 30_000) + " = 1"
GAME = 'game = "G"\n[phrases]\ngameplay = ["hola"]\n'
SLOT = "[slots]\nx = [" + ", ".join(f'"{number}"' for number in range(300)) + "]\n"
NAMES = 'whole = []\nstarts = ["a1", "b1", "c1", "d1", "e1", "f1", "g1", "h1"]\nends = '

BROKEN = {
    "packs/en/deep.toml": DEEP,
    "packs/en/dots.toml": DOTS,
    "packs/en/large.toml": "#" * (1_024 * 1_024 + 1),
    "packs/en/bytes.toml": b"\xff\xfe\x00",
    "packs/en/number.toml": "a = " + "9" * 5_000,
    "packs/en/date.toml": GAME + "[moments.boss]\nlabel = 1979-05-27\nlines = ['x']",
    "packs/en/title.toml": "game = 5\n",
    "packs/en/alias.toml": 'game = "G"\naliases = ["' + "x" * 500 + '"]\n',
    "packs/en/slots.toml": f'game = "G"\n{SLOT}[phrases]\ngameplay = ["{{x}} {{x}} {{x}}"]\n',
    "packs/en/lines.toml": 'game = "G"\n[phrases]\ngameplay = [' + '"a",' * 20_001 + "]",
    "packs/en/empty.toml": 'game = "G"\n[phrases]\ngameplay = []',
    "packs/en/moment.toml": GAME + "[moments.'two words']\nlines = ['x']",
    "packs/en/general.toml": "[phrases]\n",
    "packs/es/chatting.toml": "",
    "packs/en/viewers.toml": '[regions.x]\nshare = 1\nnames = ["(["]\n',
    "packs/es/viewers.toml": '[emotes]\nteasing = []\n',
    "packs/en/names.toml": "whole = []\nstarts = []\nends = []\n",
    "packs/es/names.toml": DEEP,
    "scripts/deep.toml": DEEP,
    "scripts/cue.toml": 'title = "x"\ncue = 5\n',
    "scripts/long.toml": 'title = "x"\n' + "[[cue]]\nminute = 1\nmoment = 'omg'\nminutes = 600\n" * 900,
    "scripts/title.toml": 'title = "' + "x" * 9_000 + '"\n[[cue]]\nminute = 1\nmoment = "omg"\n',
    "prompts/en/game.txt": b"\xff",
    "prompts/es/slants.txt": "x" * 40_000,
}  # fmt: skip


def write(data, files):
    for name, text in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


async def test_a_server_full_of_broken_files_starts_streams_and_names_them(start, data, caplog):
    """All at once: each is left out, told in one line of the log and in the panel, and the chat speaks."""
    caplog.set_level(logging.WARNING)
    write(data, BROKEN)
    (data / "packs" / "en" / "folder.toml").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(data / "packs" / "en" / "pipe.toml")
    server = await start()
    page = await server.stream(token=server.token("overlay"))
    assert (await page.next())["content"]
    status, told, _ = await call(server, "GET", "/api/packs")
    assert status == 200
    named = {error["file"] for error in told["broken"]}
    assert named >= {*BROKEN, "packs/en/folder.toml"}
    for error in told["broken"]:
        assert error["code"].isupper()
        assert error["reason"]
        assert sum(error["file"] in record.getMessage() for record in caplog.records) == 1
    async with server.client.get(f"{server.url}/panel", params={"token": server.token("panel")}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("label", ["1979-05-27", "07:32:00", "5", "1.5", "true", "[]", "{}", '""', '"a\\u0007b"'])
async def test_a_moment_whose_word_is_no_text_costs_its_pack_alone(start, data, label):
    """The page, the channel, the choice of that very game and its stream are answered, and after a restart too."""
    write(
        data,
        {
            "packs/en/own.toml": f'game = "Own"\n[phrases]\ngameplay = ["hi"]\n'
            f"[moments.boss]\nlabel = {label}\nlines = ['x']"
        },
    )
    first = await start()
    assert (await call(first, "PATCH", "/api/channel", json={"language": "en", "game": "Own"}))[0] == 200
    for server in (first, await start()):
        assert (await call(server, "GET", "/api/channel"))[1]["game"] == "Own"
        assert [each["file"] for each in (await call(server, "GET", "/api/packs"))[1]["broken"]] == [
            "packs/en/own.toml"
        ]
        page = await server.stream(token=server.token("overlay"))
        assert (await page.next())["content"]
        async with server.client.get(f"{server.url}/panel", params={"token": server.token("panel")}) as answer:
            assert answer.status == 200


def reader_of(name):
    """What reads a file of that name."""
    if name.startswith("scripts"):
        return read_script
    return {"names": read_names, "viewers": read_people}.get(Path(name).stem, lambda path: read_pack(path, "en"))


@pytest.mark.parametrize("name", [name for name in BROKEN if name.endswith(".toml")])
def test_no_parser_is_asked_for_more_than_it_can_bear(tmp_path, name, monkeypatch):
    """What is too deep or too large never reaches it; what it reads is bounded, and so is what is made of it."""
    asked = []
    monkeypatch.setattr(bounded.tomllib, "loads", lambda text, read=tomllib.loads: asked.append(text) or read(text))
    write(tmp_path, {name: BROKEN[name]})
    path = tmp_path / name
    with pytest.raises((PackError, ScriptError)) as caught:
        reader_of(name)(path)
    assert len(str(caught.value).removeprefix(str(path))) < 400
    assert DEEP not in asked
    assert DOTS not in asked
    assert max(map(len, asked), default=0) <= packs.LONGEST_FILE


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers(-5, 5) | some.floats() | some.text(max_size=9) | some.dates(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
WORDS = """
game topic aliases slots phrases answers threads moments gameplay questions label lines after whole starts ends regions
kinds short emotes share names title cue minute moment silence pace viewers called words en x
"""
KEYS = some.sampled_from(WORDS.split())
INNER = some.recursive(VALUES, lambda inner: some.dictionaries(KEYS, inner, max_size=4))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.dictionaries(KEYS, INNER, max_size=5))
def test_whatever_a_table_holds_is_read_or_refused(tmp_path, monkeypatch, table):
    """By the one error of its kind, never by another."""
    (tmp_path / "x.toml").write_text("")
    monkeypatch.setattr(bounded.tomllib, "loads", lambda text: table)
    for name in ("packs/x", "names", "viewers", "scripts/x"):
        with suppress(PackError, ScriptError):
            reader_of(name)(tmp_path / "x.toml")


def test_a_line_of_very_many_ways_is_drawn_by_its_numbers(tmp_path):
    """Two slots of 300 values are 90,000 ways: the stock holds some of them, none twice."""
    path = tmp_path / "g.toml"
    path.write_text(f'game = "G"\n{SLOT}[phrases]\ngameplay = ["{{x}} {{x}}"]\n')
    (line,) = read_pack(path, "en").lines["gameplay"]
    assert line.ways == 90_000
    ways = shuffled_ways(line.ways, Random(1))
    assert len(ways) == len(set(ways)) == MOST_WAYS
    assert len({line.say(way, About()) for way in ways}) == MOST_WAYS


@pytest.mark.parametrize("text", [DEEP, DOTS, "a = " + "9" * 5_000, "#" * 300_000, b"\xff", "port = ["])
def test_a_broken_config_is_one_line(tmp_path, text):
    """It is refused with the file's name, never with a traceback."""
    path = tmp_path / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        load_config(path, environ={})
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
