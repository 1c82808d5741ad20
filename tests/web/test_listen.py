"""The hearing page and its socket: who gets in, what is heard, and what becomes of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import pytest

from server.services.wav import LARGEST_BYTES
from server.text.words import likeness
from server.web.app_keys import SERVICES
from tests.support.server import Server
from tests.support.stream import Stream
from tests.support.transcription_server import transcription_server, wav

WITHIN_S = 30.0


class Page:
    """A hearing page's end of the socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def told(self, kind: str, **having: Any) -> dict[str, Any]:
        """The next message of that type, with these values."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                message = await self.socket.receive()
                assert message.type is aiohttp.WSMsgType.TEXT, message
                found: dict[str, Any] = json.loads(message.data)
                if found["type"] == kind and having.items() <= found.items():
                    return found

    async def hears(self, **having: Any) -> dict[str, Any]:
        await self.socket.send_json({"type": "state", "mic": True, "engine": "service"})
        return await self.told("setup", **having)


@asynccontextmanager
async def hearing_page(server: Server, token: str | None = None, **headers: str) -> AsyncIterator[Page]:
    """One that is open."""
    query = {"token": server.token("listen") if token is None else token}
    async with server.client.ws_connect(f"{server.url}/api/listen", params=query, headers=headers) as socket:
        yield Page(socket)


async def asked_until(page: Page, stream: Stream, is_answer: Callable[[Any], bool]) -> None:
    """Ask until an answer is on the overlay: which one somebody gives, and how they type it, is up to chance."""
    for turn in range(8):
        with suppress(TimeoutError):
            await stream.until("message", is_answer, within=8.0)
            return
        if turn < 7:
            await page.socket.send_bytes(wav())
    raise AssertionError("nobody answered")


async def switch_on(server: Server, **more: Any) -> None:
    await server.sign_in()
    async with server.client.patch(f"{server.url}/api/senses", json={"words": True, **more}) as answer:
        assert answer.status == 200


async def test_who_may_open_the_page(server):
    """The owner and a listen link; with its own policy, which lets in the microphone; no other page has it."""
    for token, status in (("listen", 200), ("overlay", 401), ("panel", 401), ("trigger", 401)):
        async with server.client.get(f"{server.url}/listen", params={"token": server.token(token)}) as answer:
            assert answer.status == status
            assert "microphone=(self)" in answer.headers["Permissions-Policy"]
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    await server.sign_in()
    async with server.client.get(f"{server.url}/listen") as answer:
        assert answer.status == 200
    for path in ("/", "/panel", "/overlay", "/chat", "/remote", "/highlight"):
        async with server.client.get(f"{server.url}{path}") as answer:
            assert "microphone=()" in answer.headers["Permissions-Policy"]


async def test_the_link_is_the_owners(server):
    """A panel link gets none, and a listen link opens nothing else."""
    link = f"{server.url}/api/links/listen"
    async with server.client.get(link, headers=server.bearer("panel")) as answer:
        assert answer.status == 403
    for method, path in (("GET", "/api/channel"), ("POST", "/api/channel/pause"), ("GET", "/api/senses")):
        async with server.client.request(method, server.url + path, headers=server.bearer("listen")) as answer:
            assert answer.status == 403
    await server.sign_in()
    async with server.client.get(link) as answer:
        assert "/listen?token=" in (await answer.json())["url"]


@pytest.mark.parametrize("scope", ["overlay", "panel", "trigger", None])
async def test_no_other_link_delivers_words(server, scope):
    """It is told why, and that is all."""
    async with hearing_page(server, server.token(scope) if scope else "none") as page:
        assert (await page.told("gone"))["reason"] == "dead-link"
        assert (await page.socket.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)


async def test_another_sites_page_is_refused(server):
    """A WebSocket begins as a GET that no browser holds to the same-origin policy."""
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        async with hearing_page(server, Origin="https://example.org"):
            pass
    assert refused.value.status == 403


async def test_a_spoken_question_is_answered_on_the_overlay(start):
    """A recording goes to the service with the names of the game, its words to the crowd; the panel's light is on."""
    async with transcription_server() as service:
        server = await start(transcription={"base_url": service.url, "model": "m", "api_key": "k", "title": "Mine"})
        await switch_on(server)
        async with server.client.patch(f"{server.url}/api/channel", json={"language": "en", "pace": "calm"}) as answer:
            assert answer.status == 200
        stream = await server.stream(token=server.token("overlay"))
        async with hearing_page(server) as page:
            setup = await page.hears(watched=True)
            assert setup["on"]
            assert setup["listens"]
            assert setup["service"] == {"title": "Mine", "isLocal": True}
            await page.socket.send_bytes(wav(2.0))
            assert (await page.told("heard"))["text"] == "Chat, what do you think?"
            async with server.client.get(f"{server.url}/api/senses") as answer:
                words = (await answer.json())["words"]
            assert (words["works"], words["state"], words["engine"]) == (True, "listening", "service")
            asked = service.asked[0]
            assert asked["file"] == wav(2.0)
            assert asked["model"] == "m"
            assert asked["language"] == "en"
            assert asked["key"] == "Bearer k"
            assert asked["prompt"]
            questions = server.app[SERVICES].library.typed("en").questions
            answers = {likeness(line.source) for line in questions.answers["open"] if "[" not in line.source}
            await asked_until(page, stream, lambda message: likeness(message["content"]) in answers)


