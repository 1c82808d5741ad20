"""Protocol: what we and obs-websocket 5 say to each other, as values and as text. Pure.

OBS says Hello, we Identify, it answers Identified; then come requests with their answers, and events when they happen.
Source: docs/generated/protocol.md in obs-websocket; the answers of OBS 29 agree with it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from server.obs.errors import NoBrowser, ObsError, ObsUnreachable, RequestRefusedError, TooOld, WrongPassword
from server.text.bounded import load_json

RPC_VERSION = 1
"""The version of obs-websocket's protocol that we speak, the only one there is."""
SUBPROTOCOL = "obswebsocket.json"

EVENTS = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 6
"""What we want to hear of: General, Config (scene collections), Scenes, Outputs (stream and recording)."""

LEVEL_EVENTS = 1 << 3 | 1 << 7 | 1 << 16
"""Subscribed to besides while levels are wanted: Inputs (mutes, names), SceneItems, InputVolumeMeters. The
last isn't in OBS's set "All": it measures only for who asks for it by name."""

SUCCESS, NOT_READY, NOT_FOUND, TAKEN, NO_SUCH_KIND = 100, 207, 600, 601, 605
"""Of the RequestStatus codes, those that we act on."""

OLD_QUESTION = json.dumps({"request-type": "GetVersion", "message-id": "version"})
"""obs-websocket 4 never speaks first; it answers this."""


@dataclass(frozen=True, slots=True)
class Hello:
    """OBS's first word. Without `challenge` it wants no password."""

    salt: str = ""
    challenge: str = ""


@dataclass(frozen=True, slots=True)
class Identified:
    """OBS has accepted us."""


@dataclass(frozen=True, slots=True)
class ObsEvent:
    """Something happened in OBS."""

    type: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestResponse:
    """To the request of that id."""

    id: str
    code: int
    comment: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def error(self) -> RequestRefusedError | None:
        """Why it was turned down, if it was."""
        if self.code == SUCCESS:
            return None
        return (NoBrowser if self.code == NO_SUCH_KIND else RequestRefusedError)(self.code, self.comment)


@dataclass(frozen=True, slots=True)
class Other:
    """Of no interest to us."""


ObsMessage = Hello | Identified | ObsEvent | RequestResponse | Other


def parse(text: str) -> ObsMessage:
    """What OBS said. Raises `TooOld`, and `ObsUnreachable` for what no OBS says."""
    try:
        message = load_json(text)
        if "message-id" in message or "update-type" in message:
            raise TooOld("it speaks obs-websocket 4")
        return _of(message["op"], message["d"])
    except (ValueError, LookupError, TypeError, AttributeError):
        raise ObsUnreachable("what answers there isn't OBS") from None


def _of(op: int, data: dict[str, Any]) -> ObsMessage:
    match op:
        case 0:
            asked = data.get("authentication") or {}
            return Hello(str(asked.get("salt", "")), str(asked.get("challenge", "")))
        case 2:
            return Identified()
        case 5:
            return ObsEvent(str(data["eventType"]), dict(data.get("eventData") or {}))
        case 7:
            status = data["requestStatus"]
            answer = dict(data.get("responseData") or {})
            return RequestResponse(str(data["requestId"]), int(status["code"]), str(status.get("comment", "")), answer)
    return Other()


def identify(hello: Hello, password: str) -> str:
    """Our answer to `hello`. Raises `WrongPassword` where OBS wants one and there is none."""
    data: dict[str, Any] = {"rpcVersion": RPC_VERSION, "eventSubscriptions": EVENTS}
    if hello.challenge:
        if not password:
            raise WrongPassword("it wants a password")
        data["authentication"] = _digest(_digest(password + hello.salt) + hello.challenge)
    return json.dumps({"op": 1, "d": data})


def reidentify(events: int) -> str:
    """That we want to hear of these events from now on, and of no others."""
    return json.dumps({"op": 3, "d": {"eventSubscriptions": events}})


def request(id: str, type: str, data: dict[str, Any]) -> str:
    """A request, as text."""
    return json.dumps({"op": 6, "d": {"requestType": type, "requestId": id, "requestData": data}})


def ending(close_code: int | None) -> ObsError:
    """What a close code means."""
    match close_code:
        case 4009:
            return WrongPassword("it doesn't take the password")
        case 4010:
            return TooOld("it speaks another version of obs-websocket")
    return ObsUnreachable("the connection ended")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
