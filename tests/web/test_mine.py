"""The streamer's own: lines, names, people; and a crowd that remembers."""

from __future__ import annotations

import pytest

from server.channel import MAIN, Channel
from server.mine import Mine, Unreadable, read_mine
from server.phrases.shelf import load_shelf
from server.simulate import simulate
from server.web.keys import GUESTBOOK, ROOMS

SHELF = load_shelf()
LINES = tuple(f"mi propia frase numero {number}" for number in range(400))


async def call(server, method, path, scope="panel", **more):
    async with server.client.request(method, server.url + path, headers=server.bearer(scope), **more) as answer:
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


@pytest.mark.parametrize(("format", "text"), [("toml", "lines = ["), ("toml", "other = 1"), ("txt", "x" * 300)])
async def test_a_file_that_cannot_be_used_changes_nothing(server, format, text):
    """It is refused with a word, and what was there stays."""
    await call(server, "PUT", "/api/mine", json={"lines": ["ya estaba"]})
    status, _ = await call(server, "POST", "/api/mine", json={"text": text, "format": format})
    assert status == 400
    assert (await call(server, "GET", "/api/mine"))[1]["lines"] == ["ya estaba"]


def test_toml_says_what_is_wrong():
    """By the parser's own words."""
    with pytest.raises(Unreadable, match="TOML"):
        read_mine("lines = [", "toml")


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6])
def test_own_lines_have_their_share(share):
    """Of the chat, as the streamer set it, and the weights stay near theirs."""
    channel = Channel(mine=Mine(share=share, lines=LINES, names=("mi_primo", "la_vecina")), crowd=80)
    told = list(simulate(SHELF, game="minecraft", mode="game", language="es", minutes=30, seed=2, channel=channel))
    own = sum("propia frase" in message.content.casefold() for message in told)
    assert own / len(told) == pytest.approx(share, abs=0.08)
    assert {"mi_primo", "la_vecina"} <= {message.username for message in told}


def test_the_streamers_people_come_and_say_their_lines():
    """ "My loud cousin" is there from the start and says what was written for him."""
    person = {"name": "primo_beto", "character": "ruidoso gracioso", "lines": ["yo le enseñé a jugar eh"]}
    channel = Channel(mine=Mine.model_validate({"people": [person]}), crowd=15)
    told = list(simulate(SHELF, game="minecraft", mode="game", language="es", minutes=60, seed=2, channel=channel))
    said = [message.content.casefold() for message in told if message.username == "primo_beto"]
    assert len(said) > 5
    assert any("jugar eh" in line for line in said)


async def test_regulars_are_there_on_another_day(start):
    """Who was in one show is known after a restart, a show older."""
    first = await start()
    stream = await first.stream(token=first.token("overlay"))
    await stream.next("settings")
    room = next(first.app[ROOMS].of(MAIN))
    here = {viewer.name for viewer in room._director.crowd.regulars()}
    stream.close()
    first.app[ROOMS].close()
    second = await start()
    known = second.app[GUESTBOOK].known(MAIN, "en")
    assert known
    assert {viewer.name for viewer in known} <= here
