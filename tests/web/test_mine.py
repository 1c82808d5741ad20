"""The streamer's own: lines, names, people; and a crowd that remembers."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO

import pytest

from server.model.channel import MAIN, Channel
from server.model.own_content import OwnContent
from server.phrases.library import load_library
from server.simulate import simulate
from server.web.app_keys import SERVICES

LIBRARY = load_library()
LINES = tuple(f"mi propia frase numero {number}" for number in range(400))


async def call(server, method, path, scope="panel", **more):
    headers = server.bearer(scope) | more.pop("headers", {})
    async with server.client.request(method, server.url + path, headers=headers, **more) as answer:
        return answer.status, await answer.json()


async def test_own_lines_are_kept_and_shown_to_the_panel_alone(server):
    """PUT keeps them, GET gives them back; the settings that pages see only count them."""
    mine = {"share": 0.5, "lines": ["hola  mundo"], "names": ["@mi primo"], "people": []}
    assert (await call(server, "PUT", "/api/mine", json=mine))[0] == 200
    status, kept = await call(server, "GET", "/api/mine")
    assert (status, kept["lines"], kept["names"]) == (200, ["hola mundo"], ["mi_primo"])
    _, channel = await call(server, "GET", "/api/channel")
    assert channel["mine"] == {"share": 0.5, "lines": 1, "names": 1, "people": 0}
    assert (await call(server, "GET", "/api/mine", scope="overlay"))[0] == 403


@pytest.mark.parametrize(
    ("format", "text", "lines", "names"),
    [
        ("txt", "# mías\nhola\n\nadiós\nHOLA\n", ["hola", "adiós"], []),
        ("csv", 'line,name\nhola,ana\n"uno, dos",luis\n', ["hola", "uno, dos"], ["ana", "luis"]),
        ("csv", "frase;nombre\nhola;ana\n", ["hola"], ["ana"]),
        ("csv", "hola\nadiós\n", ["hola", "adiós"], []),
        ("toml", 'lines = ["hola"]\nnames = ["ana"]\n', ["hola"], ["ana"]),
    ],
)
async def test_a_file_joins_what_is_there(server, format, text, lines, names):
    """TXT, CSV and TOML; nothing comes twice."""
    await call(server, "PUT", "/api/mine", json={"lines": ["ya estaba"]})
    status, kept = await call(server, "POST", "/api/mine", json={"text": text, "format": format})
    assert status == 200
    assert kept["lines"] == ["ya estaba", *lines]
    assert kept["names"] == names
    assert kept["kept"] == {"lines": len(lines), "names": len(names), "people": 0}


@pytest.mark.parametrize(
    ("format", "text", "told"),
    [
        ("toml", "lines = [", {"code": "UNREADABLE", "reason": "NOT_TOML"}),
        ("toml", "other = 1", {"code": "UNREADABLE", "reason": "UNKNOWN"}),
        ("toml", "lines = 5", {"code": "UNREADABLE", "reason": "NOT_A_LIST"}),
        ("toml", ".".join("a" * 9_000) + " = 1", {"code": "UNREADABLE", "reason": "TOO_DEEP", "line": 1}),
        ("toml", "people = [{name = 5}]", {"code": "UNREADABLE", "reason": "NOT_TEXT"}),
        ("txt", "x" * 300, {"code": "NOTHING_USABLE"}),
        ("txt", "# only a remark", {"code": "NOTHING_USABLE"}),
    ],
)
async def test_a_file_that_cannot_be_used_changes_nothing(server, format, text, told):
    """It is refused with a code, and what was there stays, even where the file was to take its place."""
    await call(server, "PUT", "/api/mine", json={"lines": ["ya estaba"]})
    status, body = await call(server, "POST", "/api/mine", json={"text": text, "format": format, "replace": True})
    assert status == 400
    assert {key: body[key] for key in told} == told
    assert (await call(server, "GET", "/api/mine"))[1]["lines"] == ["ya estaba"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
async def test_a_file_is_read_as_it_was_saved(server, encoding):
    """By Notepad, Excel or a phone: the bytes are the body, the columns are told by their heads."""
    text = "sep=;\r\nfrase;nombre\r\n¿qué tal, mañana?;Íñigo\r\n"
    status, kept = await call(
        server, "POST", "/api/mine", data=text.encode(encoding), headers={"Content-Type": "text/csv"}
    )
    assert (status, kept["lines"], kept["names"]) == (200, ["¿qué tal, mañana?"], ["Íñigo"])


async def test_a_workbook_says_that_it_is_none(server):
    """Somebody sends the .xlsx itself."""
    status, body = await call(server, "POST", "/api/mine?format=csv", data=b"PK\x03\x04" + b"\0" * 50)
    assert (status, body["code"], body["reason"]) == (400, "UNREADABLE", "NOT_TEXT")


async def test_the_good_is_kept_and_the_bad_is_listed(server):
    """With its line in the file and a code; what is said twice is only counted."""
    text = "hola\n" + "x" * 201 + "\nHola\nraro \x07\nperdid\ufffd\nadios"
    status, kept = await call(server, "POST", "/api/mine", json={"text": text})
    assert (status, kept["lines"], kept["same"]) == (200, ["hola", "adios"], 1)
    assert [(one["field"], one["line"], one["reason"]) for one in kept["skipped"]] == [
        ("lines", 2, "TOO_LONG"),
        ("lines", 4, "BAD_CHARACTERS"),
        ("lines", 5, "BAD_ENCODING"),
    ]
    assert kept["skipped"][0]["limit"] == 200
    assert len(kept["skipped"][0]["text"]) < 100


async def test_what_is_typed_is_kept_but_for_what_cannot_be(server):
    """One long line among the others, a bad name, a person with a bad line: each costs itself."""
    mine = {
        "share": 0.5,
        "lines": ["uno", "x" * 300, "tres"],
        "names": ["ana", "<b>"],
        "people": [{"name": "primo", "lines": ["hey", "y" * 300]}, {"name": "!"}],
    }
    status, kept = await call(server, "PUT", "/api/mine", json=mine)
    assert (status, kept["lines"], kept["names"]) == (200, ["uno", "tres"], ["ana"])
    assert kept["people"] == [{"name": "primo", "character": "", "lines": ["hey"]}]
    assert [(one["field"], one["line"], one["reason"]) for one in kept["skipped"]] == [
        ("lines", 2, "TOO_LONG"),
        ("names", 2, "BAD_CHARACTERS"),
        ("people", 1, "TOO_LONG"),
        ("people", 2, "TOO_SHORT"),
    ]


async def test_all_two_thousand_lines_fit_and_no_more(server):
    """Each as long as it may be, in a language of long letters; what is over is listed as FULL, and counted."""
    text = "\n".join(f"{'ñ' * 190} {number:06d}" for number in range(2_450))
    status, kept = await call(server, "POST", "/api/mine", data=text.encode(), headers={"Content-Type": "text/plain"})
    assert (status, len(kept["lines"]), kept["kept"]["lines"]) == (200, 2_000, 2_000)
    assert {one["reason"] for one in kept["skipped"]} == {"FULL"}
    assert len(kept["skipped"]) + kept["moreSkipped"] == 450
    body = BytesIO(json.dumps({"lines": kept["lines"]}).encode())
    status, again = await call(server, "PUT", "/api/mine", data=body)
    assert (status, len(again["lines"])) == (200, 2_000)


async def test_two_files_at_once_lose_nothing(server):
    """Each is read in a thread; what the other brought meanwhile stays."""
    texts = ["\n".join(f"archivo {file} frase {number}" for number in range(300)) for file in range(4)]
    await asyncio.gather(*(call(server, "POST", "/api/mine", json={"text": text}) for text in texts))
    assert len((await call(server, "GET", "/api/mine"))[1]["lines"]) == 1_200


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6])
def test_own_lines_have_their_share(share):
    """Of the chat, as the streamer set it, and the weights stay near theirs."""
    channel = Channel(mine=OwnContent(share=share, lines=LINES, names=("mi_primo", "la_vecina")), crowd=80)
    told = list(simulate(LIBRARY, game="minecraft", mode="game", language="es", minutes=60, seed=2, channel=channel))
    own = sum("propia frase" in message.content.casefold() for message in told)
    assert own / len(told) == pytest.approx(share, abs=0.1)
    assert {"mi_primo", "la_vecina"} <= {message.username for message in told}


def test_the_streamers_people_come_and_say_their_lines():
    """ "My loud cousin" is there from the start and says what was written for him."""
    person = {"name": "primo_beto", "character": "ruidoso gracioso", "lines": ["yo le enseñé a jugar eh"]}
    channel = Channel(mine=OwnContent.model_validate({"people": [person]}), crowd=15)
    told = list(simulate(LIBRARY, game="minecraft", mode="game", language="es", minutes=60, seed=2, channel=channel))
    said = [message.content.casefold() for message in told if message.username == "primo_beto"]
    assert len(said) > 5
    assert any("jugar eh" in line for line in said)


async def test_regulars_are_there_on_another_day(start):
    """Who was in one show is known after a restart, a show older."""
    first = await start()
    stream = await first.stream(token=first.token("overlay"))
    await stream.next("settings")
    room = next(first.app[SERVICES].rooms.of(MAIN))
    here = {viewer.name for viewer in room._show.director.crowd.regulars()}
    stream.close()
    first.app[SERVICES].rooms.close()
    second = await start()
    known = second.app[SERVICES].regulars.known(MAIN, "en")
    assert known
    assert {viewer.name for viewer in known} <= here
