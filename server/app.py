"""The application: the services, and before them the middleware and the routes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from server.config.config import Config
from server.services.services import Services
from server.web.app_keys import ASSETS, SERVICES
from server.web.assets import load_site
from server.web.body_limits import body_limits
from server.web.channel_json import describe_for
from server.web.dispatch import authorize
from server.web.error_page import error_page
from server.web.middleware import add_headers, guard
from server.web.problems import problems
from server.web.rate_limits import limit_rate
from server.web.rendering import set_up_templates
from server.web.routes import add_routes


def make_app(config: Config) -> web.Application:
    """The application. Its services open when it starts and close in reverse when it stops.

    Raises `KeyUnusable` if the key that signs links can't be read or made.
    """
    app = web.Application(
        middlewares=[error_page, problems, guard, limit_rate, body_limits, authorize],
        client_max_size=config.limits.body_bytes,
    )
    app[ASSETS] = site = load_site()
    app[SERVICES] = Services(config, describe_for(site.build))
    set_up_templates(app, site)
    app.cleanup_ctx.append(_services)
    app.on_shutdown.append(_end_streams)
    app.on_response_prepare.append(add_headers)
    add_routes(app, config)
    return app


async def _services(app: web.Application) -> AsyncIterator[None]:
    async with app[SERVICES].opened():
        yield


async def _end_streams(app: web.Application) -> None:
    app[SERVICES].end_streams()


def data_folder(path: Path) -> Path:
    """The data folder, made if it isn't there, and proven writable. Raises `OSError`."""
    path.mkdir(parents=True, exist_ok=True)
    probe = path / ".writable"
    probe.write_bytes(b"")
    probe.unlink()
    return path
