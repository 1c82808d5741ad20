"""The API's description, held against the router and the handlers: it can't fall behind."""

from __future__ import annotations

import inspect
import re

from server.web.openapi import api_routes, describe_api
from server.web.openapi_table import ANSWERS, BODIES, FILES, NO_BODY, QUERIES


async def test_every_call_is_described_and_nothing_else(server):
    """Every route of the router, each under an id of its own, with all of its path's parts."""
    described = describe_api(server.app)
    routes = {(method, path) for method, path, _ in api_routes(server.app)}
    assert {(method.upper(), path) for path, found in described["paths"].items() for method in found} == routes
    for table in (BODIES, FILES, NO_BODY, QUERIES, ANSWERS):
        assert set(table) <= routes
    operations = [found for path in described["paths"].values() for found in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    for path, found in described["paths"].items():
        for operation in found.values():
            named = {part["name"] for part in operation["parameters"] if part["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))


async def test_every_body_is_described(server):
    """What changes something has a body of a known shape, or is known to have none."""
    changing = {(method, path) for method, path, _ in api_routes(server.app) if method in ("POST", "PUT", "PATCH")}
    assert changing == set(BODIES) | set(FILES) | NO_BODY
    paths = describe_api(server.app)["paths"]
    for method, path in BODIES:
        assert paths[path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]["type"] == "object"
    assert paths["/api/chat-wave"]["post"]["requestBody"]["required"] is True


async def test_every_query_that_a_handler_reads_is_described(server):
    """As far as the handler's own lines say."""
    for method, path, handler in api_routes(server.app):
        read = set(re.findall(r"query(?:\.get\(|\[)\"(\w+)\"", inspect.getsource(handler)))
        assert read - {"token"} <= set(QUERIES.get((method, path), {}))


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
    described = describe_api(server.app)["paths"]
    without = [
        described[path][method.lower()]["responses"]
        for method, path, handler in api_routes(server.app)
        if "status=204" in inspect.getsource(handler)
    ]
    assert len(without) >= 3
    for answers in without:
        assert answers.keys() == {"204", "default"}
        assert "content" not in answers["204"]
