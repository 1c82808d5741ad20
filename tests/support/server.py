"""A server that a test runs and calls."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import ClientSession, web

from server.model.channel import MAIN
from server.services.link_tokens import Scope
from server.services.sign_in import new_code
from server.web.app_keys import SERVICES
from server.web.connections import Connections
from tests.support.stream import Stream


@dataclass
class Server:
    """A server that runs, and a client that calls it."""

    app: web.Application
    url: str
    client: ClientSession
    connections: Connections
    streams: list[Stream] = field(default_factory=list)

    def token(self, scope: Scope) -> str:
        return self.app[SERVICES].signer.sign(self.app[SERVICES].channels.link(MAIN, scope))

    def bearer(self, scope: Scope) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(scope)}"}

    async def code(self) -> str:
        return await new_code(self.app[SERVICES].store)

    async def sign_in(self) -> None:
        async with self.client.post(f"{self.url}/sign-in", data={"code": await self.code()}) as answer:
            assert answer.status == 200

    async def stream(self, **query: str) -> Stream:
        stream = Stream(await self.client.get(f"{self.url}/api/chat-stream", params=query))
        self.streams.append(stream)
        return stream