async def test_a_page_that_is_not_wanted_is_not_heard(start):
    """Switched off, unwatched, or another tab is newer: what it sends comes to nothing, and no service is asked."""
    async with transcription_server() as service:
        server = await start(transcription={"base_url": service.url})
        async with hearing_page(server) as page:
            assert not (await page.hears())["on"]
            await page.socket.send_bytes(wav())
            await switch_on(server)
            assert not (await page.told("setup", on=True))["watched"]
            await page.socket.send_bytes(wav())
            await server.stream(token=server.token("overlay"))
            await page.told("setup", watched=True)
            async with hearing_page(server) as newer:
                assert (await newer.hears(watched=True))["listens"]
                await page.told("setup", listens=False)
                await page.socket.send_bytes(wav())
                await newer.socket.send_bytes(wav())
                await newer.told("heard")
            await page.told("setup", listens=True)
            await page.socket.send_bytes(wav())
            await page.told("heard")
            assert len(service.asked) == 2


async def test_words_of_the_browser_need_no_service(server):
    """They go the same way; a text that was never said is none."""
    await switch_on(server)
    await server.stream(token=server.token("overlay"))
    async with hearing_page(server) as page:
        await page.hears(watched=True)
        for text, heard in (("hello everyone", "hello everyone"), ("Subtitles by the Amara.org community", "")):
            await page.socket.send_json({"type": "said", "text": text})
            assert (await page.told("heard"))["text"] == heard


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("429", "RATE"),
        ("401", "AUTH"),
        ("413", "REQUEST"),
        ("500", "SERVER"),
        ("garbage", "PROTOCOL"),
        ("no-text", "PROTOCOL"),
        ("huge", "PROTOCOL"),
        ("gone", "NET"),
    ],
)
async def test_a_service_that_fails_leaves_the_chat_alone(start, fault, trouble, caplog):
    """The page says so, and nothing of what was said or answered stands in the log."""
    async with transcription_server() as service:
        service.fault = fault
        server = await start(transcription={"base_url": service.url, "api_key": "sk-secret-key"})
        await switch_on(server)
        await server.stream(token=server.token("overlay"))
        async with hearing_page(server) as page:
            await page.hears(watched=True)
            await page.socket.send_bytes(wav())
            assert (await page.told("trouble"))["trouble"] == trouble
        assert "secret" not in caplog.text


