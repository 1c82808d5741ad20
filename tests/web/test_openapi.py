"""The API's description, held against the router and the handlers: it can't fall behind."""

from __future__ import annotations

import inspect
import re

from server.web.openapi import api_routes, describe_api
from server.web.route import RawBody


def operation(described, row):
    return described["paths"][row.template][row.method.lower()]


async def test_every_call_is_described_and_nothing_else(server):
    """Every route of the router, each under an id of its own, with all of its path's parts."""
    described = describe_api(server.app)
    router = {
        (route.method, route.resource.canonical)
        for route in server.app.router.routes()
        if route.resource.canonical.startswith("/api/") and route.method not in ("HEAD", "OPTIONS")
    }
    told = {(method.upper(), path) for path, found in described["paths"].items() for method in found}
    assert told == router == {(row.method, row.template) for row in api_routes(server.app)}
    operations = [found for path in described["paths"].values() for found in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    for path, found in described["paths"].items():
        for operation in found.values():
            named = {part["name"] for part in operation["parameters"] if part["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))


async def test_every_body_is_described(server):
    """What a handler is given has the shape of its row's model; a body that it reads itself, its kinds."""
    described = describe_api(server.app)
    for row in api_routes(server.app):
        told = operation(described, row).get("requestBody")
        if row.body is None:
            assert told is None
        elif isinstance(row.body, RawBody):
            assert told["content"].keys() == row.body.kinds.keys()
        else:
            assert told["content"]["application/json"]["schema"]["type"] == "object"
    assert described["paths"]["/api/chat-wave"]["post"]["requestBody"]["required"] is True


async def test_every_body_that_a_handler_reads_is_in_its_row(server):
    """As far as the handler's own lines say: it is given its model, or reads the body and its row says that."""
    for row in api_routes(server.app):
        reads = re.search(r"\b(parsed|_sent)\(|request\.(read|json|post|text)\(", inspect.getsource(row.handler))
        assert bool(reads) == isinstance(row.body, RawBody), row.path
        given = len(inspect.signature(row.handler).parameters)
        assert given == (2 if row.body is not None and not isinstance(row.body, RawBody) else 1), row.path


async def test_every_query_that_a_handler_reads_is_described(server):
    """As far as the handler's own lines say."""
    for row in api_routes(server.app):
        read = set(re.findall(r"query(?:\.get\(|\[)\"(\w+)\"", inspect.getsource(row.handler)))
        assert read - {"token"} <= set(row.query)


async def test_every_credential_is_a_security_scheme(server):
    """The owner has a cookie and nothing else; its name carries the port."""
    await server.sign_in()
    schemes = describe_api(server.app)["components"]["securitySchemes"]
    names = {cookie.key for cookie in server.client.cookie_jar}
    assert schemes["owner"]["name"] in names
    assert {scheme["in"] for scheme in schemes.values() if scheme["type"] == "apiKey"} == {"query", "cookie"}


async def test_what_is_no_json_is_described_as_what_it_is(server):
    """A stream, a socket, a file, a line of text, nothing at all."""
    paths = describe_api(server.app)["paths"]
    assert "text/event-stream" in paths["/api/chat-stream"]["get"]["responses"]["200"]["content"]
    assert "101" in paths["/api/chat-socket"]["get"]["responses"]
    assert "content" not in paths["/api/obs"]["post"]["responses"]["204"]
    assert "text/plain" in paths["/api/trigger/{moment}"]["get"]["responses"]["default"]["content"]


async def test_an_answer_without_a_body_is_described_as_one(server):
    """As far as the handler's own lines say: whoever answers 204 isn't described as giving JSON."""
    described = describe_api(server.app)
    without = [
        operation(described, row)["responses"]
        for row in api_routes(server.app)
        if "status=204" in inspect.getsource(row.handler)
    ]
    assert len(without) >= 3
    for answers in without:
        assert answers.keys() == {"204", "default"}
        assert "content" not in answers["204"]
