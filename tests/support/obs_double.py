"""A stand-in for obs-websocket 5 over a little OBS, written from the protocol's documentation.

It shares no code with the client. What Debian's OBS can't do (browser sources), it does; and it misbehaves when told.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.obs.little_obs import LittleOBS, Refusal

SALT, CHALLENGE = "c2FsdA==", "Y2hhbGxlbmdl"


class StandIn:
    """obs-websocket's server. `port` is known once it listens, and kept."""

    def __init__(self) -> None:
        self.obs = LittleOBS()
        self.password = "open sesame"
        self.wants_password = True
        self.speaks: str = "5"
        """Or "4", or "nothing"."""
        self.not_ready = 0
        """So many requests are told to wait."""
        self.mute: set[str] = set()
        """Requests that get no answer, and aren't done."""
        self.asked: list[str] = []
        """The requests' names, answered or not."""
        self.log: list[str] = []
        """The names of those that got one."""
        self.identified = self.refused = 0
        self.port = 0
        self._sockets: dict[web.WebSocketResponse, web.Request] = {}
        self._subscriptions: dict[web.WebSocketResponse, int] = {}
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/", self._talk)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """OBS is closed."""
        if self._runner is not None:
            await self.hang_up(1001)
            await self._runner.cleanup()
            self._runner = None

    async def hang_up(self, code: int) -> None:
        """The connections end; OBS goes on."""
        for socket in list(self._sockets):
            await socket.close(code=code)

    def cut(self) -> None:
        """The connections break without a goodbye."""
        for request in self._sockets.values():
            assert request.transport is not None
            request.transport.abort()

    async def switch_to(self, scene: str) -> None:
        self.obs.scene = scene
        await self._tell("CurrentProgramSceneChanged", 1 << 2, sceneName=scene)

    async def stream(self, *, on: bool) -> None:
        """As OBS does: first it is about to, then it has."""
        doing, done = ("STARTING", "STARTED") if on else ("STOPPING", "STOPPED")
        state = "OBS_WEBSOCKET_OUTPUT_"
        await self._tell("StreamStateChanged", 1 << 6, outputActive=False, outputState=state + doing)
        self.obs.streaming = on
        await self._tell("StreamStateChanged", 1 << 6, outputActive=on, outputState=state + done)

    async def switch_collection(self) -> None:
        await self._tell("CurrentSceneCollectionChanged", 1 << 1, sceneCollectionName="Other")

    @property
    def is_metered(self) -> bool:
        """Whether anybody has OBS measure levels."""
        return any(wanted & 1 << 16 for wanted in self._subscriptions.values())

    async def level(self, **inputs: Any) -> None:
        """One message of the meters: each input's magnitude, or its channels as they stand. A muted input's magnitude
        and peak are 0, its third number goes on."""
        sent = []
        for name, level in inputs.items():
            known = self.obs.inputs.get(name)
            heard = 0.0 if known is not None and known.muted else level
            channels = level if isinstance(level, list) else [[heard, heard, level]] * 2
            sent.append({"inputName": name, "inputLevelsMul": channels})
        await self._tell("InputVolumeMeters", 1 << 16, inputs=sent)

    async def set_muted(self, name: str, *, muted: bool) -> None:
        self.obs.inputs[name].muted = muted
        await self._tell("InputMuteStateChanged", 1 << 3, inputName=name, inputMuted=muted)

    async def rename(self, before: str, after: str) -> None:
        self.obs.rename(before, after)
        await self._tell("InputNameChanged", 1 << 3, oldInputName=before, inputName=after)

    async def show_item(self, scene: str, source: str, *, shown: bool) -> None:
        item = self.obs.items(scene)[source]
        item.enabled = shown
        told = {"sceneName": scene, "sceneItemId": item.id, "sceneItemEnabled": shown}
        await self._tell("SceneItemEnableStateChanged", 1 << 7, **told)

    async def say(self, text: str) -> None:
        """Anything at all."""
        for socket in self._sockets:
            await socket.send_str(text)

    async def _tell(self, type: str, intent: int, **data: Any) -> None:
        event = {"op": 5, "d": {"eventType": type, "eventIntent": intent, "eventData": data}}
        for socket in self._sockets:
            if self._subscriptions.get(socket, 0) & intent:
                await socket.send_json(event)

    async def _talk(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("obswebsocket.json",))
        await socket.prepare(request)
        self._sockets[socket] = request
        try:
            if self.speaks == "4":
                await self._talk_as_4(socket)
            elif self.speaks == "5":
                await self._talk_as_5(socket)
            else:
                async for _ in socket:
                    pass
        finally:
            del self._sockets[socket]
            self._subscriptions.pop(socket, None)
        return socket

    async def _talk_as_4(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            asked = json.loads(message.data)
            said = {"message-id": asked["message-id"], "status": "ok", "obs-websocket-version": "4.9.1"}
            await socket.send_json(said)

    async def _talk_as_5(self, socket: web.WebSocketResponse) -> None:
        hello: dict[str, Any] = {"obsWebSocketVersion": "5.1.0", "rpcVersion": 1}
        if self.wants_password:
            hello["authentication"] = {"challenge": CHALLENGE, "salt": SALT}
        await socket.send_json({"op": 0, "d": hello})
        message = await socket.receive()
        if message.type is not WSMsgType.TEXT:
            return
        said = json.loads(message.data)
        assert said["op"] == 1
        if self.wants_password and said["d"].get("authentication") != self._expected():
            self.refused += 1
            await socket.close(code=4009, message=b"Authentication failed.")
            return
        self._subscriptions[socket] = said["d"].get("eventSubscriptions", 2047)
        self.identified += 1
        await socket.send_json({"op": 2, "d": {"negotiatedRpcVersion": 1}})
        async for message in socket:
            whole = json.loads(message.data)
            asked = whole["d"]
            if whole["op"] == 3:
                self._subscriptions[socket] = asked["eventSubscriptions"]
                await socket.send_json({"op": 2, "d": {"negotiatedRpcVersion": 1}})
                continue
            self.asked.append(asked["requestType"])
            if asked["requestType"] not in self.mute:
                await socket.send_json({"op": 7, "d": self._answer(asked)})

    def _expected(self) -> str:
        secret = base64.b64encode(hashlib.sha256((self.password + SALT).encode()).digest())
        return base64.b64encode(hashlib.sha256(secret + CHALLENGE.encode()).digest()).decode()

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        type = asked["requestType"]
        self.log.append(type)
        answer = {"requestType": type, "requestId": asked["requestId"]}
        try:
            if self.not_ready:
                self.not_ready -= 1
                raise Refusal(207, "OBS is not ready to perform the request.")
            found = self.obs.request(type, asked.get("requestData") or {})
        except Refusal as refusal:
            status = {"result": False, "code": refusal.code, "comment": refusal.comment}
            return answer | {"requestStatus": status}
        done = answer | {"requestStatus": {"result": True, "code": 100}}
        return done | ({"responseData": found} if found is not None else {})


async def until(condition: Callable[[], object], patience_s: float = 60) -> None:
    """Until a condition holds. How long it takes is nobody's business."""
    async with asyncio.timeout(patience_s):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
