"""Language models behind the API: games that are none, keys of the owner, phrases banned and kept."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from server.generation import plan
from server.providers.sections import Providers
from tests.faults.test_writer import refuses
from tests.support.fault_server import Answer, FaultServer, fault_server
from tests.support.faults import FAULTS
from tests.support.passing_time import PATIENT
from tests.web.test_api import call

LABELS = ("Scare", "Susto")
KEY = "gsk_abcdefghijklmnopqrstuvwx4242"


def providers(service: FaultServer, *, key: str | None = KEY) -> Providers:
    return Providers.model_validate(
        {
            "groq": {"base_url": service.url, "api_key": key},
            "writing": {"rest_s": 0},
            "deadlines": PATIENT,
            "local_deadlines": PATIENT,
        }
    )


@pytest.fixture
async def service() -> AsyncIterator[FaultServer]:
    """A service that writes."""
    async with fault_server() as service:
        yield service


@pytest.fixture
async def written(start, service):
    """A server with a key for it."""
    return await start(providers=providers(service))


async def test_a_new_game_answers_with_what_was_written(written, service):
    """The call waits for the first lines, which are among its phrases."""
    status, body, _ = await call(written, "POST", "/api/generate-phrases", json={"gameName": "Rain World"})
    assert status == 200
    said = [text for texts in body["phrases"].values() for text in texts]
    assert {line.partition("|")[2] for line in service.sent} & set(said)


async def test_a_game_with_a_pack_waits_for_nobody(written, service):
    """Its phrases are there."""
    service.otherwise = FAULTS["hangs_before_headers"]
    assert (await call(written, "POST", "/api/generate-phrases", json={"gameName": "elden ring"}))[0] == 200
    assert service.asked == []


async def test_what_is_no_game_takes_no_slot_until_the_streamer_insists(written, service):
    """422 with the model's reason, remembered by both calls; `insist` uses the general pack and asks nobody."""
    service.script.append(refuses)
    for method, path, body in (
        ("POST", "/api/generate-phrases", {"gameName": "Elden Rng II"}),
        ("POST", "/api/generate-phrases", {"gameName": "elden rng ii"}),
        ("PATCH", "/api/channel", {"game": "Elden Rng II"}),
    ):
        status, problem, _ = await call(written, method, path, json=body)
        assert (status, problem["code"]) == (422, "INVALID_GAME")
        assert problem["detail"] == "That is no game that I know."
        assert (problem["refused"], problem["meant"]) == (True, "Rain World")
    assert len(service.asked) == 1
    assert (await call(written, "GET", "/api/channel"))[1]["games"] == []
    body = {"gameName": "Elden Rng II", "insist": True}
    assert (await call(written, "POST", "/api/generate-phrases", json=body))[0] == 200
    status, channel, _ = await call(written, "PATCH", "/api/channel", json={"game": "Elden Rng II"})
    assert (status, channel["game"]) == (200, "Elden Rng II")
    stream = await written.stream(token=written.token("overlay"))
    assert (await stream.next())["content"]
    assert len(service.asked) == 1


async def test_insisting_on_what_is_on_already_ends_the_refusal(written, service):
    """A refusal that comes while the game plays is told in the status, until the streamer has the last word."""
    service.script.append(refuses)
    await call(written, "PATCH", "/api/channel", json={"game": "Elden Rng II"})
    stream = await written.stream(token=written.token("overlay"))
    source = (await stream.until("status", lambda said: said["source"]["state"] == "refused"))["source"]
    assert (source["reason"], source["meant"]) == ("That is no game that I know.", "Rain World")
    await call(written, "POST", "/api/generate-phrases", json={"gameName": "Elden Rng II", "insist": True})
    await stream.until("status", lambda said: said["source"]["state"] != "refused")


async def test_a_moment_may_have_lines_of_its_own(written, service, monkeypatch):
    """Its name in the chat's language and what is going on are in the request; lines join its wave or afterglow."""
    monkeypatch.setattr(plan, "URGENT_S", 0)
    await call(written, "PATCH", "/api/channel", json={"game": "Rain World", "situation": "a vulture came"})
    stream = await written.stream(token=written.token("overlay"))
    await stream.until("status", lambda said: said["source"]["kind"] == "written")
    await call(written, "POST", "/api/chat-wave", json={"type": "fear"})
    async with asyncio.timeout(20):
        while not any(json.loads(asked["messages"][1]["content"]).get("moment") in LABELS for asked in service.asked):
            await stream.next()


