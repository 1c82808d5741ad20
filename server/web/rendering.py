"""Rendering: the templates of the pages, the visitor's language, and the headers that a page needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import aiohttp_jinja2
import jinja2
from aiohttp import web

from server import __version__
from server.model.phrase import LANGUAGES, Language
from server.services.binding import is_loopback
from server.web.app_keys import assets_of, services_of
from server.web.assets import Assets
from server.web.middleware import client_of

LANGUAGE_COOKIE = "seatfiller_language"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:{drawn}; "
    "font-src 'self'{font}; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors {framed}"
)
POLICY = _POLICY.format(style="", drawn="", font="", framed="'none'")
OVERLAY_POLICY = _POLICY.format(
    style=" 'unsafe-inline' https: data:", drawn=" https:", font=" https: data:", framed="'self'"
)
"""OBS appends the streamer's CSS as an inline <style>, which may ask for fonts and pictures of its own: only the
streamer can write there. The panel shows the overlay in a frame."""


def set_up_templates(app: web.Application, site: Assets) -> None:
    """Let aiohttp-jinja2 know the templates."""
    app[aiohttp_jinja2.APP_KEY] = _templates(site)


@cache
def _templates(site: Assets) -> jinja2.Environment:
    """One for all applications of a process, for which each template is then compiled once."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(site.folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["asset"] = lambda name: f"/assets/{site.build}/{name}"
    environment.tests["asset"] = site.assets.__contains__
    return environment


def page_language(request: web.Request) -> Language:
    """The language of a page: the visitor's choice, else the browser's."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    for language in LANGUAGES:
        if chosen == language:
            return language
    for part in request.headers.get("Accept-Language", "").split(","):
        for language in LANGUAGES:
            if part.strip().casefold().startswith(language):
                return language
    return "en"


def render(
    request: web.Request,
    template: str,
    page: Mapping[str, Any],
    *,
    status: int = 200,
    policy: str = POLICY,
    **context: Any,
) -> web.Response:
    """A page. Its HTML is never cached; what it loads is, for ever, by its content's hash in the URL."""
    site = assets_of(request)
    language = page_language(request)
    heartbeat_ms = round(services_of(request).config.stream.heartbeat_s * 1000)
    whole = {
        "lang": language,
        "other": LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)],
        "t": lambda key: site.words[language][key],
        "sign_in": _sign_in_advice(request),
        "page": {"build": site.build, "version": __version__, "lang": language, "heartbeatMs": heartbeat_ms, **page},
        **context,
    }
    response = aiohttp_jinja2.render_template(f"{template}/index.html", request, whole, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = policy
    return response


def _sign_in_advice(request: web.Request) -> dict[str, str]:
    """How to get a new sign-in link: how the server was started, and the command; without paths for other machines."""
    started = services_of(request).started
    here = is_loopback(client_of(request))
    return {"how": started.how, "command": started.sign_in if here else started.bare}
