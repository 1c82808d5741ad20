"""Emotes over HTTP: the list for the pages, and each image, served so that it can be nothing but an image."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from aiohttp import web

from server.emotes.folder import Emote
from server.web.access import need
from server.web.errors import NotFound
from server.web.keys import EMOTES

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Opened by itself, an SVG runs no script, loads nothing and has no origin."""


async def emotes(request: web.Request) -> web.Response:
    """GET /api/emotes: the emotes beside the house's own, and what of the folder and the sets isn't taken."""
    need(request, "watch")
    kept = request.app[EMOTES]
    return web.json_response(
        {
            "revision": kept.revision,
            "emotes": [{"code": emote.code, "url": _url(emote)} for emote in kept.all],
            "own": len(kept.found.emotes),
            "refused": [{"file": one.file, "reason": one.reason} for one in kept.found.refused],
            "sets": [
                {
                    "name": state.name,
                    "state": state.state,
                    "count": state.count,
                    "passedOver": state.passed_over,
                    "retryAt": round(state.retry_at * 1000) if state.retry_at is not None else None,
                }
                for state in kept.sets.states.values()
            ],
        }
    )


async def emote(request: web.Request) -> web.Response:
    """GET /emotes/<code>: an image. Its address changes when it does, so it is kept for good."""
    found = request.app[EMOTES].find(request.match_info["code"])
    if found is None:
        raise NotFound("There is no such emote.")
    try:
        data = await asyncio.to_thread(found.path.read_bytes)
    except OSError:
        raise NotFound("There is no such emote any more.") from None
    fresh = request.query.get("v") == found.version
    return web.Response(
        body=data,
        headers={
            "Content-Type": found.type,
            "Content-Security-Policy": POLICY,
            "Cache-Control": "public, max-age=31536000, immutable" if fresh else "no-store",
        },
    )


def _url(emote: Emote) -> str:
    return f"/emotes/{quote(emote.code)}?v={emote.version}"