async def test_a_topic_that_is_none_says_so(written, service):
    """422 INVALID_TOPIC."""
    service.script.append(refuses)
    body = {"gameName": "qwrtz", "mode": "chatting"}
    assert (await call(written, "POST", "/api/generate-phrases", json=body))[1]["code"] == "INVALID_TOPIC"


async def test_the_show_says_what_was_written_and_the_status_says_who_did(written, service):
    """Nothing is asked before somebody watches."""
    await call(written, "PATCH", "/api/channel", json={"game": "Rain World", "pace": "frantic"})
    assert service.asked == []
    stream = await written.stream(token=written.token("overlay"))
    await stream.until("status", lambda said: said["source"]["kind"] == "written")
    sent = {line.partition("|")[2].split()[-1] for line in service.sent}
    await stream.until("message", lambda said: sent & {*said["content"].casefold().replace(".", "").split()})


async def test_with_every_provider_dead_the_chat_goes_on_and_the_status_says_so(start, service):
    """The packs speak; `cooling` with who rests and until when."""
    service.otherwise = FAULTS["limited_with_retry_after"]
    server = await start(providers=providers(service))
    await call(server, "PATCH", "/api/channel", json={"game": "Rain World", "pace": "frantic"})
    stream = await server.stream(token=server.token("overlay"))
    source = (await stream.until("status", lambda said: said["source"]["state"] == "cooling"))["source"]
    assert source["cooling"][0]["title"] == "Groq"
    assert source["cooling"][0]["trouble"] == "RATE"
    assert source["kind"] == "general"
    for _ in range(3):
        assert (await stream.next())["content"]


async def test_a_channel_that_has_spent_its_allowance_is_told_until_when(start, service):
    """`spent`: its providers are well, and it asks them for nothing more before the day's oldest hour is over."""
    section = providers(service)
    spent = section.model_copy(update={"writing": section.writing.model_copy(update={"channel_requests_per_day": 1})})
    server = await start(providers=spent)
    await call(server, "PATCH", "/api/channel", json={"game": "Rain World", "pace": "frantic"})
    stream = await server.stream(token=server.token("overlay"))
    while (status := await stream.next("status"))["source"]["state"] != "spent":
        pass
    source = status["source"]
    assert 23 * 3_600_000 <= source["until"] - status["now"] <= 24 * 3_600_000
    assert (source["cooling"], source["next"]) == ([], "Groq")
    assert source["kind"] == "written"
    assert len(service.asked) == 1


async def test_without_a_key_nobody_is_asked_and_nothing_is_imported(server):
    """The SDKs cost time and memory."""
    status, body, _ = await call(server, "GET", "/api/providers")
    assert status == 200
    assert {provider["state"] for provider in body["providers"]} == {"off"}
    assert (await call(server, "POST", "/api/generate-phrases", json={"gameName": "Rain World"}))[0] == 200


