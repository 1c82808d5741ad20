"""Reading a body and answering with a channel: what every handler of the API shares."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from server.model.channel import Channel
from server.model.phrase import AMONG, Language
from server.text.bounded import Unreadable, load_json
from server.web.app_keys import ASSETS, CONFIG, EMOTES, LIBRARY
from server.web.channel_json import describe
from server.web.problems import BadRequest


class Body(BaseModel):
    """What a request carries; a key that we don't know is refused."""

    model_config = ConfigDict(extra="forbid")


class Form(BaseModel):
    """The fields of a form; those that nobody knows count for nothing."""

    model_config = ConfigDict(extra="ignore")


AnyBody = TypeVar("AnyBody", bound=BaseModel)


async def parsed(request: web.Request, model: type[AnyBody]) -> AnyBody:
    """The body as a model. Raises `BadRequest`, pydantic's `ValidationError`."""
    whole = await form_of(request) if issubclass(model, Form) else await body_of(request)
    return model.model_validate(whole, context=read_context(request.app))


LARGE_BYTES = 65_536
"""A larger body is read in a thread: some milliseconds a megabyte that nobody else should wait for."""


async def body_of(request: web.Request) -> Any:
    """The body as a JSON object; an empty one is `{}`. Raises `BadRequest`."""
    data = await request.read()
    if not data.strip():
        return {}
    try:
        found = load_json(data) if len(data) <= LARGE_BYTES else await asyncio.to_thread(load_json, data)
    except Unreadable as error:
        raise BadRequest(f"The body can't be read: {error}.", code=error.code) from None
    if not isinstance(found, dict):
        raise BadRequest("The body isn't a JSON object.", code="NOT_AN_OBJECT")
    return found


async def form_of(request: web.Request) -> dict[str, str]:
    """The fields of a form's body; of two with one name the last. Raises `BadRequest`."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise BadRequest("The body isn't a form.", code="NOT_A_FORM")
    try:
        # Whatever charset it claims: a form of ours is UTF-8, and some codecs take the square of what they read.
        return dict(parse_qsl((await request.read()).decode(), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise BadRequest("The body isn't a form.", code="NOT_A_FORM") from None


MOST_FIELDS = 20


def read_context(app: web.Application) -> dict[str, Any]:
    """What reading a body has to know beside it: the languages that a chat can be in."""
    return {AMONG: app[LIBRARY].languages}


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
            app[LIBRARY],
            language=fallback_language(app),
            slots=app[CONFIG].limits.games,
            build=app[ASSETS].build,
            emotes=app[EMOTES].revision,
        )
    )
