"""Who may call what: every route of the server, tried with every credential that there is."""

from __future__ import annotations

import re

from server.services.link_tokens import SCOPES
from server.web.app_keys import CONFIG
from server.web.auth import OPEN
from server.web.routes import ROUTES, routes_of

OWNERS = {
    "POST /api/emotes",
    "PUT /api/emotes/sets",
    "DELETE /api/emotes/{code}",
    "GET /api/export",
    "POST /api/import",
    "PUT /api/providers/{name}",
    "DELETE /api/providers/{name}",
    "POST /api/providers/{name}/check",
    "PUT /api/providers/{name}/on",
    "POST /api/sign-out-everywhere",
    "POST /api/links/{scope}/rotate",
    "GET /api/server",
    "GET /api/addresses",
    "GET /api/lan",
    "PUT /api/lan",
    "PUT /api/obs/connection",
    "DELETE /api/obs/connection",
    "POST /api/obs/source",
}
"""What can hurt: keys, passwords, links, the disk, whole backups."""
OTHERS = {
    "POST /api/obs": {"overlay"},
    "GET /api/emotes": {"overlay", "panel", "owner"},
}
OWN_RULES = {
    "GET /api/chat-stream",
    "GET /api/chat-socket",
    "GET /api/generate-phrases",
    "GET /api/trigger/{moment}",
    "POST /api/trigger/{moment}",
    "POST /api/sign-out",
    "GET /api/openapi.json",
}
"""Their handlers say who may: a stream always answers 200, a trigger takes no cookie."""
PARTS = {"act": "stop", "scope": "overlay", "page": "reader"}
FOREIGN = {"Origin": "https://elsewhere.example"}


def named(row):
    return f"{row.method} " + re.sub(r"{(\w+):[^}]*}", r"{\1}", row.path)


def may(row):
    if named(row) in OWNERS:
        return {"owner"}
    return OTHERS.get(named(row), {"panel", "owner"})


def address(row):
    return re.sub(r"{(\w+)[^}]*}", lambda part: PARTS.get(part[1], "none"), row.path)


API = [row for row in ROUTES if row.path.startswith("/api/") and named(row) not in OWN_RULES]


async def code_of(answer):
    return (await answer.json()).get("code") if answer.content_type == "application/problem+json" else None


def test_only_what_is_listed_here_has_rules_of_its_own():
    """A new call of the API that nobody gave a right would be open: it must be told here."""
    assert {named(row) for row in ROUTES if row.path.startswith("/api/") and row.right == OPEN} == OWN_RULES
    assert {named(row) for row in API} >= OWNERS | set(OTHERS)


async def test_every_route_has_its_row(server):
    """The router holds what the table says and nothing else."""
    routed = {f"{route.method} {route.resource.canonical}" for route in server.app.router.routes()}
    told = {named(row) for row in routes_of(server.app[CONFIG])}
    assert {found for found in routed if not found.startswith("HEAD ")} == told


async def test_every_call_lets_in_who_may_and_nobody_else(start):
    """No credential, each link, the owner's cookie: refused with the right word, or let through to the handler."""
    server = await start(limits={"calls_per_minute": 100_000})
    for row in API:
        answer = await server.client.request(row.method, server.url + address(row))
        assert (answer.status, await code_of(answer)) == (401, "NO_CREDENTIAL"), named(row)
        for scope in SCOPES:
            if scope == "owner":
                continue  # the owner has no link, but a cookie
            answer = await server.client.request(row.method, server.url + address(row), headers=server.bearer(scope))
            refused = await code_of(answer) in ("NO_CREDENTIAL", "WRONG_SCOPE")
            assert refused == (scope not in may(row)), f"{named(row)} by a link for the {scope}: {answer.status}"


async def test_the_owner_may_do_all_but_report(start):
    """The cookie opens every call that isn't an overlay's; from another site's page it opens none."""
    server = await start(limits={"calls_per_minute": 100_000})
    await server.sign_in()
    for row in API:
        answer = await server.client.request(row.method, server.url + address(row), headers=FOREIGN)
        assert answer.status == 403, f"{named(row)} from another site's page"
        assert await code_of(answer) == "FOREIGN_ORIGIN"
        answer = await server.client.request(row.method, server.url + address(row))
        refused = await code_of(answer) in ("NO_CREDENTIAL", "WRONG_SCOPE")
        assert refused == ("owner" not in may(row)), f"{named(row)} by the owner: {answer.status}"
        if named(row) == "POST /api/sign-out-everywhere":
            await server.sign_in()
