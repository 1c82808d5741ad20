"""App keys: what is found in the application, and the one place where handlers find it."""

from __future__ import annotations

from aiohttp import web

from server.services.services import Services
from server.web.assets import Assets

SERVICES = web.AppKey("services", Services)
ASSETS = web.AppKey("assets", Assets)


def services_of(request: web.Request) -> Services:
    """What a handler calls."""
    return request.app[SERVICES]


def assets_of(request: web.Request) -> Assets:
    """What the pages load, and their words."""
    return request.app[ASSETS]
