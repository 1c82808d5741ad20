"""What `make fuzz` knows besides the API's description: a good call of each operation, and what it needs first.

A description says what a name looks like, and not which names there are. So each operation is told here with values
that are taken, for one good call and for half of the calls that are made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.web.auth import OPEN, RIGHTS
from server.web.route import Route
from server.web.routes import ROUTES
from tests.emotes.images import png
from tests.support.fault_server import SECRETS

OBS_PASSWORD = "open sesame"
PNG = png()
GAME, LOOK, PRESET, LINE = "Elden Ring", "cozy", "duel", "what a save by the wall"


@dataclass(frozen=True)
class Call:
    """A call that is accepted by a server that plays and has just had the calls it `needs`."""

    parts: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[tuple[str, str, Any], ...] = ()
    """Method, path and body; made with the owner's cookie before each call of the operation."""
    also: tuple[int, ...] = ()
    """Good answers where this machine hasn't got what the operation is about."""


_ADD_GAME = ("POST", "/api/generate-phrases", {"gameName": GAME})
_SAVE_LOOK = ("PUT", f"/api/looks/{LOOK}", {"theme": "kick"})
_FORGET_LOOK = ("DELETE", f"/api/looks/{LOOK}", None)
_SAVE_PRESET = ("PUT", f"/api/presets/{PRESET}", None)
_SHOW = (("POST", "/api/channel/show", None), ("POST", "/api/channel/start", None))
_PLAY = ("POST", "/api/scripts/first-stream/play", None)
_KEY = ("PUT", "/api/providers/groq", {"key": SECRETS[0]})
_OBS = ("PUT", "/api/obs/connection", {"password": OBS_PASSWORD})
_THE_LINE = {"text": LINE, "language": "en"}

CALLS: Mapping[str, Call] = {
    "POST /api/emotes": Call(body=PNG, query={"name": "sfWave"}),
    "PUT /api/emotes/sets": Call(body={"seventv": False, "twitchId": "1234"}),
    "DELETE /api/emotes/{code}": Call({"code": "sfWave"}, needs=(("POST", "/api/emotes?name=sfWave", PNG),)),
    "PATCH /api/channel": Call(body={"pace": "lively", "theme": "bubbles", "situation": "a duel in the rain"}),
    "POST /api/generate-phrases": Call(body={"gameName": GAME}),
    "PATCH /api/games/{name}": Call({"name": GAME}, {"genre": "versus"}, needs=(_ADD_GAME,)),
    "DELETE /api/games/{name}": Call({"name": GAME}, needs=(_ADD_GAME,)),
    "POST /api/highlight": Call(body={"id": None}),
    "POST /api/chat-wave": Call(body={"type": "hype"}, needs=_SHOW),
    "GET /api/trigger/{moment}": Call({"moment": "hide"}, query={"format": "json"}),
    "POST /api/trigger/{moment}": Call({"moment": "pause"}, query={"intensity": "2"}),
    "POST /api/scripts/{key}/play": Call({"key": "first-stream"}, needs=_SHOW),
    "POST /api/script/{act}": Call({"act": "pause"}, needs=(*_SHOW, _PLAY)),
    "PUT /api/presets/{name}": Call({"name": PRESET}),
    "POST /api/presets/{name}/recall": Call({"name": PRESET}, needs=(_SAVE_PRESET,)),
    "DELETE /api/presets/{name}": Call({"name": PRESET}, needs=(_SAVE_PRESET,)),
    "POST /api/import": Call(body={"seatfiller": 1, "channel": {"pace": "calm"}}),
    "PUT /api/mine": Call(body={"share": 0.5, "lines": [LINE], "names": ["pixel_ana"], "people": []}),
    "POST /api/mine": Call(body={"text": f"{LINE}\nanother of mine", "format": "txt", "replace": True}),
    "PUT /api/looks/{name}": Call({"name": LOOK}, {"theme": "kick"}, needs=(_FORGET_LOOK,)),
    "POST /api/looks/{name}": Call({"name": LOOK}, {"name": LOOK.upper()}, needs=(_SAVE_LOOK,)),
    "DELETE /api/looks/{name}": Call({"name": LOOK}, needs=(_SAVE_LOOK,)),
    "GET /api/phrases": Call(query={"language": "es", "mode": "chatting"}),
    "POST /api/phrases/ban": Call(body=_THE_LINE),
    "POST /api/phrases/unban": Call(body=_THE_LINE),
    "POST /api/phrases/throw": Call(body=_THE_LINE),
    "POST /api/phrases/take-back": Call(body=_THE_LINE),
    "POST /api/phrases/keep": Call(body=_THE_LINE),
    "PUT /api/providers/{name}": Call({"name": "groq"}, {"key": SECRETS[0]}),
    "DELETE /api/providers/{name}": Call({"name": "groq"}),
    "POST /api/providers/{name}/check": Call({"name": "groq"}, needs=(_KEY,)),
    "PUT /api/providers/{name}/on": Call({"name": "groq"}, {"on": True}, needs=(_KEY,)),
    "GET /api/links/{scope}": Call({"scope": "overlay"}),
    "POST /api/links/{scope}/rotate": Call({"scope": "overlay"}),
    "PUT /api/lan": Call(body={"on": False}, also=(409,)),  # no network
    "GET /api/senses/picture": Call(also=(404,)),  # nothing was read
    "GET /api/lan/links/{page}": Call({"page": "overlay"}),
    "PATCH /api/senses": Call(body={"levels": True, "mic": "Mic/Aux", "lineDb": -40.0}),
    "POST /api/senses/meter": Call(body={"page": "p1"}),
    "POST /api/obs": Call(body={"page": "p1", "obs": "o1", "scene": "Game", "streaming": False}),
    "PUT /api/obs/connection": Call(body={"password": OBS_PASSWORD}),
    "GET /api/obs/scenes": Call(needs=(_OBS,)),
    "POST /api/obs/source": Call(needs=(_OBS,)),
}
"""Operations that aren't here need nothing but to be called."""

SOCKETS = frozenset({"GET /api/chat-socket", "GET /api/listen"})
ENDLESS = SOCKETS | {"GET /api/chat-stream"}
"""They answer for as long as somebody listens, so they are opened by hand and left again."""
ENDS_ITSELF = ("POST /api/sign-out", "POST /api/sign-out-everywhere")
"""The owner's cookie dies of each: they come last."""
NEVER_FREE: Mapping[str, Mapping[str, Any]] = {
    "PUT /api/lan": {"on": {"const": False}},
    "PUT /api/providers/{name}": {"baseUrl": {"type": "null"}},
}
"""Fields that would reach beyond this machine, and what they are held to."""


def operations() -> dict[str, Route]:
    """Every call of the API, by the name that it has here."""
    return {
        f"{row.method} {row.template}": row
        for row in ROUTES
        if row.path.startswith("/api/") and row.method in ("GET", "POST", "PUT", "PATCH", "DELETE")
    }


def may(row: Route, scope: str) -> bool:
    """Whether that credential opens the call."""
    return row.right == OPEN or scope in RIGHTS[row.right]
