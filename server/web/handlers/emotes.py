"""Emotes over HTTP: the list for the pages, what the owner adds and takes out, and each image as nothing but one."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from server.emotes import image_types
from server.emotes.disk import read_some
from server.emotes.emote import Emote
from server.emotes.enabled_sets import EnabledSets
from server.emotes.folder import LARGEST_BYTES, MOST, BadEmote, RefusedFile
from server.emotes.sets import SetState
from server.web.app_keys import services_of
from server.web.auth import Access, access_of
from server.web.problems import BadRequest, NotFound, StoreFull

log = logging.getLogger(__name__)

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Opened by itself, an SVG runs no script, loads nothing and has no origin."""


async def emotes(request: web.Request) -> web.Response:
    """GET /api/emotes: the streamer's emotes and those of the sets, and the files that were refused.

    `{revision, emotes: [{code, url, width, height, own, zeroWidth?}], own, most, refused: [{file, reason,
    suggestion?}], moreRefused, sets: [{name, state, count, passedOver, retryAt, account}], wanted: {seventv, bttv, ffz,
    twitchId}, folder?}`. `width` and `height` in px, 0 where an SVG has no shape; `folder`, its path, is the owner's.
    """
    return _told(request, access_of(request))


async def put_emote(request: web.Request) -> web.Response:
    """POST /api/emotes: an image of the streamer's own joins the folder, checked as the folder's are.

    The body is the image, its name in `?name=`; or a form (multipart/form-data) with `file` and perhaps `name`. One of
    that name gives way. 400 BAD_EMOTE with the `reason`, one of the folder's, and perhaps a `suggestion`.
    """
    access = access_of(request)
    name, data = await _sent(request)
    try:
        await services_of(request).emotes.put(name, data)
    except BadEmote as error:
        more: dict[str, Any] = {"suggestion": error.suggestion} if error.suggestion else {}
        raise BadRequest(f"That can't be an emote: {error}.", code="BAD_EMOTE", reason=error.reason, **more) from None
    except OSError as error:
        raise _unwritten(error) from None
    return _told(request, access)


async def remove_emote(request: web.Request) -> web.Response:
    """DELETE /api/emotes/{code}: one of the streamer's own leaves the folder."""
    access = access_of(request)
    try:
        removed = await services_of(request).emotes.remove(request.match_info["code"])
    except OSError as error:
        raise _unwritten(error) from None
    if not removed:
        raise NotFound("None of your own emotes is called so.")
    return _told(request, access)


async def switch_sets(request: web.Request, wanted: EnabledSets) -> web.Response:
    """PUT /api/emotes/sets: whose sets are on, any part of it. What is never said here, the config decides."""
    access = access_of(request)
    try:
        await services_of(request).emotes.want(wanted)
    except OSError as error:
        raise _unwritten(error) from None
    return _told(request, access)


def _told(request: web.Request, access: Access) -> web.Response:
    kept = services_of(request).emotes
    own = {emote.code for emote in kept.found.emotes}
    told: dict[str, Any] = {
        "revision": kept.revision,
        "emotes": [_emote(emote, own=emote.code in own) for emote in kept.all],
        "own": len(own),
        "most": MOST,
        "refused": [_refused(one) for one in kept.found.refused],
        "moreRefused": kept.found.more_refused,
        "sets": [_set(state) for state in kept.sets.states.values()],
        "wanted": kept.sets.wanted.model_dump(by_alias=True),
    }
    if access.scope == "owner":
        told["folder"] = str(kept.folder.path.resolve())
    return web.json_response(told)


def _emote(emote: Emote, *, own: bool) -> dict[str, Any]:
    told = {"code": emote.code, "url": _url(emote), "width": emote.width, "height": emote.height, "own": own}
    return told | ({"zeroWidth": True} if emote.zero_width else {})


def _refused(one: RefusedFile) -> dict[str, Any]:
    return {"file": one.file, "reason": one.reason} | ({"suggestion": one.suggestion} if one.suggestion else {})


def _set(state: SetState) -> dict[str, Any]:
    return {
        "name": state.name,
        "state": state.state,
        "count": state.count,
        "passedOver": state.passed_over,
        "retryAt": round(state.retry_at * 1000) if state.retry_at is not None else None,
        "account": state.account,
    }


async def _sent(request: web.Request) -> tuple[str, bytes]:
    """The name and the bytes of an upload. Raises `BadRequest`."""
    name = request.query.get("name", "")
    if request.content_type != "multipart/form-data":
        return name, await request.read()
    data, file_name = b"", ""
    try:
        reader = await request.multipart()
        for _ in range(MOST_PARTS):
            part = await reader.next()
            if part is None:
                break
            if isinstance(part, BodyPartReader) and part.name == "name":
                name = (await _part(part)).decode()
            elif isinstance(part, BodyPartReader) and part.name == "file":
                data, file_name = await _part(part), part.filename or ""
    except (ValueError, RuntimeError, AssertionError, LookupError):  # all that aiohttp's reader may say to nonsense
        raise BadRequest("The body isn't a form.", code="NOT_A_FORM") from None
    return name or Path(file_name).stem, data


async def _part(part: BodyPartReader) -> bytes:
    """The part's bytes, one more than an image may have at most."""
    data = bytearray()
    while len(data) <= LARGEST_BYTES and (chunk := await part.read_chunk()):
        data += chunk
    return bytes(data)


MOST_PARTS = 4
"""Parts of an upload that are looked at: the file, its name, and two that a program may add."""


def _unwritten(error: OSError) -> StoreFull:
    log.error("the folder of the emotes can't be written: %s", error)
    return StoreFull("The folder of the emotes can't be written.", code="FOLDER_UNWRITABLE")


async def emote(request: web.Request) -> web.Response:
    """GET /emotes/<code>: an image. Its address changes with it, so browsers may cache it for ever."""
    found = services_of(request).emotes.find(request.match_info["code"])
    if found is None:
        raise NotFound("There is no such emote.")
    try:
        data = await asyncio.to_thread(read_some, found.path, image_types.LARGEST_BYTES)
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
