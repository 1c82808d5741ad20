"""Requests: reading a body, and answering with a channel: what the handlers of the API share."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from server.model.channel import Channel
from server.services.acts import ChannelChange
from server.text.bounded import Unreadable, load_json
from server.web.app_keys import assets_of, services_of
from server.web.channel_json import describe_for
from server.web.problems import BadRequest

LARGE_BYTES = 4_096
"""A larger body is read and checked in a thread: 2,000 lines of text take .4 s."""
MOST_FIELDS = 20
"""Fields of a form."""


class Body(BaseModel):
    """What a request carries; a key that we don't know is refused."""

    model_config = ConfigDict(extra="forbid")


class Form(BaseModel):
    """The fields of a form; unknown ones count for nothing."""

    model_config = ConfigDict(extra="ignore")


AnyBody = TypeVar("AnyBody", bound=BaseModel)


async def parsed(request: web.Request, model: type[AnyBody]) -> AnyBody:
    """The body as a model. Raises `BadRequest`, pydantic's `ValidationError`."""
    is_form = issubclass(model, Form)
    if is_form and request.content_type != "application/x-www-form-urlencoded":
        raise BadRequest("The body isn't a form.", code="NOT_A_FORM")
    data, context = await request.read(), services_of(request).read_context

    def checked() -> AnyBody:
        return model.model_validate(_form_of(data) if is_form else _json_of(data), context=context)

    return checked() if len(data) <= LARGE_BYTES else await asyncio.to_thread(checked)


def _json_of(data: bytes) -> dict[str, Any]:
    """The body as a JSON object; an empty one is `{}`. Raises `BadRequest`."""
    if not data.strip():
        return {}
    try:
        found = load_json(data)
    except Unreadable as error:
        raise BadRequest(f"The body can't be read: {error}.", code=error.code) from None
    if not isinstance(found, dict):
        raise BadRequest("The body isn't a JSON object.", code="NOT_AN_OBJECT")
    return found


def _form_of(data: bytes) -> dict[str, str]:
    """The fields of a form's body; of two with one name the last. Raises `BadRequest`."""
    try:
        # Whatever charset it claims: a form of ours is UTF-8, and some codecs take the square of what they read.
        return dict(parse_qsl(data.decode(), max_num_fields=MOST_FIELDS))
    except ValueError:
        raise BadRequest("The body isn't a form.", code="NOT_A_FORM") from None


def channel_response(request: web.Request, channel: Channel, **more: Any) -> web.Response:
    """The channel, as `GET /api/channel` tells it, and what else there is to say."""
    describe = describe_for(assets_of(request).build)
    return web.json_response({**more, **describe(services_of(request), channel)})


def change_response(request: web.Request, change: ChannelChange) -> web.Response:
    """The channel after a change; after an act, whether it is hidden and whether the act is on disk."""
    if change.saved is None:
        return channel_response(request, change.channel)
    return channel_response(request, change.channel, hidden=change.channel.visibility != "up", saved=change.saved)
