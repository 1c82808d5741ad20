"""Who may call what: every route of the server, tried with every credential that there is."""

from __future__ import annotations

import inspect
import json
import re
from typing import get_args

import pytest

from server.services.link_tokens import SCOPES, Link
from server.web.app_keys import SERVICES
from server.web.auth import OPEN, RIGHTS
from server.web.rate_limits import RATE_LIMITS
from server.web.route import LimitClass
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
    "PATCH /api/senses",
    "POST /api/senses/meter",
    "GET /api/senses/picture",
}
"""What can hurt: keys, passwords, links, the disk, whole backups."""
OTHERS = {
    "POST /api/obs": {"overlay"},
    "GET /api/emotes": {"overlay", "panel", "owner"},
    "GET /api/chat-stream": {"overlay", "panel", "owner"},
    "GET /api/chat-socket": {"overlay", "panel", "owner"},
    "GET /api/listen": {"listen", "owner"},
    "GET /api/trigger/{moment}": {"trigger", "panel"},
    "POST /api/trigger/{moment}": {"trigger", "panel"},
}
OWN_RULES = {
    "GET /api/chat-stream",
    "GET /api/chat-socket",
    "GET /api/listen",
    "GET /api/generate-phrases",
    "GET /api/trigger/{moment}",
    "POST /api/trigger/{moment}",
}
"""Their handlers refuse in a form of their own: a stream or socket always opens, a trigger in a line of text."""
FOR_ANYBODY = {"POST /api/sign-out", "GET /api/openapi.json"}
PARTS = {"act": "stop", "scope": "overlay", "page": "reader", "moment": "hide"}
FOREIGN = {"Origin": "https://elsewhere.example"}


def named(row):
    return f"{row.method} {row.template}"


def may(row):
    if named(row) in OWNERS:
        return {"owner"}
    return OTHERS.get(named(row), {"panel", "owner"})


def address(row):
    return re.sub(r"{(\w+)[^}]*}", lambda part: PARTS.get(part[1], "none"), row.path)


API = [row for row in ROUTES if row.path.startswith("/api/") and named(row) not in OWN_RULES | FOR_ANYBODY]


async def code_of(answer):
    return (await answer.json()).get("code") if answer.content_type == "application/problem+json" else None


def test_only_what_is_listed_here_has_rules_of_its_own():
    """A new call of the API that nobody gave a right would be open: it must be told here."""
    calls = [row for row in ROUTES if row.path.startswith("/api/")]
    assert {named(row) for row in calls if row.right == OPEN} == FOR_ANYBODY
    assert {named(row) for row in calls if row.checks_itself} == OWN_RULES
    assert {named(row) for row in calls} >= OWNERS | set(OTHERS)


def test_the_table_gives_each_call_to_those_who_may():
    """What is written here by hand is what the rows say."""
    for row in ROUTES:
        if row.right != OPEN:
            assert set(RIGHTS[row.right]) == may(row), named(row)


async def test_every_route_has_its_row(server):
    """The router holds what the table says and nothing else."""
    routed = {f"{route.method} {route.resource.canonical}" for route in server.app.router.routes()}
    told = {named(row) for row in routes_of(server.app[SERVICES].config)}
    assert {found for found in routed if not found.startswith("HEAD ")} == told


async def test_every_route_has_a_limit_class(server):
    """One that there is; and nothing that changes something goes uncounted, but for what takes the chat away."""
    uncounted = set()
    for row in routes_of(server.app[SERVICES].config):
        assert row.limit in get_args(LimitClass)
        assert row.limit == "none" or row.limit in RATE_LIMITS
        if row.limit == "none" and row.method not in ("GET", "OPTIONS"):
            uncounted.add(named(row))
    acts = ("start", "pause", "clear", "panic", "show", "off-air")
    assert uncounted == {f"POST /api/channel/{act}" for act in acts}


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


@pytest.mark.parametrize(
    "link",
    [*(Link("elsewhere", scope, 1) for scope in SCOPES), *(Link("main", scope, 99) for scope in SCOPES)],
    ids=lambda link: f"{link.channel}-{link.scope}-{link.generation}",
)
async def test_no_call_lets_in_another_channel_or_a_dead_link(start, link):
    """Signed by this server's own key, for a channel that isn't there, or of another generation."""
    server = await start(limits={"calls_per_minute": 100_000})
    bearer = {"Authorization": f"Bearer {server.app[SERVICES].signer.sign(link)}"}
    for row in API:
        answer = await server.client.request(row.method, server.url + address(row), headers=bearer)
        assert (answer.status, await code_of(answer)) == (401, "NO_CREDENTIAL"), named(row)


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


async def test_a_stream_is_ended_for_whoever_may_not_see_it(server):
    """200 and one event `gone`, or a frame of that name, for every other credential; what else there is goes on."""
    foreign = server.app[SERVICES].signer.sign(Link("elsewhere", "overlay", 1))
    for token in (None, server.token("trigger"), foreign):
        query = f"?token={token}" if token else ""
        answer = await server.client.get(f"{server.url}/api/chat-stream{query}")
        assert (answer.status, "event: gone" in await answer.text()) == (200, True)
        async with server.client.ws_connect(f"{server.url}/api/chat-socket{query}") as socket:
            assert json.loads((await socket.receive()).data)["event"] == "gone"
    for scope in ("overlay", "panel"):
        async with server.client.ws_connect(f"{server.url}/api/chat-socket?token={server.token(scope)}") as socket:
            assert json.loads((await socket.receive()).data)["event"] != "gone"


async def test_a_trigger_takes_a_trigger_or_panel_link_and_no_cookie(server):
    """Refused in a line of text: without a link, with an overlay's or a foreign one, and with the owner's cookie."""
    url = f"{server.url}/api/trigger/pause"
    foreign = server.app[SERVICES].signer.sign(Link("elsewhere", "trigger", 1))
    await server.sign_in()
    for token, status in ((None, 401), (foreign, 401), (server.token("overlay"), 403)):
        for method in ("GET", "POST"):
            answer = await server.client.request(method, f"{url}?token={token}" if token else url)
            assert (answer.status, answer.content_type) == (status, "text/plain"), (method, status)
    for scope in ("trigger", "panel"):
        assert (await server.client.post(f"{url}?token={server.token(scope)}")).status == 200


async def test_the_games_are_told_to_who_steers(server):
    """Anybody learns that they aren't signed in, a link that may not steer is refused."""
    url = f"{server.url}/api/generate-phrases"
    answer = await server.client.get(url)
    assert (answer.status, await answer.json()) == (200, {"authenticated": False})
    for scope, status in (("overlay", 403), ("trigger", 403), ("panel", 200)):
        assert (await server.client.get(url, headers=server.bearer(scope))).status == status


def test_a_call_that_carries_something_has_a_model():
    """A handler that is given a body has the model in its row, by the same name."""
    for row in ROUTES:
        given = list(inspect.signature(row.handler, eval_str=True).parameters.values())[1:]
        if given:
            assert [one.annotation for one in given] == [row.body], named(row)
