"""Middleware: what every request must pass, and the headers that every answer carries.

Against DNS rebinding the Host must be ours; against other sites' pages an unsafe request must come from our own pages
or from no page at all. SameSite cookies alone don't help on 127.0.0.1: every port there is the same site.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from aiohttp import web
from aiohttp.typedefs import Handler
from yarl import URL

from server.config.config import Config
from server.services.running_server import HEADER as INSTANCE_HEADER
from server.services.running_server import fingerprint
from server.web.app_keys import services_of
from server.web.origins import cross_origin_headers, let_in
from server.web.problems import BadRequest, Forbidden

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+)(?::\d{1,5})?")
"""What may stand in a Host header: a name or an address, and perhaps a port (RFC 9110, 7.2)."""

ANY_HOST = frozenset({"/healthz", "/readyz", "/metrics"})
"""For probes, which call us by whatever name they know. There is nothing there that a rebound page could take."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

MICROPHONE_POLICY = "camera=(), microphone=(self), geolocation=(), on-device-speech-recognition=(self)"
"""In place of that on the hearing page, and nowhere else."""


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Check the Host and the Origin. Raises `Forbidden`; `BadRequest` for a Host that is neither name nor address."""
    config = services_of(request).config
    host = _host_of(request)
    if request.path not in ANY_HOST and not _is_ours(host, request, config):
        raise Forbidden(
            f"This server doesn't answer to {request.host!r}. If that is its name, add it to `hosts` in the config.",
            code="UNKNOWN_HOST",
        )
    if request.method not in SAFE_METHODS or _is_read_of_api(request.path):
        _check_origin(request, config)
    return await handler(request)


def _host_of(request: web.Request) -> str | None:
    """The name that the request calls us by, without its port. Raises `BadRequest`."""
    try:
        # What follows reads the URL, and a port that isn't a number makes that raise.
        host = request.url.host
    except ValueError:
        host = None
    if host is None or not _HOST.fullmatch(request.host):
        raise BadRequest("The Host header is no name or address with a port.", code="BAD_HOST")
    return host


def _is_read_of_api(path: str) -> bool:
    """Another site's page has no business there, be it an image that it shows. (A WebSocket begins as a GET that no
    browser holds to the same-origin policy.) Triggers know better who may press them by GET: see `moments`."""
    return path.startswith("/api/") and not path.startswith("/api/trigger/")


def client_of(request: web.Request) -> str:
    """The address of the client: the peer's, or what a trusted proxy says."""
    peer = _peer(request)
    networks = services_of(request).config.trusted_proxies
    hops = [hop.strip() for hop in ",".join(request.headers.getall("X-Forwarded-For", ())).split(",") if hop.strip()]
    while hops and _within(peer, networks):
        peer = hops.pop()
    return peer


def forwarded_scheme(request: web.Request) -> str:
    """http or https, as the client sees it."""
    said = request.headers.get("X-Forwarded-Proto", "")
    return said if said in ("http", "https") and from_trusted_proxy(request) else request.scheme


def from_trusted_proxy(request: web.Request) -> bool:
    """Whether what the X-Forwarded headers say counts."""
    return _within(_peer(request), services_of(request).config.trusted_proxies)


def _peer(request: web.Request) -> str:
    peer = request.transport.get_extra_info("peername") if request.transport else None
    return str(peer[0]) if peer else ""


def _within(address: str, networks: tuple[object, ...]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)  # type: ignore[operator]


def _is_ours(host: str | None, request: web.Request, config: Config) -> bool:
    if not host:
        return False
    host = host.casefold().rstrip(".")
    if host == "localhost" or host in config.hosts or host == config.host.casefold():
        return True
    if host in services_of(request).own_names:
        return True
    if config.public_url is not None and host == (config.public_url.host or "").casefold():
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    # An address can't be rebound like a name: the one this connection came in on is ours.
    own = request.transport.get_extra_info("sockname") if request.transport else None
    return address.is_loopback or bool(own and own[0] == host)


def _check_origin(request: web.Request, config: Config) -> None:
    if let_in(request):
        return
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if origin is None:
        if site not in (None, "none", "same-origin"):
            raise Forbidden("Another site's page can't do this.", code="FOREIGN_ORIGIN")
        return
    ours = {URL(f"{scheme}://{request.host}").origin() for scheme in {request.scheme, forwarded_scheme(request)}}
    if config.public_url is not None:
        ours.add(URL(str(config.public_url)).origin())
    try:
        found = URL(origin).origin()
    except ValueError:
        found = None
    if found not in ours:
        raise Forbidden("Another site's page can't do this.", code="FOREIGN_ORIGIN")


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """On every answer that doesn't set its own."""
    if request.path == "/healthz":
        # Even where the config closes it: a loader, which is a file, must learn that the server answers.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers[INSTANCE_HEADER] = fingerprint(services_of(request).instance)
    response.headers.update(cross_origin_headers(request))
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")  # links are secrets, and the rest changes
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
