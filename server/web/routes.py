"""Routes: every address of the server. One row a route: method, path, who may, its limit, the handler, the body.

The router is built from these rows. The middleware authorizes, counts and measures a call by its row, and the handler
gets the body as the row's model: it finds who asks by `access_of`. A row that is `OPEN` is for anybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from aiohttp import web

from server.config.config import Config
from server.emotes.enabled_sets import EnabledSets
from server.emotes.folder import LARGEST_BYTES as LARGEST_EMOTE_BYTES
from server.model.channel import Channel
from server.model.channel_patch import ChannelPatch
from server.model.look import Look
from server.model.own_content import OwnContent
from server.model.senses import SensesPatch
from server.services.backups import BackupFile
from server.services.obs_reports import ObsReport
from server.services.own_content import TypedContent
from server.web import openapi, origins, queries
from server.web.auth import OPEN
from server.web.dispatch import handler_of
from server.web.handlers import (
    about,
    acts,
    backups,
    channel,
    emotes,
    games,
    health,
    highlight,
    lan,
    links,
    loader,
    looks,
    moments,
    obs,
    obs_connection,
    own_content,
    packs,
    pages,
    phrases,
    presets,
    providers,
    rehearsals,
    senses,
    sign_in,
    sign_out,
)
from server.web.hear_socket import listen
from server.web.json_size import largest_json
from server.web.route import EMPTY, ROWS, RawBody, Route
from server.web.sse import chat_stream
from server.web.websocket import chat_socket

_IMAGE = RawBody({"application/octet-stream": {"type": "string", "format": "binary"}})
_OWN_FILE = RawBody({"application/json": own_content.MineFile})
_TEXT = {"200": ("text/plain", "application/json")}
_PICTURE = {"200": ("image/jpeg",)}

ROUTES: tuple[Route, ...] = (
    Route("GET", "/", OPEN, "none", pages.landing_page),
    Route("GET", "/panel/phrases", OPEN, "none", pages.phrases_page),
    Route("GET", "/dashboard", OPEN, "none", pages.dashboard),
    Route("GET", "/sign-in", OPEN, "none", sign_in.ask),
    Route("POST", "/sign-in", OPEN, "sign-ins", sign_in.enter, sign_in.SignInForm),
    Route("GET", "/assets/{build}/{path:.+}", OPEN, "none", pages.asset),
    Route("GET", "/emotes/{code}", OPEN, "none", emotes.emote),
    Route("GET", "/api/emotes", "watch", "none", emotes.emotes),
    Route(
        *("POST", "/api/emotes", "own", "api", emotes.put_emote, _IMAGE),
        # A form has headers round its image.
        largest_body=LARGEST_EMOTE_BYTES + 4_096,
        query=queries.EMOTE,
    ),
    Route("PUT", "/api/emotes/sets", "own", "api", emotes.switch_sets, EnabledSets),
    Route("DELETE", "/api/emotes/{code}", "own", "api", emotes.remove_emote),
    Route(
        *("GET", "/api/chat-stream", "watch", "none", chat_stream),
        query=queries.STREAM,
        answers={"200": ("text/event-stream",)},
        checks_itself=True,  # always 200: an EventSource never reconnects after any other status
        heads=False,
    ),
    Route(
        *("GET", "/api/chat-socket", "watch", "none", chat_socket),
        query=queries.STREAM,
        answers={"101": ()},
        checks_itself=True,
        heads=False,
    ),
    Route("GET", "/api/channel", "steer", "none", channel.get_channel),
    Route("PATCH", "/api/channel", "steer", "api", channel.patch_channel, ChannelPatch),
    Route("POST", "/api/channel/start", "steer", "none", acts.start),
    Route("POST", "/api/channel/pause", "steer", "none", acts.pause),
    Route("POST", "/api/channel/clear", "steer", "none", acts.clear),
    Route("POST", "/api/channel/panic", "steer", "none", acts.panic),
    Route("POST", "/api/channel/show", "steer", "none", acts.show),
    Route("POST", "/api/channel/off-air", "steer", "none", acts.off_air),
    # Without a credential it answers `authenticated: false`.
    Route("GET", "/api/generate-phrases", "steer", "none", games.generated_phrases, checks_itself=True),
    Route("POST", "/api/generate-phrases", "steer", "api", games.generate_phrases, games.GenerateBody),
    Route("PATCH", "/api/games/{name:[^/]*}", "steer", "api", games.patch_game, games.GameBody),
    Route("DELETE", "/api/games/{name:[^/]*}", "steer", "api", games.delete_game),
    Route("POST", "/api/highlight", "steer", "api", highlight.highlight, highlight.HighlightBody),
    Route("POST", "/api/chat-wave", "steer", "moments", moments.chat_wave, moments.WaveBody),
    # A link in a tool, never a cookie; refused in a line of text.
    Route(
        *("GET", "/api/trigger/{moment}", "trigger", "moments", moments.trigger),
        query=queries.TRIGGER,
        answers=_TEXT,
        checks_itself=True,
        heads=False,
    ),
    Route(
        *("POST", "/api/trigger/{moment}", "trigger", "moments", moments.trigger),
        query=queries.TRIGGER,
        answers=_TEXT,
        checks_itself=True,
    ),
    Route("GET", "/api/scripts", "steer", "none", rehearsals.scripts),
    Route("POST", "/api/scripts/{key}/play", "steer", "api", rehearsals.play),
    Route("POST", "/api/script/{act:pause|resume|stop}", "steer", "api", rehearsals.act),
    Route("PUT", "/api/presets/{name:[^/]*}", "steer", "api", presets.save),
    Route("POST", "/api/presets/{name:[^/]*}/recall", "steer", "api", presets.recall),
    Route("DELETE", "/api/presets/{name:[^/]*}", "steer", "api", presets.remove),
    Route("GET", "/api/export", "own", "none", backups.export),
    Route(
        *("POST", "/api/import", "own", "api", backups.restore, BackupFile),
        # A heading of its own round the channel.
        largest_body=largest_json(Channel) + 1_024,
    ),
    Route("GET", "/api/mine", "steer", "none", own_content.get_mine),
    Route(
        *("PUT", "/api/mine", "steer", "api", own_content.put_mine, TypedContent),
        largest_body=largest_json(OwnContent),
    ),
    Route(
        *("POST", "/api/mine", "steer", "api", own_content.add_mine, _OWN_FILE),
        largest_body=largest_json(own_content.MineFile),
        query=queries.OWN_FILE,
    ),
    Route("GET", "/api/packs", "steer", "none", packs.packs),
    Route("PUT", "/api/looks/{name:[^/]*}", "steer", "api", looks.save_look, Look),
    Route("POST", "/api/looks/{name:[^/]*}", "steer", "api", looks.rename_look, looks.RenameBody),
    Route("DELETE", "/api/looks/{name:[^/]*}", "steer", "api", looks.delete_look),
    Route("GET", "/api/phrases", "steer", "none", phrases.list_phrases, query=queries.PHRASES),
    Route("POST", "/api/phrases/ban", "steer", "api", phrases.ban, phrases.LineBody),
    Route("POST", "/api/phrases/unban", "steer", "api", phrases.unban, phrases.LineBody),
    Route(
        *("POST", "/api/phrases/throw", "steer", "api", phrases.ban, phrases.LineBody),
        old_name_of="/api/phrases/ban",
    ),
    Route(
        *("POST", "/api/phrases/take-back", "steer", "api", phrases.unban, phrases.LineBody),
        old_name_of="/api/phrases/unban",
    ),
    Route("POST", "/api/phrases/keep", "steer", "api", phrases.keep, phrases.LineBody),
    Route("GET", "/api/providers", "steer", "none", providers.list_providers),
    Route("PUT", "/api/providers/{name}", "own", "api", providers.set_account, providers.AccountBody),
    Route("DELETE", "/api/providers/{name}", "own", "api", providers.forget_account),
    Route("POST", "/api/providers/{name}/check", "own", "api", providers.check_account),
    Route("PUT", "/api/providers/{name}/on", "own", "api", providers.turn_account, providers.TurnBody),
    Route("POST", "/api/sign-out", OPEN, "api", sign_out.sign_out, answers=EMPTY),
    Route("POST", "/api/sign-out-everywhere", "own", "api", sign_out.sign_out_everywhere, answers=EMPTY),
    Route("GET", "/api/links/{scope}", "steer", "none", links.get_link),
    Route("POST", "/api/links/{scope}/rotate", "own", "api", links.rotate_link),
    Route("GET", "/api/server", "own", "none", about.about),
    Route("GET", "/api/addresses", "own", "none", lan.addresses),
    Route("GET", "/api/lan", "own", "none", lan.get_lan),
    Route("PUT", "/api/lan", "own", "api", lan.put_lan, lan.LanBody),
    Route("GET", "/api/lan/links/{page}", "steer", "none", lan.get_link_for_a_device, query=queries.DEVICE),
    Route("GET", "/api/loader", "steer", "none", loader.loader, answers={"200": ("text/html",)}),
    Route("POST", "/api/obs", "report", "reports", obs.obs, ObsReport, answers=EMPTY),
    Route("GET", "/api/obs/connection", "steer", "none", obs_connection.connection),
    Route("PUT", "/api/obs/connection", "own", "api", obs_connection.connect, obs_connection.ConnectionBody),
    Route("DELETE", "/api/obs/connection", "own", "api", obs_connection.disconnect),
    Route("GET", "/api/obs/scenes", "steer", "none", obs_connection.scenes),
    Route("POST", "/api/obs/source", "own", "api", obs_connection.add_source),
    Route("GET", "/api/senses", "steer", "none", senses.get_senses),
    Route("PATCH", "/api/senses", "own", "api", senses.patch_senses, SensesPatch),
    Route("POST", "/api/senses/meter", "own", "api", senses.open_meter, senses.MeterBody, answers=EMPTY),
    Route("GET", "/api/senses/picture", "own", "none", senses.get_picture, answers=_PICTURE),
    Route(
        *("GET", "/api/listen", "listen", "none", listen),
        answers={"101": ()},
        checks_itself=True,  # a page that can't read a status must learn why
        heads=False,
    ),
    Route("GET", "/api/openapi.json", OPEN, "none", openapi.openapi),
)
PAGES: tuple[Route, ...] = tuple(
    route
    for slash in ("", "/")  # one too many is no reason for a black source
    for route in (
        Route("GET", f"/overlay{slash}", OPEN, "none", pages.overlay_page),
        Route("GET", f"/chat{slash}", OPEN, "none", pages.reader_page),
        Route("GET", f"/highlight{slash}", OPEN, "none", pages.highlight_page),
        Route("GET", f"/panel{slash}", OPEN, "none", pages.panel_page),
        Route("GET", f"/remote{slash}", OPEN, "none", pages.remote_page),
        Route("GET", f"/listen{slash}", OPEN, "none", pages.listen_page),
    )
)
PREFLIGHTS = tuple(
    Route("OPTIONS", path, OPEN, "none", origins.preflight) for path in ("/api/trigger/{moment}", *origins.READABLE)
)


def routes_of(config: Config) -> Iterator[Route]:
    """All that this server has: the probes are there as the config says."""
    yield from (*PAGES, *ROUTES, *PREFLIGHTS)
    if config.health.healthz:
        yield Route("GET", "/healthz", OPEN, "none", health.healthz)
    if config.health.readyz:
        yield Route("GET", "/readyz", OPEN, "none", health.readyz)
    if config.health.metrics:
        yield Route("GET", "/metrics", OPEN, "none", health.metrics)


def add_routes(app: web.Application, config: Config) -> None:
    """Build the router."""
    rows = app[ROWS] = {}
    for row in routes_of(config):
        handler = handler_of(row)
        for method in ("HEAD", "GET") if row.method == "GET" and row.heads else (row.method,):
            rows[app.router.add_route(method, row.path, handler)] = row
