"""Body limits: how large the body of a request may be.

`limits.body_bytes` holds for all but the routes whose row says otherwise. Those take what a channel can hold, which is
more, and their limit comes of the model itself: what was exported goes in again, and nothing is without a bound.
"""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

from server.web.app_keys import services_of
from server.web.route import row_of


@web.middleware
async def body_limits(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Allow a body of the size that the route's row gives."""
    row = row_of(request)
    if row is not None and row.largest_body > services_of(request).config.limits.body_bytes:
        request = request.clone(client_max_size=row.largest_body)
    return await handler(request)