async def test_a_service_that_hangs_is_left_by_the_end(start):
    """The newest phrase waits meanwhile, and the server stops without waiting for it."""
    async with transcription_server() as service:
        service.fault = "hang"
        server = await start(transcription={"base_url": service.url})
        await switch_on(server)
        await server.stream(token=server.token("overlay"))
        async with hearing_page(server) as page:
            await page.hears(watched=True)
            for _ in range(5):
                await page.socket.send_bytes(wav())
            await page.told("asking")
            hearing = server.app[SERVICES].hearing
            assert len(service.asked) <= 1
            await hearing.close()


async def test_what_silence_is_taken_for_reaches_nobody(start):
    """And a server that knows only the plain form of an answer is asked in that one."""
    async with transcription_server() as service:
        service.fault = "invented"
        server = await start(transcription={"base_url": service.url})
        await switch_on(server)
        await server.stream(token=server.token("overlay"))
        async with hearing_page(server) as page:
            await page.hears(watched=True)
            await page.socket.send_bytes(wav())
            assert (await page.told("heard"))["text"] == ""
            assert server.app[SERVICES].hearing.said() == []
            service.fault = "no-verbose"
            await page.socket.send_bytes(wav())
            assert (await page.told("heard"))["text"] == service.says
            assert service.asked[-1]["response_format"] == "json"


async def test_the_pace_of_the_service_is_kept(start):
    """What is more is not sent, and the page says how long that lasts."""
    async with transcription_server() as service:
        server = await start(transcription={"base_url": service.url, "requests_per_minute": 1})
        await switch_on(server)
        await server.stream(token=server.token("overlay"))
        async with hearing_page(server) as page:
            await page.hears(watched=True)
            await page.socket.send_bytes(wav())
            await page.told("heard")
            await page.socket.send_bytes(wav())
            told = await page.told("trouble", trouble="RATE")
            assert 1 <= told["againInS"] <= 60
            assert len(service.asked) == 1


@pytest.mark.parametrize(
    "sent",
    [b"\0" * (LARGEST_BYTES + 1), "x" * (LARGEST_BYTES + 1), "{", '{"type":"said"}', '{"type":"said","text":5}', "[]"],
    ids=["large", "large text", "cut", "no text", "number", "list"],
)
async def test_what_no_page_sends_ends_the_socket(server, sent):
    """A body has its limit there too."""
    async with hearing_page(server) as page:
        await page.told("setup")
        await (page.socket.send_bytes(sent) if isinstance(sent, bytes) else page.socket.send_str(sent))
        async with asyncio.timeout(WITHIN_S):
            while (await page.socket.receive()).type is aiohttp.WSMsgType.TEXT:
                pass
        assert page.socket.closed


async def test_the_socket_ends_with_its_link(server):
    """A new link, and the page that the old one opened is told so; the newest of too many stays."""
    await server.sign_in()
    async with hearing_page(server) as page:
        await page.told("setup")
        async with server.client.post(f"{server.url}/api/links/listen/rotate") as answer:
            assert answer.status == 200
        assert (await page.told("gone"))["reason"] == "dead-link"


async def test_nothing_that_was_said_is_kept(start, data, caplog):
    """Not in the data folder, the logs, an export or the metrics, after it was heard, answered and saved."""
    async with transcription_server() as service:
        service.says = "Chat, should I buy the xylophone or the zeppelin?"
        caplog.set_level("DEBUG")
        server = await start(transcription={"base_url": service.url}, health={"metrics": True}, log="debug")
        await switch_on(server)
        stream = await server.stream(token=server.token("overlay"))
        async with hearing_page(server) as page:
            await page.hears(watched=True)
            await page.socket.send_bytes(wav())
            await page.told("heard")
            words = ("xylophone", "zeppelin")
            await asked_until(
                page, stream, lambda message: any(word in message["content"].casefold() for word in words)
            )
        texts = [caplog.text]
        for path in ("/api/export", "/metrics", "/api/senses"):
            async with server.client.get(server.url + path) as answer:
                texts.append(await answer.text())
        stream.close()
        await server.app[SERVICES].channels.close()
        kept = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
        for word in ("xylophone", "zeppelin"):
            assert not any(word in text for text in texts)
            assert not any(word.encode() in content for content in kept)
        assert not any(wav()[44:400] in content for content in kept)
