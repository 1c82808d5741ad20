"""Auth: the credential of a request, and the rights that it gives.

A token in the URL or the Authorization header decides alone; cookies count only where there is none, since all of
OBS's pages share one cookie jar. Owner and panel have a cookie each, so that opening a panel link can't take the
owner's rights away.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from aiohttp import web

from server.services.link_tokens import BadToken, Link, Scope
from server.web.app_keys import services_of
from server.web.middleware import forwarded_scheme
from server.web.problems import NoCredential, WrongScope

COOKIE_S = 180 * 86_400
"""How long a cookie lasts without a visit; each visit of the panel renews it."""

COOKIES: tuple[Scope, ...] = ("owner", "panel")
"""Scopes that a browser keeps in a cookie, strongest first."""

RIGHTS: dict[str, tuple[Scope, ...]] = {
    "watch": ("overlay", "panel", "owner"),
    "report": ("overlay",),
    "steer": ("panel", "owner"),
    "own": ("owner",),
    "trigger": ("trigger", "panel"),
    "listen": ("listen", "owner"),
}
"""Which scopes may do what."""

Right = Literal["open", "watch", "report", "steer", "own", "trigger", "listen"]
OPEN: Right = "open"
"""Anybody may, or the handler has rules of its own."""


@dataclass(frozen=True, slots=True)
class Access:
    """A credential that was found and is good."""

    link: Link
    by_cookie: bool

    @property
    def channel(self) -> str:
        return self.link.channel

    @property
    def scope(self) -> Scope:
        return self.link.scope


_ACCESS = web.RequestKey("access", Access)


def token_of(request: web.Request) -> str | None:
    """The token that the request carries, in its URL or its Authorization header."""
    token = request.query.get("token")
    if token is not None:
        return token
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if kind.casefold() == "bearer" else None


def cookie_name(scope: Scope, port: int) -> str:
    """Cookies know no ports, so ours carry it in the name."""
    return f"seatfiller_{scope}_{port}"


def find_access(request: web.Request) -> Access | None:
    """The credential of a request; None if it has none, or one that is no longer valid."""
    token = token_of(request)
    if token is not None:
        link = _living(request, token)
        return Access(link, by_cookie=False) if link is not None and link.scope != "owner" else None
    return next((Access(link, by_cookie=True) for link in sessions(request)), None)


def has_cookie(request: web.Request) -> bool:
    """Whether the browser has a cookie of ours, valid or not."""
    return any(cookie_name(scope, services_of(request).config.port) in request.cookies for scope in COOKIES)


def need(request: web.Request, right: Right) -> Access:
    """The credential of a request that has `right`. Raises `NoCredential`, `WrongScope`."""
    access = find_access(request)
    if access is None:
        raise NoCredential("This needs a link or a sign-in that is good. The one you have isn't, or there is none.")
    if access.scope not in RIGHTS[right]:
        raise WrongScope(f"A link for the {access.scope} can't do this.")
    return access


def set_access(request: web.Request, access: Access) -> None:
    """Store the credential of a request, once it is known to have the right of the route."""
    request[_ACCESS] = access


def access_of(request: web.Request) -> Access:
    """The credential of a request, which has the right of the route. Raises `KeyError` on an open route."""
    return request[_ACCESS]


def set_cookie(request: web.Request, response: web.StreamResponse, link: Link) -> None:
    """Give the browser a cookie that stands for `link`. It has a session of its own, so that it can be signed out."""
    if not link.session:
        link = replace(link, session=secrets.token_urlsafe(12))
    response.set_cookie(
        cookie_name(link.scope, services_of(request).config.port),
        services_of(request).signer.sign(link, lasts_s=COOKIE_S),
        max_age=COOKIE_S,
        httponly=True,
        samesite="Strict",
        secure=_came_by_https(request),
    )


def sessions(request: web.Request) -> Iterator[Link]:
    """The links of this browser's valid cookies, the strongest first."""
    for scope in COOKIES:
        kept = request.cookies.get(cookie_name(scope, services_of(request).config.port))
        link = _living(request, kept) if kept else None
        if link is not None and link.scope == scope:
            yield link


def drop_cookies(request: web.Request, response: web.StreamResponse) -> None:
    """Delete both cookies in the browser."""
    for scope in COOKIES:
        response.del_cookie(
            cookie_name(scope, services_of(request).config.port),
            httponly=True,
            samesite="Strict",
            secure=_came_by_https(request),
        )


def _came_by_https(request: web.Request) -> bool:
    """Whether the visitor's browser speaks TLS, with us or with a proxy before us.

    For a proxy that sends no header, `public_url` decides: its name, or the loopback address that requests arrive at.
    (Browsers keep a Secure cookie of http://127.0.0.1 too.) At an address on the network such a cookie would be lost.
    """
    if forwarded_scheme(request) == "https":
        return True
    public = services_of(request).config.public_url
    return public is not None and public.scheme == "https" and request.url.host in (public.host, "127.0.0.1", "::1")


def _living(request: web.Request, token: str) -> Link | None:
    try:
        link = services_of(request).signer.read(token)
    except BadToken:
        return None
    return link if services_of(request).channels.alive(link) else None
