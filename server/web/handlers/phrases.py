"""The page "Phrases": what there is to say about a game, where it comes from, and what shall not be said again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aiohttp import web
from pydantic import Field

from server.generation.line import Subject
from server.model.channel import Channel
from server.model.names import BadName, game_name
from server.model.phrase import Language, Mode
from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_file import CHATTING, TANGENTS
from server.selection.channel_filter import ChannelFilter
from server.selection.spoken import all_spoken, genres_of, source_of
from server.text.normalize import plain
from server.web.app_keys import BANNED_LINES, CHANNELS, GENERATION, LIBRARY, ROOMS, SELECTION
from server.web.auth import Access, access_of
from server.web.problems import BadGame
from server.web.requests import Body, fallback_language


class LineBody(Body):
    """POST /api/phrases/…"""

    text: str = Field(min_length=1, max_length=400)
    language: Language
    game: str | None = Field(None, max_length=80)
    mode: Mode = "game"
    kept: bool = True


async def list_phrases(request: web.Request) -> web.Response:
    """GET /api/phrases: what there is to say about a game, by default the one that is on."""
    access = access_of(request)
    subject = _subject(request, access)
    writer = request.app[GENERATION].writers.writer(subject)
    await writer.load()
    channel = request.app[CHANNELS].get(access.channel)
    channel_filter = request.app[SELECTION].channel_filter(channel, subject.language)
    written = [
        {
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
        for line in reversed(writer.lines.values())
    ]
    return web.json_response(
        {
            "game": subject.name or None,
            "mode": subject.mode,
            "language": subject.language,
            "lines": [*written, *_packed(request, channel, subject, channel_filter)],
            "slots": _fillings(request, channel, subject),
            "dropped": dict(writer.dropped),
            "thrown": sorted(
                text
                for (language, _), text in (await request.app[BANNED_LINES].of(access.channel)).items()
                if language == subject.language
            ),
        }
    )


async def ban(request: web.Request, body: LineBody) -> web.Response:
    """POST /api/phrases/throw: this channel never says that line again."""
    access = access_of(request)
    await request.app[BANNED_LINES].ban(access.channel, body.language, body.text)
    request.app[SELECTION].banned.setdefault(access.channel, set()).add((body.language, plain(body.text)))
    request.app[ROOMS].rebuild_selector(request.app[CHANNELS].get(access.channel))
    return web.json_response({"success": True})


async def unban(request: web.Request, body: LineBody) -> web.Response:
    """POST /api/phrases/take-back: it may be said again."""
    access = access_of(request)
    await request.app[BANNED_LINES].unban(access.channel, body.language, body.text)
    request.app[SELECTION].banned.get(access.channel, set()).discard((body.language, plain(body.text)))
    request.app[ROOMS].rebuild_selector(request.app[CHANNELS].get(access.channel))
    return web.json_response({"success": True})


async def keep(request: web.Request, body: LineBody) -> web.Response:
    """POST /api/phrases/keep: a written line stays however old it grows, or no longer does."""
    subject = Subject(body.game or "", body.mode, body.language)
    await request.app[GENERATION].archive.keep(subject, body.text, is_kept=body.kept)
    request.app[GENERATION].writers.writer(subject).keep(body.text, is_kept=body.kept)
    return web.json_response({"success": True})


def _subject(request: web.Request, access: Access) -> Subject:
    channel, query = request.app[CHANNELS].get(access.channel), request.query
    spoken = channel.language or fallback_language(request.app)
    asked = query.get("language")
    language = asked if asked in request.app[LIBRARY].languages else spoken
    if "game" not in query:
        return Subject(channel.game or "", channel.mode, language)
    mode: Mode = "chatting" if query.get("mode") == "chatting" else "game"
    try:
        name = game_name(query["game"])
    except BadName as error:
        raise BadGame(f"That can't be a game: {error}.") from None
    return Subject(request.app[LIBRARY].title(name) if mode == "game" else name, mode, language)


def _packed(
    request: web.Request, channel: Channel, subject: Subject, channel_filter: ChannelFilter
) -> Iterator[dict[str, Any]]:
    """The hand-written lines that may be said about a subject, its own first: those that the panel counts."""
    library = request.app[LIBRARY]
    source = source_of(library, subject.name or None, subject.mode, subject.language)
    genres = genres_of(source, channel.model_copy(update={"game": subject.name or None}))
    for pack, category, line in all_spoken(library, source, genres):
        yield {
            "text": line.source,
            "category": category,
            "source": "general" if pack.key in (GENERAL, CHATTING, TANGENTS) else "pack",
            "ways": line.ways,
            "slots": [_slot_name(pack, slot.name) for slot in line.slots],
            **_fate(line.source, channel_filter),
        }


def _fillings(request: web.Request, channel: Channel, subject: Subject) -> dict[str, str]:
    """What each slot of those lines may hold, in one string: a word in there finds the line."""
    library = request.app[LIBRARY]
    source = source_of(library, subject.name or None, subject.mode, subject.language)
    genres = genres_of(source, channel.model_copy(update={"game": subject.name or None}))
    return {
        _slot_name(pack, slot.name): " ".join(slot.values)
        for pack, _, line in all_spoken(library, source, genres)
        for slot in line.slots
    }


def _slot_name(pack: Pack, slot: str) -> str:
    return f"{pack.key}.{slot}"


def _fate(text: str, channel_filter: ChannelFilter) -> dict[str, bool]:
    return {} if channel_filter.keeps(text) else {"thrown": True}
