"""Error page: what a person sees where there is no page, or where it is refused.

A program gets the problem as JSON; a browser that asked for a page gets one: below the overlay's addresses a
transparent one with the card, so that OBS never shows a text of errors over a game, elsewhere one with a way home. The
page needs nothing else: under a host that isn't ours, whatever it asked for would be refused too.
"""

from __future__ import annotations

import json

from aiohttp import web
from aiohttp.typedefs import Handler

from server.web.rendering import render

IN_OBS = ("/overlay", "/highlight")
"""Addresses that stand in a browser source, whatever follows them."""
PROGRAMS = ("/api/", "/assets/", "/emotes/")
"""Addresses that get no page, whatever the Accept header says."""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_REASONS = {"NOT_FOUND": "missing", "METHOD_NOT_ALLOWED": "missing", "UNKNOWN_HOST": "host", "TOO_MANY_CALLS": "busy"}
"""Codes of problems that a person can do something about; the others are "broken"."""


@web.middleware
async def error_page(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give a browser a page in place of a problem. Outermost: it sees what every other middleware raised."""
    answer = await handler(request)
    if not isinstance(answer, web.Response) or answer.content_type != "application/problem+json":
        return answer
    if request.path.startswith(PROGRAMS) or "text/html" not in request.headers.get("Accept", ""):
        return answer
    assert isinstance(answer.body, bytes)
    reason = _REASONS.get(json.loads(answer.body)["code"], "broken")
    in_obs = request.path.casefold().startswith(IN_OBS)
    # Nothing of the request is said back: neither its host nor a token that stood in its address.
    page = render(request, "error-page", {}, status=answer.status, policy=POLICY, reason=reason, in_obs=in_obs)
    for name in ("Retry-After", "Allow"):
        if name in answer.headers:
            page.headers[name] = answer.headers[name]
    return page
