"""The page "Phrases": what there is to say about a game, where it comes from, and what shall not be said again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aiohttp import web
from pydantic import Field

from server.channel import BadName, Channel, game_name
from server.live.house import Gate
from server.live.show import genres_of, source_of, spoken
from server.phrases.normal import plain
from server.phrases.pack import CHATTING, GENERAL, Pack
from server.phrases.phrase import LANGUAGES, Language, Mode
from server.phrases.written import Subject
from server.web.access import Access, need
from server.web.answer import Body, body_of, fallback_language
from server.web.errors import BadGame
from server.web.keys import CHANNELS, HOUSE, OFFICE, ROOMS, SHELF, THROWN


class LineBody(Body):
    """POST /api/phrases/…"""

    text: str = Field(min_length=1, max_length=400)
    language: Language
    game: str | None = Field(None, max_length=80)
    mode: Mode = "game"
    kept: bool = True


async def list_phrases(request: web.Request) -> web.Response:
    """GET /api/phrases: what there is to say about a game, by default the one that is on."""
    access = need(request, "steer")
    subject = _subject(request, access)
    writer = request.app[OFFICE].writers.writer(subject)
    await writer.load()
    channel = request.app[CHANNELS].get(access.channel)
    gate = request.app[HOUSE].gate(channel, subject.language)
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
            **_fate(line.text, gate),
        }
        for line in reversed(writer.lines.values())
    ]
    return web.json_response(
        {
            "game": subject.name or None,
            "mode": subject.mode,
            "language": subject.language,
            "lines": [*written, *_packed(request, channel, subject, gate)],
            "slots": _fillings(request, channel, subject),
            "dropped": dict(writer.dropped),
            "thrown": sorted(
                text
                for (language, _), text in (await request.app[THROWN].of(access.channel)).items()
                if language == subject.language
            ),
        }
    )


async def throw(request: web.Request) -> web.Response:
    """POST /api/phrases/throw: this channel never says that line again."""
    access, body = need(request, "steer"), LineBody.model_validate(await body_of(request))
    await request.app[THROWN].throw(access.channel, body.language, body.text)
    request.app[HOUSE].thrown.setdefault(access.channel, set()).add((body.language, plain(body.text)))
    request.app[ROOMS].recast(request.app[CHANNELS].get(access.channel))
    return web.json_response({"success": True})


async def take_back(request: web.Request) -> web.Response:
    """POST /api/phrases/take-back: it may be said again."""
    access, body = need(request, "steer"), LineBody.model_validate(await body_of(request))
    await request.app[THROWN].take_back(access.channel, body.language, body.text)
    request.app[HOUSE].thrown.get(access.channel, set()).discard((body.language, plain(body.text)))
    request.app[ROOMS].recast(request.app[CHANNELS].get(access.channel))
    return web.json_response({"success": True})


async def keep(request: web.Request) -> web.Response:
    """POST /api/phrases/keep: a written line stays however old it grows, or no longer does."""
    need(request, "steer")
    body = LineBody.model_validate(await body_of(request))
    subject = Subject(body.game or "", body.mode, body.language)
    await request.app[OFFICE].archive.keep(subject, body.text, is_kept=body.kept)
    request.app[OFFICE].writers.writer(subject).keep(body.text, is_kept=body.kept)
    return web.json_response({"success": True})


def _subject(request: web.Request, access: Access) -> Subject:
    channel, query = request.app[CHANNELS].get(access.channel), request.query
    spoken = channel.language or fallback_language(request.app)
    language = next((known for known in LANGUAGES if known == query.get("language")), spoken)
    if "game" not in query:
        return Subject(channel.game or "", channel.mode, language)
    mode: Mode = "chatting" if query.get("mode") == "chatting" else "game"
    try:
        name = game_name(query["game"])
    except BadName as error:
        raise BadGame(f"That can't be a game: {error}.") from None
    return Subject(request.app[SHELF].title(name) if mode == "game" else name, mode, language)


def _packed(request: web.Request, channel: Channel, subject: Subject, gate: Gate) -> Iterator[dict[str, Any]]:
    """The hand-written lines that may be said about a subject, its own first: those that the panel counts."""
    shelf = request.app[SHELF]
    source = source_of(shelf, subject.name or None, subject.mode, subject.language)
    genres = genres_of(source, channel.model_copy(update={"game": subject.name or None}))
    for pack, category, lines in spoken(shelf, source, genres):
        kind = "general" if pack.key in (GENERAL, CHATTING) else "pack"
        for line in lines:
            yield {
                "text": line.source,
                "category": category,
                "source": kind,
                "ways": line.ways,
                "slots": [_slot_name(pack, slot.name) for slot in line.slots],
                **_fate(line.source, gate),
            }


def _fillings(request: web.Request, channel: Channel, subject: Subject) -> dict[str, str]:
    """What each slot of those lines may hold, in one string: a word in there finds the line."""
    shelf = request.app[SHELF]
    source = source_of(shelf, subject.name or None, subject.mode, subject.language)
    genres = genres_of(source, channel.model_copy(update={"game": subject.name or None}))
    return {
        _slot_name(pack, slot.name): " ".join(slot.values)
        for pack, _, lines in spoken(shelf, source, genres)
        for line in lines
        for slot in line.slots
    }


def _slot_name(pack: Pack, slot: str) -> str:
    return f"{pack.key}.{slot}"


def _fate(text: str, gate: Gate) -> dict[str, bool]:
    return {} if gate.keeps(text) else {"thrown": True}
