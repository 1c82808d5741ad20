"""Client: one connection to OBS, from the handshake to its end."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType

from server.obs import protocol
from server.obs.errors import ObsError, ObsUnreachable
from server.obs.protocol import Hello, Identified, ObsEvent, RequestResponse

HELLO_S = 4.0
"""OBS says Hello as soon as the socket is open; what is silent for so long is older than that, or isn't OBS."""
CLOSE_S = 1.0
"""For OBS to answer that the connection is closed."""
ANSWER_S = 6.0
"""An OBS whose window is busy (a dialogue, a scene collection that loads) takes its time."""
PING_S = 20.0
"""An OBS on another machine that was switched off says no goodbye."""
NOT_READY_S = 0.5
"""Until a request is sent again that OBS wasn't ready for."""
MOST_EVENTS = 200
"""Events that wait to be acted on."""
SCENE = "CurrentProgramSceneChanged"
WANTED = frozenset({SCENE, "StreamStateChanged", "RecordStateChanged", "CurrentSceneCollectionChanged"})
"""Events that are acted on; the others aren't kept."""
AT_ONCE = frozenset(
    {
        *("InputVolumeMeters", "InputMuteStateChanged", "InputNameChanged", "InputCreated", "InputRemoved"),
        *("SceneItemEnableStateChanged", "SceneItemCreated", "SceneItemRemoved", "SceneItemListReindexed"),
        *(SCENE, "CurrentSceneCollectionChanged", "SceneNameChanged"),
    }
)
"""Events that `heard` is told of as they come."""
LARGEST_BYTES = 4 * 1024 * 1024
"""Largest message of OBS that is read."""


class Client:
    """A connection that OBS has accepted."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._waiting: dict[str, asyncio.Future[RequestResponse]] = {}
        self._asked = 0
        self._events: deque[ObsEvent] = deque(maxlen=MOST_EVENTS)
        self._news = asyncio.Event()
        self.ended: ObsError | None = None
        self.heard: Callable[[ObsEvent], None] | None = None
        """Called with each event of `AT_ONCE`, without waiting for those before it to be acted on."""

    async def subscribe(self, events: int) -> None:
        """Hear of these events from now on. Raises `ObsError`."""
        await _say(self._socket, protocol.reidentify(events))

    async def ask(self, type: str, /, **data: Any) -> dict[str, Any]:
        """Send a request; its answer. Raises `RequestRefusedError`, or `ObsUnreachable` when none comes."""
        try:
            async with asyncio.timeout(ANSWER_S):
                while True:
                    answer = await self._answer(type, data)
                    if answer.code != protocol.NOT_READY:
                        break
                    await asyncio.sleep(NOT_READY_S)
        except TimeoutError:
            raise ObsUnreachable(f"it didn't answer {type}") from None
        if error := answer.error():
            raise error
        return answer.data

    async def event(self) -> ObsEvent:
        """The next event. Raises what ended the connection, once all that came before was taken."""
        while not self._events:
            if self.ended is not None:
                raise self.ended
            self._news.clear()
            await self._news.wait()
        return self._events.popleft()

    def _keep(self, event: ObsEvent) -> None:
        """Keep an event until it is asked for. Of scenes only the last one counts; past the bound the newest do."""
        if event.type not in WANTED:
            return
        if self._events and event.type == self._events[-1].type == SCENE:
            self._events.pop()
        self._events.append(event)
        self._news.set()

    async def _answer(self, type: str, data: dict[str, Any]) -> RequestResponse:
        if self.ended is not None:
            raise self.ended
        self._asked += 1
        id = str(self._asked)
        answer: asyncio.Future[RequestResponse] = asyncio.get_running_loop().create_future()
        self._waiting[id] = answer
        try:
            await _say(self._socket, protocol.request(id, type, data))
            return await answer
        finally:
            del self._waiting[id]

    async def read(self) -> None:
        """Hand answers to who waits for them and events to who asks, until the connection ends."""
        try:
            while True:
                message = protocol.parse(await _text(self._socket))
                if isinstance(message, ObsEvent):
                    if self.heard is not None and message.type in AT_ONCE:
                        self.heard(message)
                    self._keep(message)
                elif isinstance(message, RequestResponse):
                    waiting = self._waiting.get(message.id)
                    if waiting is not None and not waiting.done():
                        waiting.set_result(message)
        except ObsError as error:
            self.ended = error
        finally:
            self.ended = self.ended or ObsUnreachable("the connection ended")
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(self.ended)
            self._news.set()


@asynccontextmanager
async def connected(session: ClientSession, url: str, password: str) -> AsyncIterator[Client]:
    """A connection to the OBS at `url`, open inside. Raises `ObsUnreachable`, `WrongPassword`, `TooOld`."""
    socket = await _open(session, url)
    try:
        await _shake_hands(socket, password)
        client = Client(socket)
        reading = asyncio.create_task(client.read(), name="obs")
        try:
            yield client
        finally:
            reading.cancel()
            await asyncio.wait({reading})
    finally:
        await socket.close()


async def _open(session: ClientSession, url: str) -> ClientWebSocketResponse:
    try:
        async with asyncio.timeout(HELLO_S):
            return await session.ws_connect(
                url,
                protocols=(protocol.SUBPROTOCOL,),
                timeout=ClientWSTimeout(ws_close=CLOSE_S),
                heartbeat=PING_S,
                max_msg_size=LARGEST_BYTES,
            )
    except (ClientError, OSError, ValueError) as error:  # a TimeoutError is an OSError
        raise ObsUnreachable(str(error) or "it doesn't answer") from None


async def _shake_hands(socket: ClientWebSocketResponse, password: str) -> None:
    try:
        async with asyncio.timeout(HELLO_S):
            hello = protocol.parse(await _text(socket))
    except TimeoutError:
        await _say(socket, protocol.OLD_QUESTION)
        hello = await _soon(socket)
    if not isinstance(hello, Hello):
        raise ObsUnreachable("what answers there isn't OBS")
    await _say(socket, protocol.identify(hello, password))
    while not isinstance(await _soon(socket), Identified):
        pass


async def _soon(socket: ClientWebSocketResponse) -> protocol.ObsMessage:
    try:
        async with asyncio.timeout(HELLO_S):
            return protocol.parse(await _text(socket))
    except TimeoutError:
        raise ObsUnreachable("what answers there isn't OBS") from None


async def _say(socket: ClientWebSocketResponse, text: str) -> None:
    try:
        await socket.send_str(text)
    except (ClientError, ConnectionError):
        raise protocol.ending(socket.close_code) from None


async def _text(socket: ClientWebSocketResponse) -> str:
    message = await socket.receive()
    if message.type is WSMsgType.TEXT:
        return str(message.data)
    raise protocol.ending(socket.close_code)
