"""Looks under a name: save, rename, delete. What is worn is a part of the channel (`PATCH /api/channel {look}`)."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from server.model.channel import Channel
from server.model.look import MOST_LOOKS, Look, LookLimit, Looks, NameTaken
from server.web.app_keys import CHANNELS
from server.web.auth import access_of
from server.web.problems import BadRequest, Conflict, NotFound, TooMany
from server.web.requests import Body, channel_response


class RenameBody(Body):
    """POST /api/looks/{name}"""

    name: str


async def save_look(request: web.Request, options: Look) -> web.Response:
    """PUT /api/looks/{name}: keeps what is worn, with what the body changes of it, under a new name, and wears it."""
    return await _change(request, lambda looks, name: looks.saved(name, options, limit=MOST_LOOKS))


async def rename_look(request: web.Request, body: RenameBody) -> web.Response:
    """POST /api/looks/{name}: gives a look another name. Pages that ask for the old one show what is worn."""
    return await _change(request, lambda looks, name: looks.renamed(name, body.name))


async def delete_look(request: web.Request) -> web.Response:
    """DELETE /api/looks/{name}: forgets a look. Pages that ask for it show what is worn."""
    return await _change(request, lambda looks, name: looks.without(name))


async def _change(request: web.Request, how: Callable[[Looks, str], Looks]) -> web.Response:
    access, name = access_of(request), request.match_info["name"]

    def changed(channel: Channel) -> Channel:
        return channel.model_copy(update={"looks": how(channel.looks, name)})

    try:
        channel = await request.app[CHANNELS].change(access.channel, changed)
    except KeyError:
        raise NotFound(f"There is no look {name!r}.") from None
    except NameTaken:
        raise Conflict("Another look has that name.", code="LOOK_TAKEN") from None
    except LookLimit:
        raise TooMany(f"All {MOST_LOOKS} places for looks are taken: delete one first.", code="LOOK_LIMIT") from None
    except ValueError as error:
        raise BadRequest(f"That can't be a look's name: {error}.", code="BAD_LOOK_NAME") from None
    return channel_response(request, channel)
