"""The fault server: speaks the stream format of Groq, Cerebras and every OpenAI-compatible server, and breaks it.

What it does next is scripted: each request takes the next fault of the script, and a healthy answer once that is empty.
Its lines are numbered and all different, so that a test can tell which of them were lost.
"""

from __future__ import annotations

import asyncio
import gzip
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiohttp import web

from tests.support.fault_lines import line

PIECE = 7
"""Characters of a chunk: a line never comes in one piece."""
SECRETS = ("gsk_thisIsTheSecretKeyOfATest", "csk-thisIsTheSecretKeyOfATest")


class Broken(Exception):
    """The connection was cut on purpose."""


class Answer:
    """One request, and what is written to whoever asked."""

    def __init__(self, server: FaultServer, request: web.Request, asked: dict[str, Any]) -> None:
        self.server = server
        self.request = request
        self.asked = asked
        self.response: web.StreamResponse | None = None
        user = json.loads(asked["messages"][-1]["content"]) if asked["messages"][-1]["content"][:1] == "{" else {}
        self.wanted = int(user.get("lines", 1))
        self.letters = "".join(letter * count for letter, count in user.get("letters", {"g": 1}).items())
        self.language = "es" if "Escribes" in asked["messages"][0]["content"] else "en"

    def lines(self, count: int | None = None) -> list[str]:
        """So many lines that are well."""
        return [self.server.next_line(self.letters[n % len(self.letters)]) for n in range(count or self.wanted)]

    async def status(self, status: int, body: Any = None, **headers: str) -> web.StreamResponse:
        """An answer that is no stream."""
        if isinstance(body, str):
            return web.Response(status=status, text=body, headers=headers, content_type="text/html")
        # As the services do: the error quotes what must not be logged.
        said = body or {"error": {"message": f"bad: {self.request.headers.get('Authorization')} {self.asked}"}}
        return web.json_response(said, status=status, headers=headers)

    async def begin(self, **headers: str) -> None:
        self.response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **headers})
        await self.response.prepare(self.request)

    async def raw(self, data: bytes) -> None:
        assert self.response is not None
        await self.response.write(data)

    async def chunk(self, content: Any, *, finish: str | None = None, **more: Any) -> None:
        delta = {"content": content} if content is not None else {}
        body = {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }
        await self.raw(f"data: {json.dumps(body | more)}\n\n".encode())

    async def text(self, text: str) -> None:
        """`text`, in pieces."""
        for place in range(0, len(text), PIECE):
            await self.chunk(text[place : place + PIECE])

    async def write(self, lines: Iterable[str]) -> None:
        """Finished lines."""
        for each in lines:
            await self.text(each + "\n")
            self.server.sent.append(each)

    async def end(self, finish: str = "stop", tokens: int = 300) -> None:
        usage = {"prompt_tokens": 100, "completion_tokens": tokens - 100, "total_tokens": tokens}
        await self.chunk(None, finish=finish, usage=usage, x_groq={"id": "r", "usage": usage})
        await self.raw(b"data: [DONE]\n\n")

    def cut(self) -> None:
        """Reset the connection."""
        assert self.request.transport is not None
        self.request.transport.abort()
        raise Broken


Fault = Callable[[Answer], Awaitable[web.StreamResponse | None]]


class FaultServer:
    """Serves on a free port. `url` for groq and cerebras, `url + "/v1"` for compatible."""

    def __init__(self) -> None:
        self.script: deque[Fault] = deque()
        self.otherwise: Fault = healthy
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.sent: list[str] = []
        """Finished lines that went out, in order."""
        self.url = ""
        self.models: Any = None
        """Ids that are listed; None: there is no such page; or what plays the answer."""
        self.listed = 0
        """How often they were asked for."""
        self.open = 0
        """Requests that are being answered."""
        self.stuck = 0
        """Of these, those that say nothing of use any more: only a deadline ends them."""
        self._number = 0
        self._changed = asyncio.Event()
        self.released = asyncio.Event()

    def next_line(self, letter: str) -> str:
        self._number += 1
        return f"{letter}|{line(self._number)}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        asked = await request.json()
        self.asked.append(asked)
        self.headers.append(dict(request.headers))
        answer = Answer(self, request, asked)
        fault = self.script.popleft() if self.script else self.otherwise
        self._count(1)
        try:
            found = await fault(answer)
        except (Broken, ConnectionError):
            found = None
        finally:
            self._count(-1)
        return found or answer.response or web.Response(status=500)

    async def list(self, _: web.Request) -> web.StreamResponse:
        self.listed += 1
        if callable(self.models):
            return await self.models(self)  # type: ignore[no-any-return]
        if self.models is None:
            return web.json_response({"error": {"message": "no such page"}}, status=404)
        data = [{"id": id, "object": "model", "created": 0, "owned_by": "somebody"} for id in self.models]
        return web.json_response({"object": "list", "data": data})

    async def until(self, open: int) -> None:
        """Wait until so many requests are being answered."""
        while self.open != open:
            self._changed.clear()
            await self._changed.wait()

    def _count(self, change: int) -> None:
        self.open += change
        self._changed.set()

    async def hang(self) -> None:
        """Say nothing until the test is over."""
        with self.sticking():
            await self.released.wait()

    @contextmanager
    def sticking(self) -> Iterator[None]:
        """What is said within is of no use."""
        self.stuck += 1
        try:
            yield
        finally:
            self.stuck -= 1


async def healthy(answer: Answer) -> None:
    """All the lines, whole."""
    await answer.begin()
    await answer.write(answer.lines())
    await answer.end()


@asynccontextmanager
async def fault_server() -> AsyncIterator[FaultServer]:
    """A server that runs."""
    server = FaultServer()
    app = web.Application()
    for path in ("/openai/v1/chat/completions", "/v1/chat/completions"):
        app.router.add_post(path, server.answer)
        app.router.add_get(path.replace("chat/completions", "models"), server.list)
    runner = web.AppRunner(
        app, access_log=None, handler_cancellation=True, keepalive_timeout=10**6, shutdown_timeout=0.2
    )
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        server.released.set()
        await runner.cleanup()


def bomb() -> bytes:
    """20 KB of gzip that hold 20 MB."""
    return gzip.compress(b"data: " + b"x" * 20_000_000)
