"""Mine: the streamer's own lines, names and people, as the panel's section edits them."""

from __future__ import annotations

from typing import Literal

from aiohttp import web
from pydantic import Field

from server.channel import Channel
from server.mine import Mine, Unreadable, read_mine
from server.web.access import need
from server.web.answer import Body, body_of
from server.web.errors import BadRequest
from server.web.games import change
from server.web.keys import CHANNELS


class MineFile(Body):
    """POST /api/mine: a file's text, or what was pasted."""

    text: str = Field(min_length=1, max_length=500_000)
    format: Literal["txt", "csv", "toml"] = "txt"
    replace: bool = Field(False, description="In place of what is there, instead of beside it.")


async def get_mine(request: web.Request) -> web.Response:
    """GET /api/mine: all of it."""
    return _mine(request.app[CHANNELS].get(need(request, "steer").channel))


async def put_mine(request: web.Request) -> web.Response:
    """PUT /api/mine: this, in place of what is there."""
    access = need(request, "steer")
    mine = Mine.model_validate(await body_of(request))
    return _mine(await change(request, access, lambda channel: channel.model_copy(update={"mine": mine})))


async def add_mine(request: web.Request) -> web.Response:
    """POST /api/mine: the lines, names and people of a file join what is there."""
    access = need(request, "steer")
    body = MineFile.model_validate(await body_of(request))
    try:
        found = read_mine(body.text, body.format)
    except Unreadable as error:
        raise BadRequest(f"{error}.", code="UNREADABLE") from None

    def joined(channel: Channel) -> Channel:
        before = Mine(share=channel.mine.share) if body.replace else channel.mine
        return channel.model_copy(update={"mine": before.with_more(found)})

    return _mine(await change(request, access, joined))


def _mine(channel: Channel) -> web.Response:
    return web.json_response(channel.mine.model_dump(mode="json"))
