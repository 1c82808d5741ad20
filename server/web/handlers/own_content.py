"""Own content: the streamer's own lines, names and people, as the panel's section edits them.

What is good is kept and what isn't is listed: one long line among 300 costs itself. Both calls that change it answer
`{share, lines, names, people}` as they are now, and besides `kept: {lines, names, people}` (how many came anew), `same`
(there already), `skipped: [{field, line, reason, text, limit?}]` and `moreSkipped`. `field` is lines, names or people,
`line` the line of the file or the place in the list, `reason` a code of `invalid.py`, or FULL.
"""

from __future__ import annotations

import asyncio
from typing import Any, get_args

from aiohttp import web
from pydantic import Field

from server.model.channel import Channel
from server.model.own_content import OwnContent
from server.services.mine_file import LONGEST_FILE, Format, sort_file
from server.services.sorting import Skipped, Sorted, Sorter
from server.text.bounded import Unreadable
from server.web.app_keys import CHANNELS
from server.web.auth import Access, access_of
from server.web.handlers.games import change
from server.web.problems import BadRequest
from server.web.requests import Body, parsed

FORMATS: tuple[Format, ...] = get_args(Format)
OF_TYPES: dict[str, Format] = {
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/vnd.ms-excel": "csv",  # what Windows calls a CSV where Excel is installed
    "application/toml": "toml",
}


class MineFile(Body):
    """POST /api/mine: a file's text, or what was pasted."""

    text: str = Field(min_length=1, max_length=LONGEST_FILE)
    format: Format = "txt"
    replace: bool = Field(False, description="In place of what is there, instead of beside it.")


class PersonBody(Body):
    """One of the streamer's people, as they were typed."""

    name: str = Field(max_length=4_000)
    character: str = Field("", max_length=4_000)
    lines: list[str] = Field([], max_length=1_000)


class MineBody(Body):
    """PUT /api/mine: everything, as it was typed; each text is looked at by itself."""

    share: float = Field(0.25, ge=0, le=1, description="Of the chat that is said with the own lines, while any last.")
    lines: list[str] = Field([], max_length=10_000)
    names: list[str] = Field([], max_length=10_000)
    people: list[PersonBody] = Field([], max_length=1_000)


async def get_mine(request: web.Request) -> web.Response:
    """GET /api/mine: all of it."""
    return web.json_response(_told(request.app[CHANNELS].get(access_of(request).channel)))


async def put_mine(request: web.Request, body: MineBody) -> web.Response:
    """PUT /api/mine: this, in place of what is there."""
    access = access_of(request)
    sorter = await asyncio.to_thread(_sorted_body, body)
    return await _kept(request, access, sorter, joins=False)


async def add_mine(request: web.Request) -> web.Response:
    """POST /api/mine: the lines, names and people of a file join what is there.

    The body is JSON (`{text, format, replace}`), or the file itself in whatever encoding it was saved, with `?format=`
    and `?replace=true`. 400 UNREADABLE when it is no such file, with the `reason` (NOT_TEXT, NOT_CSV, NOT_TOML,
    TOO_DEEP, TOO_LARGE, UNKNOWN…) and perhaps the `line`; 400 NOTHING_USABLE with `skipped` when nothing can be kept.
    """
    access = access_of(request)
    data, format, replace = await _sent(request)
    mine = request.app[CHANNELS].get(access.channel).mine
    sorter = Sorter(OwnContent(share=mine.share) if replace else mine)
    try:
        await asyncio.to_thread(sort_file, data, format, sorter)
    except Unreadable as error:
        raise BadRequest(f"{error}.", code="UNREADABLE", reason=error.code, line=error.line) from None
    found = sorter.sorted
    if not (found.lines or found.names or found.people or found.same):
        raise BadRequest("Nothing in it can be kept.", code="NOTHING_USABLE", **_result(found))
    return await _kept(request, access, sorter, joins=not replace)


async def _sent(request: web.Request) -> tuple[bytes | str, Format, bool]:
    if request.content_type == "application/json":
        body = await parsed(request, MineFile)
        return body.text, body.format, body.replace
    said = request.query.get("format", OF_TYPES.get(request.content_type, "txt"))
    format = next((known for known in FORMATS if known == said), None)
    if format is None:
        raise BadRequest(f"format is one of {', '.join(FORMATS)}.", code="UNKNOWN_FORMAT")
    return await request.read(), format, request.query.get("replace") in ("1", "true")


def _sorted_body(body: MineBody) -> Sorter:
    sorter = Sorter(OwnContent(share=body.share))
    for place, text in enumerate(body.lines, 1):
        sorter.line(place, text)
    for place, text in enumerate(body.names, 1):
        sorter.name(place, text)
    for place, person in enumerate(body.people, 1):
        sorter.person(place, person.name, person.character, person.lines)
    return sorter


async def _kept(request: web.Request, access: Access, sorter: Sorter, *, joins: bool) -> web.Response:
    def changed(channel: Channel) -> Channel:
        nonlocal sorter
        if joins and channel.mine != sorter.before:  # another call came first, while a thread read this one's file
            sorter = sorter.again(channel.mine)
        return channel.model_copy(update={"mine": sorter.mine()})

    channel = await change(request, access, changed)
    return web.json_response(_told(channel) | _result(sorter.sorted))


def _told(channel: Channel) -> dict[str, Any]:
    return channel.mine.model_dump(mode="json")


def _result(found: Sorted) -> dict[str, Any]:
    return {
        "kept": {"lines": len(found.lines), "names": len(found.names), "people": len(found.people)},
        "same": found.same,
        "skipped": [_skipped(one) for one in found.skipped],
        "moreSkipped": found.more_skipped,
    }


def _skipped(one: Skipped) -> dict[str, Any]:
    told = {"field": one.field, "line": one.place, "reason": one.reason, "text": one.text}
    return told | ({"limit": one.limit} if one.limit is not None else {})
