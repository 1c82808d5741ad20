"""Routes: every address of the server, what it takes to call it, and who answers. One row a route.

The router is built from these rows, and the middleware lets nobody through to a handler who hasn't the row's right: a
handler finds who asks by `access_of`. A row that is `OPEN` is for anybody, or has rules of its own, which its handler
states: the streams always answer 200, a trigger takes no cookie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from server.config.config import Config
from server.web import openapi, origins
from server.web import sse as stream
from server.web import websocket as socket
from server.web.app_keys import RIGHT_OF_ROUTE
from server.web.auth import OPEN, Right, need, set_access
from server.web.handlers import (
    about,
    acts,
    emotes,
    games,
    health,
    highlight,
    lan,
    loader,
    looks,
    moments,
    obs,
    obs_connection,
    pages,
    phrases,
    presets,
    providers,
    sign_in,
    sign_out,
)
from server.web.handlers import channel as api
from server.web.handlers import own_content as mine
from server.web.handlers import rehearsals as scripts


@dataclass(frozen=True, slots=True)
class Route:
    """One address: what it takes to call it, and its handler."""

    method: str
    path: str
    right: Right
    handler: Handler
    heads: bool = True
    """Whether a GET answers HEAD too."""


ROUTES: tuple[Route, ...] = (
    Route("GET", "/", OPEN, pages.landing_page),
    Route("GET", "/panel/phrases", OPEN, pages.phrases_page),
    Route("GET", "/dashboard", OPEN, pages.dashboard),
    Route("GET", "/sign-in", OPEN, sign_in.ask),
    Route("POST", "/sign-in", OPEN, sign_in.enter),
    Route("GET", "/assets/{build}/{path:.+}", OPEN, pages.asset),
    Route("GET", "/emotes/{code}", OPEN, emotes.emote),
    Route("GET", "/api/emotes", "watch", emotes.emotes),
    Route("POST", "/api/emotes", "own", emotes.put_emote),
    Route("PUT", "/api/emotes/sets", "own", emotes.switch_sets),
    Route("DELETE", "/api/emotes/{code}", "own", emotes.remove_emote),
    Route("GET", "/api/chat-stream", OPEN, stream.chat_stream, heads=False),
    Route("GET", "/api/chat-socket", OPEN, socket.chat_socket, heads=False),
    Route("GET", "/api/channel", "steer", api.get_channel),
    Route("PATCH", "/api/channel", "steer", api.patch_channel),
    Route("POST", "/api/channel/start", "steer", acts.start),
    Route("POST", "/api/channel/pause", "steer", acts.pause),
    Route("POST", "/api/channel/clear", "steer", acts.clear),
    Route("POST", "/api/channel/panic", "steer", acts.panic),
    Route("POST", "/api/channel/show", "steer", acts.show),
    Route("POST", "/api/channel/off-air", "steer", acts.off_air),
    Route("GET", "/api/generate-phrases", OPEN, games.generated_phrases),
    Route("POST", "/api/generate-phrases", "steer", games.generate_phrases),
    Route("PATCH", "/api/games/{name:[^/]*}", "steer", games.patch_game),
    Route("DELETE", "/api/games/{name:[^/]*}", "steer", games.delete_game),
    Route("POST", "/api/highlight", "steer", highlight.highlight),
    Route("POST", "/api/chat-wave", "steer", moments.chat_wave),
    Route("GET", "/api/trigger/{moment}", OPEN, moments.trigger, heads=False),
    Route("POST", "/api/trigger/{moment}", OPEN, moments.trigger),
    Route("GET", "/api/scripts", "steer", scripts.scripts),
    Route("POST", "/api/scripts/{key}/play", "steer", scripts.play),
    Route("POST", "/api/script/{act:pause|resume|stop}", "steer", scripts.act),
    Route("PUT", "/api/presets/{name:[^/]*}", "steer", presets.save),
    Route("POST", "/api/presets/{name:[^/]*}/recall", "steer", presets.recall),
    Route("DELETE", "/api/presets/{name:[^/]*}", "steer", presets.remove),
    Route("GET", "/api/export", "own", presets.export),
    Route("POST", "/api/import", "own", presets.restore),
    Route("GET", "/api/mine", "steer", mine.get_mine),
    Route("PUT", "/api/mine", "steer", mine.put_mine),
    Route("POST", "/api/mine", "steer", mine.add_mine),
    Route("GET", "/api/packs", "steer", api.packs),
    Route("PUT", "/api/looks/{name:[^/]*}", "steer", looks.save_look),
    Route("POST", "/api/looks/{name:[^/]*}", "steer", looks.rename_look),
    Route("DELETE", "/api/looks/{name:[^/]*}", "steer", looks.delete_look),
    Route("GET", "/api/phrases", "steer", phrases.list_phrases),
    Route("POST", "/api/phrases/throw", "steer", phrases.ban),
    Route("POST", "/api/phrases/take-back", "steer", phrases.unban),
    Route("POST", "/api/phrases/keep", "steer", phrases.keep),
    Route("GET", "/api/providers", "steer", providers.list_providers),
    Route("PUT", "/api/providers/{name}", "own", providers.set_account),
    Route("DELETE", "/api/providers/{name}", "own", providers.forget_account),
    Route("POST", "/api/providers/{name}/check", "own", providers.check_account),
    Route("PUT", "/api/providers/{name}/on", "own", providers.turn_account),
    Route("POST", "/api/sign-out", OPEN, sign_out.sign_out),
    Route("POST", "/api/sign-out-everywhere", "own", sign_out.sign_out_everywhere),
    Route("GET", "/api/links/{scope}", "steer", api.get_link),
    Route("POST", "/api/links/{scope}/rotate", "own", api.rotate_link),
    Route("GET", "/api/server", "own", about.about),
    Route("GET", "/api/addresses", "own", lan.addresses),
    Route("GET", "/api/lan", "own", lan.get_lan),
    Route("PUT", "/api/lan", "own", lan.put_lan),
    Route("GET", "/api/lan/links/{page}", "steer", lan.get_link_for_a_device),
    Route("GET", "/api/loader", "steer", loader.loader),
    Route("POST", "/api/obs", "report", obs.obs),
    Route("GET", "/api/obs/connection", "steer", obs_connection.connection),
    Route("PUT", "/api/obs/connection", "own", obs_connection.connect),
    Route("DELETE", "/api/obs/connection", "own", obs_connection.disconnect),
    Route("GET", "/api/obs/scenes", "steer", obs_connection.scenes),
    Route("POST", "/api/obs/source", "own", obs_connection.add_source),
    Route("GET", "/api/openapi.json", OPEN, openapi.openapi),
)
PAGES: tuple[Route, ...] = tuple(
    route
    for slash in ("", "/")  # one too many is no reason for a black source
    for route in (
        Route("GET", f"/overlay{slash}", OPEN, pages.overlay_page),
        Route("GET", f"/chat{slash}", OPEN, pages.reader_page),
        Route("GET", f"/highlight{slash}", OPEN, pages.highlight_page),
        Route("GET", f"/panel{slash}", OPEN, pages.panel_page),
        Route("GET", f"/remote{slash}", OPEN, pages.remote_page),
    )
)
PREFLIGHTS = tuple(
    Route("OPTIONS", path, OPEN, origins.preflight) for path in ("/api/trigger/{moment}", *origins.READABLE)
)


def routes_of(config: Config) -> Iterator[Route]:
    """All that this server has: the probes are there as the config says."""
    yield from (*PAGES, *ROUTES, *PREFLIGHTS)
    if config.health.healthz:
        yield Route("GET", "/healthz", OPEN, health.healthz)
    if config.health.readyz:
        yield Route("GET", "/readyz", OPEN, health.readyz)
    if config.health.metrics:
        yield Route("GET", "/metrics", OPEN, health.metrics)


def add_routes(app: web.Application, config: Config) -> None:
    """Build the router."""
    rights = app[RIGHT_OF_ROUTE] = {}
    for row in routes_of(config):
        for method in ("HEAD", "GET") if row.method == "GET" and row.heads else (row.method,):
            rights[app.router.add_route(method, row.path, row.handler)] = row.right


@web.middleware
async def authorize(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let nobody through who hasn't the right of the route. Raises `NoCredential`, `WrongScope`."""
    found = request.match_info
    if found.http_exception is None:
        right = request.app[RIGHT_OF_ROUTE][found.route]  # a route without a row is nobody's
        if right != OPEN:
            set_access(request, need(request, right))
    return await handler(request)
