"""A route: one address of the server, with all that a call of it must pass before its handler.

The rows are in `routes`; the middleware, the API's description and `docs/api.md` read them.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web
from pydantic import BaseModel

from server.web.auth import Right

LimitClass = Literal["none", "api", "moments", "reports", "sign-ins"]
"""Which calls are counted together; `rate_limits` has how many of a class a client may make in a minute."""

Schema = Mapping[str, Any]
Query = Mapping[str, tuple[str, Schema]]
"""Parameters of a query by name: what each is for, and its JSON schema."""
Answers = Mapping[str, tuple[str, ...]]
"""The media types of the good answers, by status."""

AS_JSON: Answers = {"200": ("application/json",)}
EMPTY: Answers = {"204": ()}


@dataclass(frozen=True, slots=True)
class RawBody:
    """A body that the handler reads itself, because it isn't JSON of one model: its kinds by media type."""

    kinds: Mapping[str, Schema | type[BaseModel]]


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """One address."""

    method: str
    path: str
    right: Right
    """What it takes to call it."""
    limit: LimitClass
    handler: Callable[..., Awaitable[web.StreamResponse]]
    """Called with the request; with the body too, where `body` is a model."""
    body: type[BaseModel] | RawBody | None = None
    """The model of the JSON object, or of the form, that the call carries. None: nothing is read."""
    largest_body: int = 0
    """Bytes, where `limits.body_bytes` is too few. 0: that limit holds."""
    query: Query = field(default_factory=dict)
    answers: Answers = field(default_factory=lambda: AS_JSON)
    checks_itself: bool = False
    """Whether the handler checks the right, because it refuses in a form of its own."""
    old_name_of: str = ""
    """The path that has taken its place. It goes with the next release but one."""
    heads: bool = True
    """Whether a GET answers HEAD too."""

    @property
    def template(self) -> str:
        """The path as a description gives it: `/api/script/{act}`."""
        return re.sub(r"{(\w+):[^}]*}", r"{\1}", self.path)

    @property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """Parts of the path that are one of a few words; the router finds no other."""
        parts = re.findall(r"{(\w+):(\w+(?:\|\w+)+)}", self.path)
        return {name: tuple(words.split("|")) for name, words in parts}

    @property
    def summary(self) -> str:
        """What it does: the first line of its handler's docstring, after the colon."""
        if self.old_name_of:
            return f"the old name of `{self.old_name_of}`."
        first = (self.handler.__doc__ or "").partition("\n")[0]
        return first.partition(":")[2].strip() or f"{self.method} {self.template}"


ROWS: web.AppKey[dict[web.AbstractRoute, Route]] = web.AppKey("rows")
"""The row of each of the router's routes."""


def row_of(request: web.Request) -> Route | None:
    """The row of the route that was called; None where the router found none. Raises `KeyError` for one without."""
    found = request.match_info
    return request.app[ROWS][found.route] if found.http_exception is None else None
