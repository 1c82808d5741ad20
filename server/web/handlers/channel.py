"""The API: parse, one call to a lower floor, answer. Errors are problems (`errors.py`); shapes are DESIGN's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiohttp import web

from server.model.channel import BadRule, Channel
from server.model.channel_patch import ChannelPatch
from server.moderation.word_list import ListError
from server.phrases.pack_error import PackError
from server.services.link_tokens import Scope
from server.services.rehearsal_script import ScriptError
from server.web.app_keys import (
    CHANNELS,
    CONFIG,
    GENERATION,
    LAN,
    LIBRARY,
    OBS_CONNECTION,
    REHEARSALS,
    SELECTION,
    SIGNER,
)
from server.web.auth import Access, access_of, need
from server.web.handlers import acts
from server.web.handlers.games import change, with_game
from server.web.handlers.lan import device_base
from server.web.problems import BadRequest, NotFound
from server.web.qr import qr_data_uri
from server.web.requests import channel_response
from server.web.visited import visited_base


async def get_channel(request: web.Request) -> web.Response:
    """GET /api/channel: all settings of the channel."""
    return channel_response(request, request.app[CHANNELS].get(access_of(request).channel))


async def patch_channel(request: web.Request, patch: ChannelPatch) -> web.Response:
    """PATCH /api/channel: any part of it. A game that has no slot takes one. Hiding and pausing wait for nothing."""
    access = access_of(request)
    sent = patch.model_fields_set
    urgent = {"shows": _shows(patch), "plays": patch.playing if "playing" in sent else None}
    rest = sent - {"curtain", "playing"}
    if not rest or False in urgent.values():  # what takes the chat away doesn't wait for the rest of the call
        acts.do(request.app, access.channel, **urgent)
    if not rest:
        return await acts.response(request, access.channel)

    def changed(channel: Channel) -> Channel:
        if "game" in sent and patch.game is not None:
            channel = with_game(request.app, channel, patch.game, patch.mode if "mode" in sent else None, select=True)
        elif "game" in sent:
            channel = channel.model_copy(update={"game": None, "mode": patch.mode if "mode" in sent else "game"})
        elif "mode" in sent and patch.mode != channel.mode:
            channel = channel.model_copy(update={"mode": patch.mode, "game": None})
        if "home" in sent and patch.home not in (None, channel.home, *_homes(request.app)):
            raise BadRequest(f"Nobody's `viewers.toml` has a region {patch.home!r} with words of its own.")
        try:
            return patch.applied_to(channel)
        except BadRule as error:
            raise BadRequest(f"{error}", code="BAD_RULE") from None

    await change(request, access, changed)
    acts.do(request.app, access.channel, **urgent)
    return channel_response(request, request.app[CHANNELS].get(access.channel))


def _homes(app: web.Application) -> Iterator[str]:
    """Where a chat can be from, in whatever language."""
    return (home for language in app[LIBRARY].languages for home in app[LIBRARY].people(language).homes)


def _shows(patch: ChannelPatch) -> bool | None:
    """Whether the chat is to be shown; None: that isn't said."""
    return patch.curtain == "up" if "curtain" in patch.model_fields_set else None


async def packs(request: web.Request) -> web.Response:
    """GET /api/packs: the games and topics that have packs, for the panel's search; and what of one's own is broken.

    `broken: [{file, line, code, reason}]`: packs, viewers, names, scripts, prompts and word lists left out. `file` is
    their path in the data folder, `code` BAD_CONTENT or how it can't be read (NOT_TOML, NOT_TEXT, TOO_DEEP, TOO_LARGE,
    UNREADABLE), `reason` a sentence in English for who wrote the file.
    """
    app = request.app
    errors: list[PackError | ScriptError | ListError] = [
        *app[LIBRARY].broken,
        *app[GENERATION].prompts.broken,
        *app[SELECTION].content_filter.broken,
        *app[REHEARSALS].broken,
    ]
    titles = await asyncio.to_thread(request.app[LIBRARY].titles)
    return web.json_response(
        {
            "packs": [
                {
                    "name": title.name,
                    "names": dict(title.names),
                    "mode": title.mode,
                    "aliases": list(title.aliases),
                    "phrases": dict(title.phrases),
                }
                for title in titles
            ],
            "broken": [_broken(error, request.app[CONFIG].data) for error in errors],
        }
    )


def _broken(error: PackError | ScriptError | ListError, data: Path) -> dict[str, Any]:
    path = error.path.relative_to(data) if error.path.is_relative_to(data) else error.path
    return {"file": path.as_posix(), "line": error.line, "code": error.code, "reason": error.why}


async def get_link(request: web.Request) -> web.Response:
    """GET /api/links/{scope}: the link that is good now. The panel's own is for the owner alone."""
    scope = request.match_info["scope"]
    if scope == "reader":
        return await _reader(request, access_of(request))
    if scope == "highlight":
        token = _token(request, access_of(request).channel, "overlay")
        return web.json_response({"url": page_url(request, "/highlight", token)})
    found = _scope(scope)
    access = need(request, "own") if found == "panel" else access_of(request)
    return web.json_response({"url": _url(request, access.channel, found)})


async def rotate_link(request: web.Request) -> web.Response:
    """POST /api/links/{scope}/rotate: a new link; the old one dies, open streams of it included."""
    access = access_of(request)
    scope = _scope(request.match_info["scope"])
    await request.app[CHANNELS].renew(access.channel, scope)
    in_obs = await request.app[OBS_CONNECTION].update_links() if scope == "overlay" else 0
    return web.json_response({"url": _url(request, access.channel, scope), "inObs": in_obs})


def page_url(request: web.Request, path: str, token: str) -> str:
    """The URL of a page with a token in it, at the address that the visitor uses."""
    return f"{visited_base(request)}{path}?token={token}"


_PATHS: dict[Scope, str] = {"overlay": "/overlay", "panel": "/panel", "trigger": "/api/trigger/{moment}"}


def _scope(name: str) -> Scope:
    for scope in _PATHS:
        if scope == name:
            return scope
    raise NotFound(f"There is no link of scope {name!r}; there are: {', '.join(_PATHS)}.")


def _token(request: web.Request, channel: str, scope: Scope) -> str:
    return request.app[SIGNER].sign(request.app[CHANNELS].link(channel, scope))


def _url(request: web.Request, channel: str, scope: Scope) -> str:
    return page_url(request, _PATHS[scope], _token(request, channel, scope))


def overlay_url(request: web.Request, channel: str) -> str:
    """The overlay's link that is good now."""
    return _url(request, channel, "overlay")


async def _reader(request: web.Request, access: Access) -> web.Response:
    """The reader's link; with the address of the network, and a QR code, where another device gets in."""
    token = _token(request, access.channel, "overlay")
    base = device_base(request, await request.app[LAN].state())
    url = f"{base}/chat?token={token}" if base else page_url(request, "/chat", token)
    return web.json_response({"url": url, "lan": base is not None, "qr": qr_data_uri(url) if base else None})
