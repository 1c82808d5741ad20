"""Rate limits: which calls count, and for whom.

By the credential, so that nobody else's calls use up a streamer's; by the address only where there is none. Reads and
unknown paths don't count, and what takes the chat off the screen never does: no slider, dock or page can use up the
streamer's way out.
"""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

from server.web.app_keys import CONFIG, RATE_LIMITER
from server.web.auth import find_access
from server.web.middleware import SAFE_METHODS, client_of
from server.web.problems import too_many

ACTS = frozenset({"panic", "hide", "show", "pause", "start", "clear", "live", "off-air"})
"""Under /api/channel/ and /api/trigger/: never counted, never refused."""
REPORTS_PER_MINUTE = 1_200
"""Of what OBS says: each page of a link reports each change of scene, and none of them may be lost."""
MOMENTS_PER_MINUTE = 120
"""Beside the room's own limit of five in ten seconds."""


@web.middleware
async def limit_rate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a call through, or raise `TooMany`."""
    found = _counted_as(request)
    if found is not None:
        purpose, most = found
        access = find_access(request)
        link = access.link if access is not None else None
        who = f"{link.channel} {link.scope} {link.generation}" if link is not None else client_of(request)
        wait_s = request.app[RATE_LIMITER].wait_s(purpose, who, most)
        if wait_s:
            raise too_many("Too many calls in a minute.", retry_after_s=wait_s)
    return await handler(request)


def _counted_as(request: web.Request) -> tuple[str, int] | None:
    """Which limit the call counts for, and how high that is; None: it doesn't count."""
    path = request.path
    if not path.startswith("/api/") or request.match_info.http_exception is not None:
        return None
    parent, _, name = path.rpartition("/")
    is_trigger = parent == "/api/trigger"
    if (is_trigger or parent == "/api/channel") and name in ACTS:
        return None
    if is_trigger or path == "/api/chat-wave":
        return "moments", MOMENTS_PER_MINUTE
    if request.method in SAFE_METHODS:
        return None
    if path == "/api/obs":
        return "reports", REPORTS_PER_MINUTE
    return "api", request.app[CONFIG].limits.calls_per_minute
