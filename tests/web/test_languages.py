"""A language of one's own: a folder of packs, a word list and a prompt in the data folder, and the chat speaks it."""

from __future__ import annotations

import tomllib

import pytest

from server.config.load import ConfigError, load_config
from server.generation.line import Subject
from server.model.phrase import About
from server.phrases.library import load_library
from server.web.app_keys import SERVICES
from tests.support.fault_server import fault_server
from tests.support.portuguese import CHATTING, FILES, GENERAL, bring
from tests.web.test_api import call
from tests.web.test_writing import providers

LINES = {line for text in (GENERAL, CHATTING) for some in tomllib.loads(text)["phrases"].values() for line in some}


async def speak(server, **changes):
    """A channel that speaks Portuguese, and its stream."""
    status, now, _ = await call(server, "PATCH", "/api/channel", json={"language": "pt", "pace": "frantic", **changes})
    assert (status, now["language"]) == (200, "pt")
    return await server.stream(token=server.token("overlay"))


async def test_the_chat_speaks_it(start, data):
    """Its lines come from its packs, in a game and in just chatting, and what is typed in it is understood."""
    bring(data)
    server = await start()
    stream = await speak(server, situation="ganhei!")
    said = {(await stream.next())["content"].casefold() for _ in range(6)}
    assert said & {line.casefold() for line in LINES}
    status = await (await server.stream(token=server.token("panel"), panel="1")).next("status")
    assert status["situation"]["moment"] == "hype"
    await call(server, "PATCH", "/api/channel", json={"mode": "chatting"})
    assert await stream.next()


async def test_a_moment_that_only_it_has_is_told_while_the_chat_speaks_it(start, data):
    """With its label, so that the panel has its button; in Spanish nobody would know what to say in it."""
    bring(data)
    server = await start()
    own = [{"type": "golaco", "label": "Golaço"}]
    for language, told in (("pt", own), ("es", []), ("pt", own)):
        _, now, _ = await call(server, "PATCH", "/api/channel", json={"language": language})
        assert now["moments"] == told
    await speak(server)
    status, *_ = await call(server, "POST", "/api/chat-wave", json={"type": "golaco"})
    assert status == 200


async def test_its_prompt_asks_the_models_and_its_lists_judge_them(start, data):
    """The request is in that language; what its lists name, and what is in another language, isn't kept."""
    bring(data)
    async with fault_server() as service:
        said = [
            "g|vai com calma nessa parte",
            "r|seu palavrao",
            "g|this is not what the chat speaks at all",
            "r|nossa mano",
        ]

        async def answers(answer):
            await answer.begin()
            await answer.write(said)
            await answer.end()

        service.otherwise = answers
        server = await start(providers=providers(service))
        await speak(server)
        status, body, _ = await call(server, "POST", "/api/generate-phrases", json={"gameName": "Rain World"})
        assert status == 200
        system = service.asked[0]["messages"][0]["content"]
        assert "Escreva em Português" in system
        writer = server.app[SERVICES].generation.writers.writer(Subject("Rain World", "game", "pt"))
        assert set(writer.lines) <= {"vai com calma nessa parte", "nossa mano"}
        assert {line for lines in body["phrases"].values() for line in lines} >= {"vai com calma nessa parte"}
    allows = server.app[SERVICES].selection.content_filter.allows
    assert not allows("que droga", "pt", family_friendly=True)
    assert allows("que droga", "pt", family_friendly=False)
    assert not allows("kys", "pt", family_friendly=False)


async def test_without_a_prompt_of_its_own_it_is_asked_for_by_name(start, data):
    """Just chatting has none here: the English instructions say what to write in, and its parts go along."""
    bring(data)
    server = await start()
    prompts = server.app[SERVICES].generation.prompts
    assert "Write in Português," in prompts.system(Subject("", "chatting", "pt"))
    assert "Write in English," in prompts.system(Subject("", "chatting", "en"))
    assert "{" not in prompts.system(Subject("", "chatting", "pt")).replace("{streamer}", "")