def test_a_start_with_keys_imports_no_sdk(data):
    """They take up to a second and 38 MiB: a thread does it, when the first line is wanted."""
    program = (
        "import sys; from pathlib import Path; from server.app import make_app;"
        "from server.config.load import load_config;"
        "make_app(load_config(environ={'GROQ_API_KEY': 'gsk_x', 'CEREBRAS_API_KEY': 'csk-x'},"
        f" overrides={{'data': Path({str(data)!r})}})[0]);"
        "print([name for name in ('groq', 'cerebras', 'openai', 'httpx', 'httpx2') if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"


async def own(server, method, path, **more):
    async with server.client.request(method, server.url + path, **more) as answer:
        return answer.status, await answer.json()


async def test_only_the_owner_gives_and_takes_keys(start, service):
    """A panel link reads the state and no more."""
    server = await start(providers=providers(service, key=None))
    for method, path in (("PUT", ""), ("DELETE", ""), ("POST", "/check")):
        status, problem, _ = await call(server, method, f"/api/providers/groq{path}", json={"key": KEY})
        assert (status, problem["code"]) == (403, "WRONG_SCOPE")
    assert service.asked == []


async def test_a_key_is_tried_kept_sealed_and_never_shown(start, service, data, caplog):
    """The last four characters at most; after a restart it is there; its file is the owner's alone."""
    caplog.set_level(logging.DEBUG)
    server = await start(providers=providers(service, key=None))
    await server.sign_in()
    status, body = await own(server, "PUT", "/api/providers/groq", json={"key": KEY})
    groq = body["providers"][0]
    assert (status, body["result"], groq["hint"], groq["source"]) == (200, "WORKS", "4242", "panel")
    assert service.headers[0]["Authorization"] == f"Bearer {KEY}"
    again = await start(providers=providers(service, key=None))
    assert (await call(again, "GET", "/api/providers"))[1]["providers"][0]["hint"] == "4242"
    assert all(KEY.encode() not in path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600
    assert KEY not in str(body)
    assert KEY not in caplog.text
    status, body = await own(server, "DELETE", "/api/providers/groq")
    assert body["providers"][0]["source"] == "none"


async def test_a_key_that_is_refused_is_not_kept(start, service):
    """The word for it is the kind of error."""
    service.otherwise = FAULTS["key_refused"]
    server = await start(providers=providers(service, key=None))
    await server.sign_in()
    _, body = await own(server, "PUT", "/api/providers/groq", json={"key": KEY})
    assert body["result"] == "AUTH"
    assert body["providers"][0]["source"] == "none"


async def test_a_key_does_not_move_to_another_address(start, service):
    """Whoever changes `base_url` doesn't get the key that was typed for the old one."""
    server = await start(providers=providers(service, key=None))
    await server.sign_in()
    await own(server, "PUT", "/api/providers/groq", json={"key": KEY})
    async with fault_server() as thief:
        again = await start(providers=providers(thief, key=None))
        assert (await call(again, "GET", "/api/providers"))[1]["providers"][0]["source"] == "none"
        assert thief.asked == []


async def test_the_owner_adds_a_server_of_their_own(start, service):
    """An address and a model; without a key, as Ollama wants it."""
    server = await start()
    await server.sign_in()
    body = {"baseUrl": f"{service.url}/v1", "model": "llama3"}
    status, answer = await own(server, "PUT", "/api/providers/compatible", json=body)
    assert (status, answer["result"]) == (200, "WORKS")
    assert service.asked[0]["model"] == "llama3"
    again = await start()
    assert (await call(again, "GET", "/api/providers"))[1]["providers"][2]["model"] == "llama3"


async def test_a_banned_line_is_gone_for_good(start, data):
    """Hand-written ones too, in every show of the channel, until it is taken back."""
    pack = data / "packs" / "en"
    pack.mkdir(parents=True)
    lines = {name: [f"{name} one", f"{name} two"] for name in ("gameplay", "reactions", "questions", "emotes")}
    (pack / "tiny.toml").write_text(
        'game = "Tiny"\n[phrases]\n' + "\n".join(f"{name} = {texts!r}" for name, texts in lines.items())
    )
    server = await start()
    await call(server, "PATCH", "/api/channel", json={"game": "Tiny", "language": "en"})
    body = {"text": "gameplay one", "language": "en"}
    assert (await call(server, "POST", "/api/phrases/ban", json=body))[0] == 200
    _, found, _ = await call(server, "GET", "/api/phrases")
    assert {line["text"] for line in found["lines"] if line.get("banned")} == {"gameplay one"}
    assert found["banned"] == ["gameplay one"]
    again = await start()
    assert (await call(again, "GET", "/api/phrases"))[1]["banned"] == ["gameplay one"]
    await call(again, "POST", "/api/phrases/unban", json=body)
    assert (await call(again, "GET", "/api/phrases"))[1]["banned"] == []


async def test_a_written_line_may_be_kept(written):
    """It then doesn't age out."""
    await call(written, "POST", "/api/generate-phrases", json={"gameName": "Rain World"})
    path = "/api/phrases?game=Rain%20World"
    line = (await call(written, "GET", path))[1]["lines"][0]
    body = {"text": line["text"], "language": "en", "game": "Rain World"}
    assert (await call(written, "POST", "/api/phrases/keep", json=body))[0] == 200
    assert (await call(written, "GET", path))[1]["lines"][0]["kept"] is True


async def test_blocked_words_and_what_is_going_on_are_settings(written, service):
    """Trimmed, capped, shown to every page; the field is in the request."""
    words = {"situation": "  fighting\nMalenia  ", "blockedWords": ["Spoiler"], "familyFriendly": False}
    status, channel, _ = await call(written, "PATCH", "/api/channel", json={"game": "Rain World", **words})
    assert status == 200
    assert channel["situation"] == "fighting Malenia"
    assert channel["blockedWords"] == ["spoiler"]
    assert channel["familyFriendly"] is False
    for bad in ({"situation": "x" * 141}, {"blockedWords": ["x"]}, {"blockedWords": ["ab"] * 101}):
        assert (await call(written, "PATCH", "/api/channel", json=bad))[0] == 400


async def test_a_line_with_a_blocked_word_is_never_said(written, service):
    """Written or not."""

    async def writes(answer: Answer) -> None:
        await answer.begin()
        await answer.text("g|the spoiler is near\n" + "".join(f"g|calm words {n} times\n" for n in range(20)))
        await answer.end()

    service.otherwise = writes
    words = {"game": "Rain World", "blockedWords": ["spoiler"], "pace": {"min": 0.5, "max": 0.5}}
    await call(written, "PATCH", "/api/channel", json=words)
    stream = await written.stream(token=written.token("overlay"))
    for _ in range(8):
        assert "spoiler" not in (await stream.next())["content"].casefold()


async def test_a_key_of_the_config_can_be_turned_off_and_on(start, service):
    """After a restart too; nothing is asked meanwhile."""
    server = await start(providers=providers(service))
    await server.sign_in()
    _, body = await own(server, "PUT", "/api/providers/groq/on", json={"on": False})
    groq = body["providers"][0]
    assert (groq["isOff"], groq["state"], groq["source"]) == (True, "off", "config")
    again = await start(providers=providers(service))
    assert (await call(again, "GET", "/api/providers"))[1]["providers"][0]["isOff"] is True
    assert (await call(again, "POST", "/api/generate-phrases", json={"gameName": "Rain World"}))[0] == 200
    assert service.asked == []
    await again.sign_in()
    _, body = await own(again, "PUT", "/api/providers/groq/on", json={"on": True})
    assert (body["providers"][0]["isOff"], body["providers"][0]["state"]) == (False, "untried")
    assert (await own(again, "PUT", "/api/providers/cerebras/on", json={"on": True}))[1]["code"] == "NO_KEY"


async def test_a_stop_waits_for_nobody_who_waits_for_a_model(start, service):
    """A call for a first line is answered with the packs', a check with the word that there was no answer."""
    service.otherwise = FAULTS["hangs_before_headers"]
    server = await start(providers=providers(service))
    await server.sign_in()
    first = asyncio.ensure_future(call(server, "POST", "/api/generate-phrases", json={"gameName": "Rain World"}))
    await asyncio.wait_for(service.until(open=1), 60)
    check = asyncio.ensure_future(own(server, "POST", "/api/providers/groq/check"))
    await asyncio.wait_for(service.until(open=2), 60)
    await server.app.shutdown()
    assert (await asyncio.wait_for(first, 60))[0] == 200
    assert (await asyncio.wait_for(check, 60))[1]["result"] == "NET"


async def test_the_first_line_of_a_new_text_is_brought_forward(written, service):
    """At the calmest pace too, where the next message would be 55 seconds away."""
    await call(written, "PATCH", "/api/channel", json={"game": "Rain World", "pace": {"min": 55, "max": 60}})
    stream = await written.stream(token=written.token("overlay"))
    await stream.next()
    await stream.until("status", lambda said: said["source"]["kind"] == "written")
    await call(written, "PATCH", "/api/channel", json={"situation": "a vulture came"})
    async with asyncio.timeout(45):
        await stream.next()
        while not any('"now": "a vulture came"' in asked["messages"][1]["content"] for asked in service.asked):
            await stream.next()  # that was the game's own first line, which was brought forward too


async def test_a_key_that_was_not_tried_is_not_called_ready(start, service):
    """Neither one from the config, nor one whose service was away when it was typed; an answer or a check proves it."""
    server = await start(providers=providers(service))
    await server.sign_in()
    told = {provider["name"]: provider for provider in (await own(server, "GET", "/api/providers"))[1]["providers"]}
    assert told["groq"]["state"] == "untried"
    assert told["cerebras"]["state"] == "off"
    service.script.append(FAULTS["unavailable"])
    _, body = await own(server, "PUT", "/api/providers/groq", json={"key": KEY})
    assert (body["result"], body["providers"][0]["state"]) == ("SERVER", "untried")
    _, body = await own(server, "POST", "/api/providers/groq/check")
    assert (body["result"], body["providers"][0]["state"]) == ("WORKS", "ready")


@pytest.mark.parametrize(("name", "trouble"), [("key_refused", "AUTH"), ("unpaid", "PAY")])
async def test_a_key_that_a_check_finds_bad_is_not_called_ready(start, service, name, trouble):
    """Only another key or money mends it: the panel says so before the next lines are asked for; once it works, too."""
    server = await start(providers=providers(service))
    await server.sign_in()
    _, body = await own(server, "POST", "/api/providers/groq/check")
    assert (body["result"], body["providers"][0]["state"]) == ("WORKS", "ready")
    service.script.append(FAULTS[name])
    _, body = await own(server, "POST", "/api/providers/groq/check")
    told = body["providers"][0]
    assert (body["result"], told["state"], told["trouble"]) == (trouble, "cooling", trouble)
    _, body = await own(server, "POST", "/api/providers/groq/check")
    assert (body["result"], body["providers"][0]["state"]) == ("WORKS", "ready")


async def test_the_panel_is_told_what_a_service_costs_and_how_many_lines_were_usable(written, service):
    """From the provider's own file, with its month; a server of one's own has no page for keys."""

    async def half(answer: Answer) -> None:
        await answer.begin()
        await answer.write(answer.lines(6))
        await answer.text("z|no such letter\n" * 6)
        await answer.end()

    service.script.append(half)
    await written.sign_in()
    await call(written, "POST", "/api/generate-phrases", json={"gameName": "Rain World"})
    told = {provider["name"]: provider for provider in (await own(written, "GET", "/api/providers"))[1]["providers"]}
    assert (told["groq"]["cost"], told["cerebras"]["cost"], told["compatible"]["cost"]) == ("free", "credit", "own")
    assert told["groq"]["asOf"] == told["cerebras"]["asOf"] == "2026-11"
    assert told["groq"]["keysAt"].startswith("https://")
    assert told["compatible"]["keysAt"] == ""
    assert told["groq"]["limits"]["tokensPerDay"] == 200_000
    assert told["groq"]["usable"]["good"] >= 1


async def test_a_retired_model_is_told_with_what_is_asked_instead(start, service):
    """By `GET /api/providers`, after a start as after *Try*."""
    service.models = ["openai/gpt-oss-20b", "whisper"]
    server = await start(providers=providers(service))
    await server.sign_in()
    groq: dict = {}
    async with asyncio.timeout(60):
        while not groq.get("gone"):
            groq = (await own(server, "GET", "/api/providers"))[1]["providers"][0]
    assert (groq["gone"], groq["model"]) == (["openai/gpt-oss-120b"], "openai/gpt-oss-20b")
    service.models = ["openai/gpt-oss-120b", "openai/gpt-oss-20b"]
    _, body = await own(server, "POST", "/api/providers/groq/check")
    assert (body["result"], body["providers"][0]["gone"]) == ("WORKS", [])
    assert body["providers"][0]["model"] == "openai/gpt-oss-120b"


async def test_a_key_is_tried_in_the_middle_of_an_answer(start, service):
    """The answer goes on to its end, by the same connection; the check is a request of its own."""
    go_on, sent = asyncio.Event(), set()

    async def waits(answer: Answer) -> None:
        await answer.begin()
        lines = answer.lines()
        sent.update(line.partition("|")[2] for line in lines)
        await answer.write(lines[:3])
        await go_on.wait()
        await answer.write(lines[3:])
        await answer.end()

    service.script.append(waits)
    server = await start(providers=providers(service))
    await server.sign_in()
    first = asyncio.ensure_future(call(server, "POST", "/api/generate-phrases", json={"gameName": "Rain World"}))
    await asyncio.wait_for(service.until(open=1), 60)
    _, body = await own(server, "POST", "/api/providers/groq/check")
    assert body["result"] == "WORKS"
    assert service.open == 1
    go_on.set()
    assert (await asyncio.wait_for(first, 60))[0] == 200
    await asyncio.wait_for(service.until(open=0), 60)
    kept: set[str] = set()
    async with asyncio.timeout(60):
        while not sent <= kept:
            _, found, _ = await call(server, "GET", "/api/phrases?game=Rain%20World")
            kept = {line["text"] for line in found["lines"]}
