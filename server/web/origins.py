"""Origins: which pages that aren't ours may talk to us, and the headers that let their browser show them the answer.

Two kinds, and nobody else: the host's own widgets (`origins` in the config), which may read the stream and the emotes;
and tools whose windows are web views without an address of their own (Stream Deck's plugins, a file), which may press
triggers. Both still need their token: no cookie goes along, and none would count.
"""

from __future__ import annotations

from aiohttp import web

from server.web.app_keys import services_of

READABLE = ("/api/chat-stream", "/api/chat-socket", "/api/emotes")
"""What a widget may read, beside the emotes' images."""
TRIGGERS = "/api/trigger/"
PREFLIGHT_S = 600
"""For which a browser may remember the answer to a preflight."""


def let_in(request: web.Request) -> bool:
    """Whether the page that asks may, though it isn't ours."""
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    if request.path.startswith(TRIGGERS):
        return is_no_website(origin)
    return request.path in READABLE and origin in services_of(request).config.origins


def is_no_website(origin: str) -> bool:
    """`null`, `file://` and the like: what a tool on this computer says. A website always has http or https."""
    return not origin.casefold().startswith(("http:", "https:"))


def cross_origin_headers(request: web.Request) -> dict[str, str]:
    """For the answer to such a page; none for anybody else."""
    if request.path.startswith("/emotes/") and services_of(request).config.origins:
        return {"Cross-Origin-Resource-Policy": "cross-origin"}  # an <img> names no origin
    if not let_in(request):
        return {}
    return {
        "Access-Control-Allow-Origin": request.headers["Origin"],
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Origin",
    }


async def preflight(request: web.Request) -> web.Response:
    """OPTIONS of a trigger or the stream: what a browser asks first when a page sends a header of its own."""
    if not let_in(request):
        raise web.HTTPMethodNotAllowed(request.method, ("GET", "POST"))
    headers = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "authorization, content-type, last-event-id",
        "Access-Control-Max-Age": str(PREFLIGHT_S),
    }
    if "Access-Control-Request-Private-Network" in request.headers:
        headers["Access-Control-Allow-Private-Network"] = "true"
    return web.Response(status=204, headers=headers)