@pytest.mark.parametrize("missing", [name for name in FILES if name.startswith("packs/") and "intents" not in name])
async def test_half_a_language_is_told_and_left_out(start, data, missing):
    """The panel names the folder and the file that is missing; nobody can choose it."""
    bring(data, without=missing)
    server = await start()
    assert server.app[SERVICES].library.languages == ("es", "en")
    _, found, _ = await call(server, "GET", "/api/packs")
    (told,) = found["broken"]
    assert told["file"] == "packs/pt"
    assert missing.rpartition("/")[2] in told["reason"]
    status, problem, _ = await call(server, "PATCH", "/api/channel", json={"language": "pt"})
    assert status == 400
    assert problem["errors"] == [
        {"field": "language", "code": "NOT_ONE_OF", "message": "it is one of es, en", "choices": "es, en"}
    ]


async def test_the_description_names_the_languages_that_there_are(start, data):
    """So does the word to who sends another one; `null` is for whoever hasn't chosen."""
    bring(data)
    server = await start()
    _, described, _ = await call(server, "GET", "/api/openapi.json")
    patch = described["paths"]["/api/channel"]["patch"]["requestBody"]["content"]["application/json"]["schema"]
    assert patch["properties"]["language"]["enum"] == ["es", "en", "pt"]
    assert "x-enum" not in str(described)
    for method, path, body in (
        ("PATCH", "/api/channel", {"language": "fr"}),
        ("POST", "/api/generate-phrases", {"gameName": "Minecraft", "language": "fr"}),
        ("POST", "/api/phrases/ban", {"text": "hi", "language": "fr"}),
    ):
        status, problem, _ = await call(server, method, path, json=body)
        assert (status, problem["errors"][0]["choices"]) == (400, "es, en, pt")


async def test_a_language_that_is_gone_leaves_a_chat(start, data, caplog):
    """Its folder was taken away between two starts: the channel speaks one that there is, which the log says."""
    bring(data)
    first = await start()
    await speak(first)
    for path in (data / "packs" / "pt").iterdir():
        path.unlink()
    second = await start()
    assert second.app[SERVICES].channels.get("main").language is None
    assert "no packs in pt" in caplog.text
    assert await (await second.stream(token=second.token("overlay"))).next()


def test_the_config_may_name_it(tmp_path):
    """As the language of a new channel, where the data folder has it; what nobody has is refused in one line."""
    bring(tmp_path)
    environ = {"SEATFILLER_DATA": str(tmp_path), "SEATFILLER_LANGUAGE": "pt"}
    assert load_config(environ=environ)[0].language == "pt"
    with pytest.raises(ConfigError, match=r"language = 'fr': input should be 'auto', 'es', 'en' or 'pt'"):
        load_config(environ=environ | {"SEATFILLER_LANGUAGE": "fr"})


def test_its_own_files_join_what_is_known_of_it(tmp_path):
    """Portuguese joins two words where a slot begins with the second, as in our packs Spanish does."""
    bring(tmp_path)
    (tmp_path / "packs" / "pt" / "castelo.toml").write_text(
        'game = "Castelo"\n[slots]\nonde = ["o castelo", "a torre"]\n[phrases]\ngameplay = ["tá saindo de {onde}"]\n',
        encoding="utf-8",
    )
    library = load_library(tmp_path / "packs")
    pack = library.pack("castelo", "pt")
    assert pack is not None
    (line,) = pack.lines["gameplay"]
    assert {line.say(way, About(game="Castelo")) for way in range(line.ways)} == {
        "tá saindo do castelo",
        "tá saindo da torre",
    }
    assert library.pack("castelo", "en") is None
    assert [title.names for title in library.titles() if title.key == "castelo"] == [{"pt": "Castelo"}]
