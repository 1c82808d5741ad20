"""Rehearsals over HTTP: the scripts that there are, and the buttons that play, pause and stop one."""

from __future__ import annotations

from typing import cast

from aiohttp import web

from server.model.phrase import LANGUAGES
from server.services.rehearsal import Act
from server.web.app_keys import services_of
from server.web.auth import access_of


async def scripts(request: web.Request) -> web.Response:
    """GET /api/scripts: the scripts, and the one that is on."""
    return _state(request)


async def play(request: web.Request) -> web.Response:
    """POST /api/scripts/{key}/play: from the beginning."""
    await services_of(request).rehearsals.play(access_of(request).channel, request.match_info["key"])
    return _state(request)


async def act(request: web.Request) -> web.Response:
    """POST /api/script/{act}: pause, resume or stop the one that is on."""
    # The route's path has these words and no others.
    await services_of(request).rehearsals.act(access_of(request).channel, cast(Act, request.match_info["act"]))
    return _state(request)


def _state(request: web.Request) -> web.Response:
    rehearsals = services_of(request).rehearsals
    listed = [
        {
            "key": script.key,
            "title": {language: script.title(language) for language in LANGUAGES},
            "lasts": script.lasts_s,
        }
        for script in sorted(rehearsals.scripts.values(), key=lambda script: (script.lasts_s, script.key))
    ]
    return web.json_response({"scripts": listed, "on": rehearsals.state(access_of(request).channel)})
