"""Games: the slots of a channel, and the phrases for what is in them."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web
from pydantic import Field

from server.generation.line import Subject
from server.generation.response import Refusal
from server.model.channel import Channel, GameLimit
from server.model.names import BadName, game_name
from server.model.phrase import CATEGORIES, About, Genre, Language, Mode
from server.model.settings import GameSlot
from server.phrases.template import Template
from server.selection.spoken import source_of
from server.web.app_keys import CHANNELS, CONFIG, GENERATION, LIBRARY
from server.web.auth import Access, access_of, find_access, need
from server.web.problems import BadGame, BadRequest, NotFound, TooMany
from server.web.requests import Body, channel_response, fallback_language

PATIENCE_S = 6.5
"""How long a call waits for a new game's first line, or for the word that it is none."""
SAMPLE_WAYS = 3
"""Ways of a slotted line that `generate-phrases` shows; all of them would be thousands."""


class GenerateBody(Body):
    """POST /api/generate-phrases"""

    gameName: str = ""
    mode: Mode = "game"
    language: Language | None = None
    insist: bool = False
    """The model took it for none; it is one, and the general pack speaks."""
    replaces: str | None = Field(None, max_length=80, description="The game that gives up its slot, and its place.")
    place: int | None = Field(None, ge=0, le=100, description="Where among the slots, 0 being the first.")


class GameBody(Body):
    """PATCH /api/games/{name}"""

    genre: Genre | None = None
    """What kind of game it is, so that the general lines that fit it are said."""


async def generate_phrases(request: web.Request, body: GenerateBody) -> web.Response:
    """POST /api/generate-phrases: the game has phrases and belongs to the channel; it isn't selected."""
    access = access_of(request)
    if not body.gameName.strip():
        raise BadRequest("gameName is empty.", errors=[{"field": "gameName", "message": "empty"}])
    name = title_of(request.app, body.gameName, body.mode)
    before = request.app[CHANNELS].get(access.channel)
    subject = Subject(name, body.mode, body.language or before.language or fallback_language(request.app))
    freed = before.slot(body.replaces) is not None if body.replaces else False
    has_room = freed or len(before.slots) < request.app[CONFIG].limits.games
    if not body.insist and before.slot(name) is None and has_room:
        # Where there is no slot to be had, nobody need write.
        await _prepare(request, access.channel, subject)

    def changed(channel: Channel) -> Channel:
        place = body.place
        if body.replaces is not None and channel.slot(name) is None:
            old = channel.slot(body.replaces)
            place = channel.slots.index(old) if old is not None else place
            channel = channel.without_slot(body.replaces)
        channel = with_game(request.app, channel, name, body.mode, select=False, insist=body.insist)
        return channel if place is None else channel.placed(name, place)

    channel = await change(request, access, changed)
    return web.json_response(
        {
            "success": True,
            "gameName": name,
            "phrases": _phrases(request, channel, subject),
            "currentGames": [slot.name for slot in channel.slots],
            "mode": body.mode,
        }
    )


async def generated_phrases(request: web.Request) -> web.Response:
    """GET /api/generate-phrases: the channel's games; without a credential just that there is none."""
    access = find_access(request)
    if access is None:
        return web.json_response({"authenticated": False})
    need(request, "steer")
    channel = request.app[CHANNELS].get(access.channel)
    most = request.app[CONFIG].limits.games
    return web.json_response(
        {
            "authenticated": True,
            "games": [slot.name for slot in channel.slots],
            "remainingSlots": max(0, most - len(channel.slots)),
        }
    )


async def patch_game(request: web.Request, body: GameBody) -> web.Response:
    """PATCH /api/games/{name}: what kind of game it is, where no pack says so."""
    access = access_of(request)
    name = request.match_info["name"]

    def changed(channel: Channel) -> Channel:
        slot = channel.slot(name)
        if slot is None:
            raise NotFound(f"{name!r} is in none of the slots.")
        return channel.with_slot(slot.model_copy(update={"genre": body.genre}), limit=len(channel.slots))

    return channel_response(request, await change(request, access, changed))


