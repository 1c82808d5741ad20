"""Pages: what each of them is given, and the files that they load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from server.audience.pace import PACES_S
from server.audience.viewer import COLORS
from server.model.phrase import LANGUAGES
from server.model.themes import THEMES
from server.text.languages import called
from server.web.app_keys import assets_of, services_of
from server.web.auth import RIGHTS, find_access, has_cookie, set_cookie, token_of
from server.web.middleware import MICROPHONE_POLICY
from server.web.problems import NotFound
from server.web.rendering import OVERLAY_POLICY, page_language, render

DEMO_MOMENTS = ("laugh", "hype", "fear", "omg")
"""What a visitor of the landing page may press."""


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
    """What every page that draws the chat is given: what it is, the themes there are, its words in each language."""
    site = assets_of(request)
    words = {language: site.words_of(language, *places) for language in LANGUAGES}
    return {"as": kind, "themes": THEMES, "words": words}


async def panel_page(request: web.Request) -> web.Response:
    """GET /panel: the control page. A panel link becomes a cookie; without a credential it says how to get one."""
    services = services_of(request)
    page = {
        "port": services.config.port,
        "slots": services.config.limits.games,
        "themes": THEMES,
        "paces": PACES_S,
        "languages": [{"code": code, "name": called(code)} for code in services.library.languages],
    }
    return _steering(request, "panel", page, "common.")


async def remote_page(request: web.Request) -> web.Response:
    """GET /remote: the panel's big buttons, for a phone. It is let in as the panel is."""
    return _steering(request, "remote", {}, "remote.")


async def listen_page(request: web.Request) -> web.Response:
    """GET /listen: the hearing page, an ordinary browser tab: the one page that may use the microphone."""
    access = find_access(request)
    may = access is not None and access.scope in RIGHTS["listen"]
    page = {
        "scope": access.scope if access is not None and may else None,
        "closed": "dead" if token_of(request) is not None or has_cookie(request) else "none",
        "words": assets_of(request).words_of(page_language(request), "listen."),
    }
    response = render(request, "listen", page, status=200 if may else 401)
    response.headers["Permissions-Policy"] = MICROPHONE_POLICY
    return response


def _steering(request: web.Request, template: str, page: Mapping[str, Any], *words: str) -> web.Response:
    access = find_access(request)
    if access is not None and access.scope not in ("panel", "owner"):
        access = None
    page = {
        "scope": access.scope if access else None,
        "closed": "dead" if token_of(request) is not None or has_cookie(request) else "none",
        "moments": _everybodys_moments(request),
        "words": assets_of(request).words_of(page_language(request), "panel.", "error.", *words),
        **page,
    }
    response = render(request, template, page, status=200 if access else 401)
    if access is not None:
        set_cookie(request, response, access.link)
    return response


def _everybodys_moments(request: web.Request) -> list[dict[str, Any]]:
    """The moments of every game, with their labels in each language of the pages. What only another language of the
    chat has, the channel tells while its chat speaks it."""
    general = {
        spoken: {
            name: found for name, found in services_of(request).library.general(spoken).moments.items() if found.label
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
    words = assets_of(request).words_of(page_language(request), "phrases.")
    return render(request, "phrases", {"words": words})


async def dashboard(request: web.Request) -> web.Response:
    """GET /dashboard: the original's address of the panel."""
    raise web.HTTPPermanentRedirect("/panel" + (f"?{request.query_string}" if request.query_string else ""))


async def landing_page(request: web.Request) -> web.Response:
    """GET /: what this is, with a demo that runs in the page alone."""
    access, language = find_access(request), page_language(request)
    moments = services_of(request).library.general(language).moments
    return render(
        request,
        "landing",
        {"colors": COLORS, "themes": THEMES},
        signed_in=access is not None and access.scope in ("panel", "owner"),
        moments=[{"type": name, "label": _label(moments.get(name), name)} for name in DEMO_MOMENTS],
    )


async def asset(request: web.Request) -> web.Response:
    """GET /assets/<hash>/<path>: by content hash, so for ever. An older page's hash gets today's file, unstored."""
    site = assets_of(request)
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
