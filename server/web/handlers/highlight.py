"""Highlights over HTTP."""

from __future__ import annotations

from aiohttp import web
from pydantic import Field

from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import Body


class HighlightBody(Body):
    """POST /api/highlight"""

    id: str | None = Field(max_length=80, description="Of the message; null takes down what is shown.")
    seconds: float = Field(8, ge=1, le=120)


async def highlight(request: web.Request, body: HighlightBody) -> web.Response:
    """POST /api/highlight: shows a message of the last ones large and apart, or nothing any more."""
    highlights, channel = services_of(request).highlights, access_of(request).channel
    if body.id is None:
        highlights.take_down(channel)
        return web.json_response({"success": True})
    highlights.show(channel, body.id, body.seconds)
    return web.json_response({"success": True, "lastsMs": round(body.seconds * 1000)})