async def delete_game(request: web.Request) -> web.Response:
    """DELETE /api/games/{name}: frees a slot."""
    access = access_of(request)
    name = request.match_info["name"]
    if request.app[CHANNELS].get(access.channel).slot(name) is None:
        raise NotFound(f"{name!r} is in none of the slots.")
    channel = await change(request, access, lambda channel: channel.without_slot(name))
    return web.json_response({"success": True, "currentGames": [slot.name for slot in channel.slots]})


async def change(request: web.Request, access: Access, how: Callable[[Channel], Channel]) -> Channel:
    """Make a change to a channel. Raises `TooMany` when it needs a slot and there is none."""
    try:
        return await request.app[CHANNELS].change(access.channel, how)
    except GameLimit:
        most = request.app[CONFIG].limits.games
        current = [slot.name for slot in request.app[CHANNELS].get(access.channel).slots]
        raise TooMany(
            f"All {most} slots are taken: free one first.", code="GAME_LIMIT", limitReached=True, currentGames=current
        ) from None


def title_of(app: web.Application, name: str, mode: Mode) -> str:
    """The name as it is kept. Raises `BadGame`."""
    try:
        name = game_name(name)
    except BadName as error:
        raise BadGame(
            f"That can't be a {'game' if mode == 'game' else 'topic'}: {error}.",
            code="INVALID_GAME" if mode == "game" else "INVALID_TOPIC",
        ) from None
    return app[LIBRARY].title(name) if mode == "game" else name


def with_game(
    app: web.Application, channel: Channel, name: str, mode: Mode | None, *, select: bool, insist: bool = False
) -> Channel:
    """The channel with a game or topic in a slot. Raises `BadGame`, `GameLimit`."""
    if mode is None:
        kept = channel.slot(name)
        mode = kept.mode if kept else "game"
    title = title_of(app, name, mode)
    kept = channel.slot(title)
    again = kept if kept is not None and kept.mode == mode else None
    slot = GameSlot(
        name=title,
        mode=mode,
        insisted=insist or (again is not None and again.insisted),
        genre=again.genre if again is not None else None,
    )
    if not slot.insisted:
        refuse(app, Subject(title, mode, channel.language or fallback_language(app)))
    channel = channel.with_slot(slot, limit=app[CONFIG].limits.games)
    return channel.model_copy(update={"game": title, "mode": mode}) if select else channel


def refuse(app: web.Application, subject: Subject) -> None:
    """Raise `BadGame` if a model took that for no game, or no decent topic, a while ago."""
    if not app[LIBRARY].knows(subject.name, subject.mode):
        _refuse(subject, app[GENERATION].writers.writer(subject).refusal)


async def _prepare(request: web.Request, channel: str, subject: Subject) -> None:
    """Wait until a new game has phrases of its own, where somebody can write. Raises `BadGame` if it is none."""
    if request.app[LIBRARY].pack(subject.name, subject.language, subject.mode) is not None:
        return
    _refuse(subject, await request.app[GENERATION].writers.prepare(subject, channel, patience_s=PATIENCE_S))


def _refuse(subject: Subject, refusal: Refusal | None) -> None:
    if refusal is not None:
        raise BadGame(
            refusal.reason,
            code="INVALID_GAME" if subject.mode == "game" else "INVALID_TOPIC",
            refused=True,
            meant=refusal.meant or None,
        )


def _phrases(request: web.Request, channel: Channel, subject: Subject) -> dict[str, list[str]]:
    source = source_of(request.app[LIBRARY], subject.name, subject.mode, subject.language)
    written = request.app[GENERATION].writers.writer(subject).lines.values()
    about = About(subject.name, subject.mode, channel.streamer.name, channel.streamer.address)
    lines = [line.line() for line in written]
    lines += [line for category in CATEGORIES for line in source.lines.get(category, ())]
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.category, []).extend(_some_ways(line, about))
    return found


def _some_ways(line: Template, about: About) -> list[str]:
    if not line.fits(about):
        return []
    step = max(1, line.ways // SAMPLE_WAYS)
    return [line.say(way, about) for way in range(0, line.ways, step)][:SAMPLE_WAYS]
