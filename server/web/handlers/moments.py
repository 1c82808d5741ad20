"""Moments, from the panel's buttons and from the tools that a trigger link is given to."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from pydantic import Field

from server.audience.moment import DEFAULT_INTENSITY, INTENSITIES, Intensity
from server.live.moment_limit import TooManyMoments
from server.live.room import NotPlaying
from server.model.channel import Channel
from server.model.on_air import Live
from server.model.phrase import Language
from server.phrases.pack import Moment
from server.selection.spoken import source_of
from server.services.reporters import TRIGGER
from server.web.app_keys import CHANNELS, LIBRARY, PRESSES, ROOMS
from server.web.auth import RIGHTS, access_of, find_access
from server.web.handlers import acts
from server.web.handlers.obs import ObsBody, hear
from server.web.origins import is_no_website
from server.web.problems import BadRequest, Forbidden, NoCredential, NotPlayingNow, Problem, WrongScope, too_many
from server.web.requests import Body, fallback_language

LIVE = "live"
"""The trigger that says whether a stream runs: `state=on` or `state=off`."""


class WaveBody(Body):
    """POST /api/chat-wave"""

    type: str = Field(min_length=1, max_length=40)
    intensity: Intensity = DEFAULT_INTENSITY


async def chat_wave(request: web.Request, body: WaveBody) -> web.Response:
    """POST /api/chat-wave: a moment now, in every room of the channel that is awake."""
    access = access_of(request)
    return web.json_response({"success": True, **begin(request, access.channel, body.type, body.intensity)})


def moments_of(request: web.Request, channel: Channel) -> dict[str, Moment]:
    """The moments that the channel has now: everybody's, and those of its game."""
    language: Language = channel.language or fallback_language(request.app)
    library = request.app[LIBRARY]
    own = source_of(library, channel.game, channel.mode, language).moments
    return {name: moment for name, moment in {**own, **library.general(language).moments}.items() if moment.label}


def begin(request: web.Request, channel_id: str, type: str, intensity: Intensity) -> dict[str, Any]:
    """Begin a moment in the rooms that are awake. Raises `BadRequest`, `NotPlayingNow`, `TooMany`."""
    known = moments_of(request, request.app[CHANNELS].get(channel_id))
    if type not in known:
        raise BadRequest(f"There is no moment {type!r}; there are: {', '.join(known)}.", code="UNKNOWN_MOMENT")
    begun: dict[str, Any] | None = None
    for room in request.app[ROOMS].of(channel_id):
        try:
            begun = room.wave(type, intensity)
        except NotPlaying:
            continue
        except TooManyMoments as error:
            raise too_many(
                "Too many moments in ten seconds.", retry_after_s=error.retry_after_s, code="TOO_MANY_MOMENTS"
            ) from None
    if begun is None:
        raise NotPlayingNow("The chat is paused or hidden, or no overlay is open: nobody would see it.")
    return begun


async def trigger(request: web.Request) -> web.Response:
    """GET or POST /api/trigger/{moment}: a moment, or an act, by a link of its own, for Stream Deck and its like.

    One short line of text, JSON when asked for; the same trigger twice within a second is once.
    """
    name = request.match_info["moment"]
    try:
        said = _triggered(request, name)
    except Problem as problem:
        if _wants_json(request):
            raise
        return web.Response(status=problem.status, text=f"{problem.detail}\n", headers=problem.headers)
    if _wants_json(request):
        return web.json_response({"success": True, "type": name, "message": said})
    return web.Response(text=f"{said}\n", headers={"Cache-Control": "no-store"})


def _triggered(request: web.Request, name: str) -> str:
    _check_sender(request)
    access = find_access(request)
    if access is None or access.by_cookie:
        raise NoCredential("This needs a trigger link that is good: copy a new one from the panel.")
    if access.scope not in RIGHTS["trigger"]:
        raise WrongScope(f"A link for the {access.scope} can't do this.")
    if name in acts.TRIGGERS:
        # Not once a second: after hide, show and hide again the chat is hidden.
        return acts.trigger(request.app, access.channel, name)
    if name == LIVE:
        return _live(request, access.channel)
    with request.app[PRESSES].once(f"{access.channel} {name}") as first:
        if not first:
            return f"{name}: already on"
        begun = begin(request, access.channel, name, _intensity(request))
        return f"{name}: {begun['messages']} messages on their way"


def _live(request: web.Request, channel: str) -> str:
    """A stream that OBS doesn't know of (a plugin's) begins or ends."""
    state = request.query.get("state", "on")
    if state not in ("on", "off"):
        raise BadRequest(f"state = {state!r}: on or off.")
    hear(request.app, channel, ObsBody(streaming=state == "on"), Live(page=TRIGGER))
    return f"live: {state}"


def _intensity(request: web.Request) -> Intensity:
    said = request.query.get("intensity", str(DEFAULT_INTENSITY))
    for intensity in INTENSITIES:
        if said == str(intensity):
            return intensity
    raise BadRequest(f"intensity = {said!r}: 1, 2 or 3.")


def _check_sender(request: web.Request) -> None:
    """A link that acts on GET must not be pressed by a page that a browser shows. Raises `Forbidden`."""
    fetch = {name: request.headers.get(f"Sec-Fetch-{name}") for name in ("Site", "Mode", "Dest")}
    origin = request.headers.get("Origin")
    if origin is not None and is_no_website(origin):
        return  # a tool's web view, as a Stream Deck plugin is
    foreign = fetch["Site"] not in (None, "none", "same-origin") or origin is not None
    opened = fetch["Mode"] == "navigate" or fetch["Dest"] in ("image", "document", "iframe", "style", "script")
    if request.method == "GET" and (foreign or opened):
        raise Forbidden(
            "A web page can't press a trigger, and neither does opening its link. Give the link to your tool's own web"
            ' request (in Stream Deck: Website, with "GET request in background"), or send it as POST.',
            code="NOT_A_TOOL",
        )


def _wants_json(request: web.Request) -> bool:
    return request.query.get("format") == "json" or "json" in request.headers.get("Accept", "")
