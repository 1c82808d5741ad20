"""Pages: the templates, the words, the assets, and the headers that each page needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp_jinja2
import jinja2
from aiohttp import web

from server import __version__
from server.audience.pace import PACES_S
from server.audience.viewer import COLORS
from server.model.phrase import LANGUAGES, Language
from server.model.themes import THEMES
from server.web import app_keys as keys
from server.web.assets import Assets
from server.web.auth import find_access, has_cookie, set_cookie, token_of
from server.web.handlers.about import sign_in_advice
from server.web.problems import NotFound

LANGUAGE_COOKIE = "seatfiller_language"
DEMO_MOMENTS = ("laugh", "hype", "fear", "omg")
"""What a visitor of the landing page may press."""

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
    environment = aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(site.folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["asset"] = lambda name: f"/assets/{site.build}/{name}"
    environment.tests["asset"] = site.assets.__contains__


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
    """A page. HTML is never stored; what it loads is stored for good, by its content's hash."""
    site = request.app[keys.ASSETS]
    language = page_language(request)
    heartbeat_ms = round(request.app[keys.CONFIG].stream.heartbeat_s * 1000)
    whole = {
        "lang": language,
        "other": LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)],
        "t": lambda key: site.words[language][key],
        "sign_in": sign_in_advice(request),
        "page": {"build": site.build, "version": __version__, "lang": language, "heartbeatMs": heartbeat_ms, **page},
        **context,
    }
    response = aiohttp_jinja2.render_template(f"{template}/index.html", request, whole, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = policy
    return response


async def overlay_page(request: web.Request) -> web.Response:
    """GET /overlay: the transparent page for OBS. A bad link gets the page too, which then draws a card."""
    previews = token_of(request) is None and find_access(request) is not None
    page = _chat(request, "preview" if previews else "overlay", "overlay.")
    return render(request, "chat", page, policy=OVERLAY_POLICY)


async def reader_page(request: web.Request) -> web.Response:
    """GET /chat: the same chat on an opaque page."""
    page = _chat(request, "reader", "overlay.", "reader.")
    # Whose browser has been to the panel finds the way back; no link ever carries a token where it could be seen.
    return render(request, "reader", page, steers=has_cookie(request))


async def highlight_page(request: web.Request) -> web.Response:
    """GET /highlight: transparent for OBS, empty but for the message that the streamer picks."""
    return render(request, "highlight", _chat(request, "highlight", "overlay."), policy=OVERLAY_POLICY)


def _chat(request: web.Request, kind: str, *places: str) -> dict[str, Any]:
    """What every page that draws the chat is told: what it is, the themes there are, its words in each language."""
    site = request.app[keys.ASSETS]
    words = {language: site.words_of(language, *places) for language in LANGUAGES}
    return {"as": kind, "themes": THEMES, "words": words}


async def panel_page(request: web.Request) -> web.Response:
    """GET /panel: the control page. A panel link becomes a cookie; without a credential it says how to get one."""
    app = request.app
    slots = app[keys.CONFIG].limits.games
    page = {"port": app[keys.PORT], "slots": slots, "themes": THEMES, "paces": PACES_S}
    return _steering(request, "panel", page, "common.")


async def remote_page(request: web.Request) -> web.Response:
    """GET /remote: the panel's big buttons, for a phone. It is let in as the panel is."""
    return _steering(request, "remote", {}, "remote.")


def _steering(request: web.Request, template: str, page: Mapping[str, Any], *words: str) -> web.Response:
    access = find_access(request)
    if access is not None and access.scope not in ("panel", "owner"):
        access = None
    page = {
        "scope": access.scope if access else None,
        "closed": "dead" if token_of(request) is not None or has_cookie(request) else "none",
        "moments": _everybodys_moments(request),
        "words": request.app[keys.ASSETS].words_of(page_language(request), "panel.", "error.", *words),
        **page,
    }
    response = render(request, template, page, status=200 if access else 401)
    if access is not None:
        set_cookie(request, response, access.link)
    return response


def _everybodys_moments(request: web.Request) -> list[dict[str, Any]]:
    """The moments of every game, with their labels in each language."""
    general = {
        spoken: {
            name: found for name, found in request.app[keys.LIBRARY].general(spoken).moments.items() if found.label
        }
        for spoken in LANGUAGES
    }
    names = dict.fromkeys(name for found in general.values() for name in found)
    return [
        {"type": name, "label": {spoken: _label(general[spoken].get(name), name) for spoken in LANGUAGES}}
        for name in names
    ]


def _label(moment: Any, name: str) -> str:
    return (moment.label if moment else None) or name


async def phrases_page(request: web.Request) -> web.Response:
    """GET /panel/phrases: what there is to say about a game. Without a credential, the panel says how to get one."""
    access = find_access(request)
    if access is None or access.scope not in ("panel", "owner"):
        raise web.HTTPFound("/panel")
    words = request.app[keys.ASSETS].words_of(page_language(request), "phrases.")
    return render(request, "phrases", {"words": words})


async def dashboard(request: web.Request) -> web.Response:
    """GET /dashboard: the original's address of the panel."""
    raise web.HTTPPermanentRedirect("/panel" + (f"?{request.query_string}" if request.query_string else ""))


async def landing_page(request: web.Request) -> web.Response:
    """GET /: what this is, with a demo that runs in the page alone."""
    access, language = find_access(request), page_language(request)
    moments = request.app[keys.LIBRARY].general(language).moments
    return render(
        request,
        "landing",
        {"colors": COLORS, "themes": THEMES},
        signed_in=access is not None and access.scope in ("panel", "owner"),
        moments=[{"type": name, "label": _label(moments.get(name), name)} for name in DEMO_MOMENTS],
    )


async def asset(request: web.Request) -> web.Response:
    """GET /assets/<hash>/<path>: by content hash, so for ever. An older page's hash gets today's file, unstored."""
    site = request.app[keys.ASSETS]
    found = site.assets.get(request.match_info["path"])
    if found is None:
        raise NotFound("There is no such file.")
    fresh = request.match_info["build"] == site.build
    response = web.Response(body=found[0])
    response.headers["Content-Type"] = found[1] + ("; charset=utf-8" if found[1].startswith("text/") else "")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    if len(found[0]) > 1_024 and not found[1].startswith("font/"):
        response.enable_compression()
    return response
