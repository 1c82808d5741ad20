"""Reading a body and answering with a channel: what every handler of the API shares."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from server.channel import Channel
from server.phrases.phrase import Language
from server.web.describe import describe
from server.web.errors import BadRequest
from server.web.keys import CONFIG, EMOTES, SHELF, SITE


class Body(BaseModel):
    """What a request carries; a key that we don't know is refused."""

    model_config = ConfigDict(extra="forbid")


async def body_of(request: web.Request) -> Any:
    """The body as a JSON object; an empty one is `{}`. Raises `BadRequest`."""
    text = await request.text()
    try:
        found = json.loads(text) if text.strip() else {}
    except ValueError:
        raise BadRequest("The body isn't JSON.") from None
    if not isinstance(found, dict):
        raise BadRequest("The body isn't a JSON object.")
    return found


def fallback_language(app: web.Application) -> Language:
    """Of a channel that never chose one."""
    language = app[CONFIG].language
    return "en" if language == "auto" else language


def channel_response(request: web.Request, channel: Channel, **more: Any) -> web.Response:
    """The channel, as `GET /api/channel` tells it, and what else there is to say."""
    app = request.app
    return web.json_response(
        more
        | describe(
            channel,
            app[SHELF],
            language=fallback_language(app),
            slots=app[CONFIG].limits.games,
            build=app[SITE].build,
            emotes=app[EMOTES].revision,
        )
    )
