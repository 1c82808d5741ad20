"""Rate limits: how many calls of each class a client may make in a minute.

Counted by the credential, so that nobody else's calls use up a streamer's; by the address only where there is none.
Reads don't count, and neither does what takes the chat off the screen: no slider, dock or page can use up the
streamer's way out. Which class a call has, its row in `routes` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from server.config.sections import LimitsConfig
from server.services.acts import TRIGGERS
from server.services.moments import LIVE
from server.web.app_keys import services_of
from server.web.auth import find_access
from server.web.middleware import client_of
from server.web.problems import too_many
from server.web.route import LimitClass, row_of


@dataclass(frozen=True, slots=True)
class RateLimit:
    """What one client may do in a minute."""

    most: Callable[[LimitsConfig], int]
    """Calls a minute, by the config."""
    refusal: str = "Too many calls in a minute."
    by_address: bool = False
    """Counted by the address even where there is a credential."""


RATE_LIMITS: Mapping[LimitClass, RateLimit] = {
    "api": RateLimit(lambda limits: limits.calls_per_minute),
    # Beside the room's own limit of five in ten seconds.
    "moments": RateLimit(lambda limits: 120),
    # Each page of a link reports each change of scene, and none of those may be lost.
    "reports": RateLimit(lambda limits: 1_200),
    "sign-ins": RateLimit(lambda limits: limits.sign_ins_per_minute, "Too many codes in a minute.", by_address=True),
}
"""By class; what has the class "none" isn't counted."""


@web.middleware
async def limit_rate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count a call by the class of its route. Raises `TooMany`."""
    row = row_of(request)
    if row is not None and row.limit != "none" and not _is_urgent(request):
        limit = RATE_LIMITS[row.limit]
        wait_s = services_of(request).limiter.wait_s(
            row.limit, _client(request, limit), limit.most(services_of(request).config.limits)
        )
        if wait_s:
            raise too_many(limit.refusal, retry_after_s=wait_s)
    return await handler(request)


def _is_urgent(request: web.Request) -> bool:
    """Whether it is a trigger that may never be refused: one that hides, pauses or empties the chat, or undoes that."""
    name = request.match_info.get("moment")
    return name is not None and (name in TRIGGERS or name == LIVE)


def _client(request: web.Request, limit: RateLimit) -> str:
    """What tells one client from another: the channel, scope and generation of its link, or its address."""
    access = None if limit.by_address else find_access(request)
    if access is None:
        return client_of(request)
    link = access.link
    return f"{link.channel} {link.scope} {link.generation}"
