"""Rehearsals: what there is to rehearse, and the buttons that play, pause and stop it."""

from __future__ import annotations

from aiohttp import web

from server.model.phrase import LANGUAGES
from server.web.app_keys import REHEARSALS
from server.web.auth import access_of
from server.web.problems import NotFound


async def scripts(request: web.Request) -> web.Response:
    """GET /api/scripts: the scripts, and the one that is on."""
    return _state(request, access_of(request).channel)


async def play(request: web.Request) -> web.Response:
    """POST /api/scripts/{key}/play: from the beginning."""
    access = access_of(request)
    key = request.match_info["key"]
    if key not in request.app[REHEARSALS].scripts:
        raise NotFound(f"There is no script {key!r}.")
    await request.app[REHEARSALS].play(access.channel, key)
    return _state(request, access.channel)


async def act(request: web.Request) -> web.Response:
    """POST /api/script/{act}: pause, resume or stop the one that is on."""
    access = access_of(request)
    rehearsals = request.app[REHEARSALS]
    if rehearsals.state(access.channel) is None:
        raise NotFound("No script is on.")
    match request.match_info["act"]:
        case "pause":
            rehearsals.pause(access.channel)
        case "resume":
            await rehearsals.play(access.channel)
        case "stop":
            await rehearsals.stop(access.channel)
    return _state(request, access.channel)


def _state(request: web.Request, channel: str) -> web.Response:
    rehearsals = request.app[REHEARSALS]
    listed = [
        {
            "key": script.key,
            "title": {language: script.title(language) for language in LANGUAGES},
            "lasts": script.lasts_s,
        }
        for script in sorted(rehearsals.scripts.values(), key=lambda script: (script.lasts_s, script.key))
    ]
    return web.json_response({"scripts": listed, "on": rehearsals.state(channel)})
