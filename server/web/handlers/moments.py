"""Moments over HTTP, from the panel's buttons and from the tools that a trigger link is given to."""

from __future__ import annotations

from typing import Literal

from aiohttp import web
from pydantic import Field

from server.model.intensity import DEFAULT_INTENSITY, INTENSITIES, Intensity
from server.services.acts import TRIGGERS
from server.services.errors import ServiceError
from server.services.moments import LIVE
from server.web.app_keys import services_of
from server.web.auth import RIGHTS, access_of, find_access
from server.web.origins import is_no_website
from server.web.problems import BadRequest, Forbidden, NoCredential, Problem, WrongScope, problem_of
from server.web.requests import Body

STATES: tuple[Literal["on", "off"], ...] = ("on", "off")


class WaveBody(Body):
    """POST /api/chat-wave"""

    type: str = Field(min_length=1, max_length=40)
    intensity: Intensity = DEFAULT_INTENSITY


async def chat_wave(request: web.Request, body: WaveBody) -> web.Response:
    """POST /api/chat-wave: a moment now, in every room of the channel that is awake."""
    begun = services_of(request).moments.begin(access_of(request).channel, body.type, body.intensity)
    return web.json_response({"success": True, **begun})


async def trigger(request: web.Request) -> web.Response:
    """GET or POST /api/trigger/{moment}: a moment, or an act, by a link of its own, for Stream Deck and its like.

    One short line of text, JSON when asked for; the same trigger twice within a second is once.
    """
    name = request.match_info["moment"]
    try:
        said = _press(request, name)
    except (Problem, ServiceError) as error:
        if _wants_json(request):
            raise
        problem = problem_of(error)
        return web.Response(status=problem.status, text=f"{problem.detail}\n", headers=problem.headers)
    if _wants_json(request):
        return web.json_response({"success": True, "type": name, "message": said})
    return web.Response(text=f"{said}\n", headers={"Cache-Control": "no-store"})


def _press(request: web.Request, name: str) -> str:
    _check_sender(request)
    access = find_access(request)
    if access is None or access.by_cookie:
        raise NoCredential("This needs a trigger link that is good: copy a new one from the panel.")
    if access.scope not in RIGHTS["trigger"]:
        raise WrongScope(f"A link for the {access.scope} can't do this.")
    intensity = _intensity(request) if name not in TRIGGERS and name != LIVE else DEFAULT_INTENSITY
    state = _state(request) if name == LIVE else "on"
    return services_of(request).moments.press(access.channel, name, intensity, state)


def _state(request: web.Request) -> Literal["on", "off"]:
    said = request.query.get("state", "on")
    for state in STATES:
        if said == state:
            return state
    raise BadRequest(f"state = {said!r}: on or off.")


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
