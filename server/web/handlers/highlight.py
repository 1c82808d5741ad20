"""Highlight: one message large and apart for some seconds, on the pages at `/highlight`."""

from __future__ import annotations

from aiohttp import web
from pydantic import Field

from server.web.app_keys import CHANNELS, ROOMS
from server.web.auth import access_of
from server.web.problems import NotFound, NotPlayingNow
from server.web.requests import Body


class HighlightBody(Body):
    """POST /api/highlight"""

    id: str | None = Field(max_length=80, description="Of the message; null takes down what is shown.")
    seconds: float = Field(8, ge=1, le=120)


async def highlight(request: web.Request, body: HighlightBody) -> web.Response:
    """POST /api/highlight: shows a message of the last ones large and apart, or nothing any more."""
    access = access_of(request)
    rooms = list(request.app[ROOMS].of(access.channel))
    if body.id is None:
        for room in rooms:
            room.highlight(None, 0)
        return web.json_response({"success": True})
    if not request.app[CHANNELS].get(access.channel).shows:
        raise NotPlayingNow("The chat is paused or hidden: nobody would see it.")
    said = next((said for room in rooms if (said := room.said(body.id)) is not None), None)
    if said is None:
        raise NotFound("That message is no longer among the last ones.")
    for room in rooms:
        room.highlight(said, body.seconds)
    return web.json_response({"success": True, "lastsMs": round(body.seconds * 1000)})
