"""Own content over HTTP: the streamer's own lines, names and people, as the panel's section edits them.

What is good is kept and what isn't is listed. Both calls that change it answer `{share, lines, names, people}` as they
are now, and besides `kept: {lines, names, people}` (how many came anew), `same` (there already), `skipped: [{field,
line, reason, text, limit?}]` and `moreSkipped`. `field` is lines, names or people, `line` the line of the file or the
place in the list, `reason` a code of `invalid.py`, or FULL.
"""

from __future__ import annotations

from typing import Any, get_args

from aiohttp import web
from pydantic import Field

from server.model.own_content import OwnContent
from server.services.mine_file import LONGEST_FILE, Format
from server.services.own_content import NothingUsable, TypedContent
from server.services.own_content_check import Skipped, Sorted
from server.web.app_keys import services_of
from server.web.auth import access_of
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


async def get_mine(request: web.Request) -> web.Response:
    """GET /api/mine: all of it."""
    return web.json_response(_told(services_of(request).own_content.get(access_of(request).channel)))


async def put_mine(request: web.Request, typed: TypedContent) -> web.Response:
    """PUT /api/mine: this, in place of what is there."""
    mine, found = await services_of(request).own_content.put(access_of(request).channel, typed)
    return web.json_response(_told(mine) | _result(found))


async def add_mine(request: web.Request) -> web.Response:
    """POST /api/mine: the lines, names and people of a file join what is there.

    The body is JSON (`{text, format, replace}`), or the file itself in whatever encoding it was saved, with `?format=`
    and `?replace=true`. 400 UNREADABLE when it is no such file, with the `reason` (NOT_TEXT, NOT_CSV, NOT_TOML,
    TOO_DEEP, TOO_LARGE, UNKNOWN…) and perhaps the `line`; 400 NOTHING_USABLE with `skipped` when nothing can be kept.
    """
    data, format, replace = await _sent(request)
    service = services_of(request).own_content
    try:
        mine, found = await service.add(access_of(request).channel, data, format, replace=replace)
    except NothingUsable as error:
        raise BadRequest(error.detail, code=error.code, **_result(error.found)) from None
    return web.json_response(_told(mine) | _result(found))


async def _sent(request: web.Request) -> tuple[bytes | str, Format, bool]:
    if request.content_type == "application/json":
        body = await parsed(request, MineFile)
        return body.text, body.format, body.replace
    said = request.query.get("format", OF_TYPES.get(request.content_type, "txt"))
    format = next((known for known in FORMATS if known == said), None)
    if format is None:
        raise BadRequest(f"format is one of {', '.join(FORMATS)}.", code="UNKNOWN_FORMAT")
    return await request.read(), format, request.query.get("replace") in ("1", "true")


def _told(mine: OwnContent) -> dict[str, Any]:
    return mine.model_dump(mode="json")


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
