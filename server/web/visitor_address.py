"""Visited: the address by which the visitor reached us, which is the one that their links must carry.

A published port of a container, a tunnel or a proxy is another one than we listen on; only the visitor's own request
knows it.
"""

from __future__ import annotations

from aiohttp import web
from yarl import URL

from server.web.app_keys import services_of
from server.web.middleware import forwarded_scheme, from_trusted_proxy


def visited_base(request: web.Request) -> str:
    """Scheme, host and port of our pages for this request: `public_url`, else those that the request used.

    `localhost` becomes 127.0.0.1 (or ::1 where we listen on that alone): OBS and the browser may mean another by it.
    """
    config = services_of(request).config
    if config.public_url is not None:
        return str(config.public_url).rstrip("/")
    scheme, url = forwarded_scheme(request), _called(request)
    host = url.host or "127.0.0.1"
    if host.casefold().rstrip(".") == "localhost":
        host = "::1" if config.host == "::1" else "127.0.0.1"
    return str(URL.build(scheme=scheme, host=host, port=url.explicit_port)).rstrip("/")


def visited_port(request: web.Request) -> int:
    """The port that the visitor used."""
    url = URL(visited_base(request))
    return url.port or (443 if url.scheme == "https" else 80)


def _called(request: web.Request) -> URL:
    """The host and port of the visitor's address bar: from the Host header, or from a proxy that we trust."""
    called = URL(f"http://{request.host}")
    if not from_trusted_proxy(request):
        return called
    host = request.headers.get("X-Forwarded-Host", "").rpartition(",")[2].strip()
    port = request.headers.get("X-Forwarded-Port", "").rpartition(",")[2].strip()
    try:
        if host:
            called = URL(f"http://{host}").origin()
        if port.isdecimal() and 0 < int(port) <= 65_535:
            called = called.with_port(None if int(port) in (80, 443) else int(port))
    except ValueError:
        pass
    return called
