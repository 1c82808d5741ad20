"""Games over HTTP: the slots of a channel, and the phrases for what is in them."""

from __future__ import annotations

from aiohttp import web
from pydantic import Field

from server.model.phrase import Genre, Language, Mode
from server.web.app_keys import services_of
from server.web.auth import access_of, find_access, need
from server.web.problems import BadRequest
from server.web.requests import Body, channel_response


class GenerateBody(Body):
    """POST /api/generate-phrases"""

    gameName: str = ""
    mode: Mode = "game"
    language: Language | None = None
    insist: bool = Field(False, description="A model took it for none; it is one, and the general pack speaks.")
    replaces: str | None = Field(None, max_length=80, description="The game that gives up its slot, and its place.")
    place: int | None = Field(None, ge=0, le=100, description="Where among the slots, 0 being the first.")


class GameBody(Body):
    """PATCH /api/games/{name}"""

    genre: Genre | None = Field(None, description="What kind of game it is, so that general lines that fit are said.")


async def generate_phrases(request: web.Request, body: GenerateBody) -> web.Response:
    """POST /api/generate-phrases: the game has phrases and belongs to the channel; it isn't selected."""
    if not body.gameName.strip():
        raise BadRequest("gameName is empty.", errors=[{"field": "gameName", "message": "empty"}])
    options = body.model_dump(exclude={"gameName", "mode"})
    added = await services_of(request).games.add_game(access_of(request).channel, body.gameName, body.mode, **options)
    return web.json_response(
        {
            "success": True,
            "gameName": added.name,
            "phrases": added.phrases,
            "currentGames": [slot.name for slot in added.channel.slots],
            "mode": body.mode,
        }
    )


async def generated_phrases(request: web.Request) -> web.Response:
    """GET /api/generate-phrases: the channel's games; without a credential, `authenticated: false` alone."""
    if find_access(request) is None:
        return web.json_response({"authenticated": False})
    services, channel_id = services_of(request), need(request, "steer").channel
    games = [slot.name for slot in services.channels.get(channel_id).slots]
    left = max(0, services.games.limit - len(games))
    return web.json_response({"authenticated": True, "games": games, "remainingSlots": left})


async def patch_game(request: web.Request, body: GameBody) -> web.Response:
    """PATCH /api/games/{name}: what kind of game it is, where no pack says so."""
    name = request.match_info["name"]
    channel = await services_of(request).games.set_genre(access_of(request).channel, name, body.genre)
    return channel_response(request, channel)


async def delete_game(request: web.Request) -> web.Response:
    """DELETE /api/games/{name}: frees a slot."""
    channel = await services_of(request).games.remove_game(access_of(request).channel, request.match_info["name"])
    return web.json_response({"success": True, "currentGames": [slot.name for slot in channel.slots]})
