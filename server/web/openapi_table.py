"""What the API's description can't read off the routes: bodies, queries, and answers that aren't JSON.

A test compares it with the router, and with what the handlers read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from server.emotes.enabled_sets import EnabledSets
from server.model.channel import ChannelPatch
from server.model.look import Look
from server.web.handlers.games import GameBody, GenerateBody
from server.web.handlers.highlight import HighlightBody
from server.web.handlers.lan import LanBody
from server.web.handlers.looks import RenameBody
from server.web.handlers.moments import WaveBody
from server.web.handlers.obs import ObsBody
from server.web.handlers.obs_connection import ConnectionBody
from server.web.handlers.own_content import MineBody, MineFile
from server.web.handlers.phrases import LineBody
from server.web.handlers.providers import AccountBody, TurnBody

Route = tuple[str, str]

BODIES: dict[Route, type[BaseModel]] = {
    ("POST", "/api/generate-phrases"): GenerateBody,
    ("PATCH", "/api/games/{name}"): GameBody,
    ("POST", "/api/phrases/throw"): LineBody,
    ("POST", "/api/phrases/take-back"): LineBody,
    ("POST", "/api/phrases/keep"): LineBody,
    ("PUT", "/api/providers/{name}"): AccountBody,
    ("PUT", "/api/providers/{name}/on"): TurnBody,
    ("PATCH", "/api/channel"): ChannelPatch,
    ("POST", "/api/chat-wave"): WaveBody,
    ("PUT", "/api/looks/{name}"): Look,
    ("POST", "/api/looks/{name}"): RenameBody,
    ("POST", "/api/highlight"): HighlightBody,
    ("POST", "/api/obs"): ObsBody,
    ("PUT", "/api/obs/connection"): ConnectionBody,
    ("PUT", "/api/emotes/sets"): EnabledSets,
    ("PUT", "/api/mine"): MineBody,
    ("POST", "/api/mine"): MineFile,
    ("PUT", "/api/lan"): LanBody,
}

_BYTES: dict[str, Any] = {"type": "string", "format": "binary"}
FILES: dict[Route, Mapping[str, Any]] = {
    ("POST", "/api/emotes"): {"application/octet-stream": _BYTES},
    ("POST", "/api/import"): {"application/json": {"type": "object", "description": "What GET /api/export gave."}},
}
"""Bodies without a model of their own: a picture, a whole backup."""

NO_BODY = frozenset(
    {
        ("POST", "/api/sign-out"),
        ("POST", "/api/sign-out-everywhere"),
        ("POST", "/api/channel/start"),
        ("POST", "/api/channel/pause"),
        ("POST", "/api/channel/clear"),
        ("POST", "/api/channel/panic"),
        ("POST", "/api/channel/show"),
        ("POST", "/api/channel/off-air"),
        ("POST", "/api/trigger/{moment}"),
        ("POST", "/api/scripts/{key}/play"),
        ("POST", "/api/script/{act}"),
        ("PUT", "/api/presets/{name}"),
        ("POST", "/api/presets/{name}/recall"),
        ("POST", "/api/providers/{name}/check"),
        ("POST", "/api/links/{scope}/rotate"),
        ("POST", "/api/obs/source"),
    }
)
"""Calls that say all in their address."""

_TEXT: dict[str, Any] = {"type": "string"}
_STREAM = {
    "game": ("Pinned to that game; without it the stream follows the channel's.", _TEXT),
    "as": ("What the page is: reader, preview, panel, highlight.", _TEXT),
    "page": ("A name of the page's own.", _TEXT),
    "lastEventId": ("The last id that came, to resume.", _TEXT),
}
_TRIGGER = {
    "intensity": ("A ripple, a wave, a flood.", {"type": "string", "enum": ["1", "2", "3"]}),
    "state": ("Of the trigger `live`: on or off.", _TEXT),
    "format": ("`json`: the answer as JSON.", _TEXT),
}
QUERIES: dict[Route, Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    ("GET", "/api/chat-stream"): _STREAM,
    ("GET", "/api/chat-socket"): _STREAM,
    ("GET", "/api/trigger/{moment}"): _TRIGGER,
    ("POST", "/api/trigger/{moment}"): _TRIGGER,
    ("GET", "/api/phrases"): {
        "game": ("Of that game; without it, of the channel's.", _TEXT),
        "language": ("es or en.", _TEXT),
        "mode": ("game or chatting.", _TEXT),
    },
    ("GET", "/api/lan/links/{page}"): {"address": ("One of this machine's addresses or names.", _TEXT)},
    ("POST", "/api/emotes"): {"name": ("The emote's code.", _TEXT)},
    ("POST", "/api/mine"): {
        "format": ("Of a file that is the body itself: txt, csv or toml.", _TEXT),
        "replace": ("true: in place of what is there.", _TEXT),
    },
}

_SAID = ("text/plain", "application/json")
ANSWERS: dict[Route, Mapping[str, tuple[str, ...]]] = {
    ("GET", "/api/chat-stream"): {"200": ("text/event-stream",)},
    ("GET", "/api/chat-socket"): {"101": ()},
    ("GET", "/api/trigger/{moment}"): {"200": _SAID},
    ("POST", "/api/trigger/{moment}"): {"200": _SAID},
    ("GET", "/api/loader"): {"200": ("text/html",)},
    ("POST", "/api/obs"): {"204": ()},
    ("POST", "/api/sign-out"): {"204": ()},
    ("POST", "/api/sign-out-everywhere"): {"204": ()},
}
"""By status; the rest answers 200 with JSON."""

CHOICES = {"act": ("pause", "resume", "stop")}
"""Parts of a path that are one of a few words, where the router itself refuses any other."""
