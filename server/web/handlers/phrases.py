"""The page "Phrases" over HTTP: what there is to say about a game, where it comes from, and what was banned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aiohttp import web
from pydantic import Field

from server.generation.line import GeneratedLine, Subject
from server.model.phrase import Language, Mode
from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_file import CHATTING, TANGENTS
from server.selection.channel_filter import ChannelFilter
from server.services.line_list import ListedLines
from server.web.app_keys import services_of
from server.web.auth import access_of
from server.web.requests import Body


class LineBody(Body):
    """POST /api/phrases/…"""

    text: str = Field(min_length=1, max_length=400)
    language: Language
    game: str | None = Field(None, max_length=80)
    mode: Mode = "game"
    kept: bool = True


async def list_phrases(request: web.Request) -> web.Response:
    """GET /api/phrases: what there is to say about a game, by default the one that is on."""
    query = request.query
    mode: Mode = "chatting" if query.get("mode") == "chatting" else "game"
    found = await services_of(request).lines.lines(
        access_of(request).channel, query.get("game"), mode, query.get("language")
    )
    return web.json_response(
        {
            "game": found.subject.name or None,
            "mode": found.subject.mode,
            "language": found.subject.language,
            "lines": [
                *(_generated(line, found.channel_filter) for line in found.generated),
                *_packed(found),
            ],
            "slots": _fillings(found),
            "dropped": dict(found.dropped),
            "banned": found.banned,
        }
    )


async def ban(request: web.Request, body: LineBody) -> web.Response:
    """POST /api/phrases/ban: this channel never says that line again."""
    await services_of(request).lines.ban(access_of(request).channel, body.language, body.text, banned=True)
    return web.json_response({"success": True})


async def unban(request: web.Request, body: LineBody) -> web.Response:
    """POST /api/phrases/unban: it may be said again."""
    await services_of(request).lines.ban(access_of(request).channel, body.language, body.text, banned=False)
    return web.json_response({"success": True})


async def keep(request: web.Request, body: LineBody) -> web.Response:
    """POST /api/phrases/keep: a written line stays however old it grows, or no longer does."""
    subject = Subject(body.game or "", body.mode, body.language)
    await services_of(request).lines.keep(subject, body.text, kept=body.kept)
    return web.json_response({"success": True})


def _generated(line: GeneratedLine, channel_filter: ChannelFilter) -> dict[str, Any]:
    return {
        "text": line.text,
        "answer": line.answer,
        "category": line.category,
        "source": "written",
        "provider": line.provider,
        "model": line.model,
        "at": round(line.at * 1000),
        "kept": line.is_kept,
        **_fate(line.text, channel_filter),
    }


def _packed(found: ListedLines) -> Iterator[dict[str, Any]]:
    """The hand-written lines: those that the panel counts."""
    for pack, category, line in found.packed:
        yield {
            "text": line.source,
            "category": category,
            "source": "general" if pack.key in (GENERAL, CHATTING, TANGENTS) else "pack",
            "ways": line.ways,
            "slots": [_slot_name(pack, slot.name) for slot in line.slots],
            **_fate(line.source, found.channel_filter),
        }


def _fillings(found: ListedLines) -> dict[str, str]:
    """What each slot of those lines may hold, in one string: a word in there finds the line."""
    return {_slot_name(pack, slot.name): " ".join(slot.values) for pack, _, line in found.packed for slot in line.slots}


def _slot_name(pack: Pack, slot: str) -> str:
    return f"{pack.key}.{slot}"


def _fate(text: str, channel_filter: ChannelFilter) -> dict[str, bool]:
    return {} if channel_filter.keeps(text) else {"banned": True}
