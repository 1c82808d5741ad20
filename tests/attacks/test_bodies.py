"""Hostile bodies: whatever is sent, wherever, the answer is a client's mistake and the log is empty."""

from __future__ import annotations

import gzip
import json
import logging
import unicodedata

import pytest

from server.logs import ClientErrors

DEEP = b'{"a":' * 2_000 + b"1" + b"}" * 2_000
BODIES = {
    "not utf-8": (b"\xff", "application/json", None),
    "a charset that isn't one": (b"{}x", "application/json; charset=bogus", None),
    "a charset that is no text": (b"{}x", "application/json; charset=hex", None),
    "a charset that squares": (b"a" * 60_000, "application/json; charset=punycode", None),
    "deep": (DEEP, "application/json", None),
    "deep lists": (b"[" * 60_000, "application/json", None),
    "half a string": (b'{"a": "' + b'\\"' * 20_000, "application/json", None),
    "a number without end": (b'{"a": ' + b"9" * 50_000 + b"}", "application/json", None),
    "a list": (b"[]", "application/json", None),
    "a word": (b'"a"', "application/json", None),
    "a lone surrogate as key": (b'{"\\ud800": 1}', "application/json", None),
    "a key without end": (b'{"' + b"k" * 60_000 + b'": 1}', "application/json", None),
    "junk gzip": (b"nonsense", "application/json", "gzip"),
    "half a gzip": (gzip.compress(b"{}" * 9_000)[:30], "application/json", "gzip"),
    "junk deflate": (b"nonsense", "application/json", "deflate"),
    "a multipart without boundary": (b"x", "multipart/form-data", None),
    "a multipart that never ends": (b"--b\r\n\r\nx", "multipart/form-data; boundary=b", None),
    "a form not utf-8": (b"code=\xff", "application/x-www-form-urlencoded", None),
    "a form of a bogus charset": (b"code=a", "application/x-www-form-urlencoded; charset=bogus", None),
    "a form of many fields": (b"a=1&" * 10_000, "application/x-www-form-urlencoded", None),
    "an odd type": (b"x", "\xff/;=", None),
}  # fmt: skip


def routes(app):
    """Every call that takes a body."""
    for route in app.router.routes():
        if route.method in ("POST", "PUT", "PATCH", "DELETE") and route.resource is not None:
            yield route.method, route.resource.canonical.replace("{act}", "stop").replace("{", "").replace("}", "")


@pytest.mark.parametrize("body", BODIES)
async def test_no_body_is_our_fault(start, body, caplog):
    """On every route that takes one: below 500, never a traceback."""
    caplog.set_level(logging.ERROR)
    server = await start(limits={"calls_per_minute": 10_000, "sign_ins_per_minute": 1_000})
    await server.sign_in()
    data, kind, encoding = BODIES[body]
    # aiohttp drops the connection of a body that it can't unpack, so each call has its own.
    headers = {"Content-Type": kind, "Connection": "close"} | ({"Content-Encoding": encoding} if encoding else {})
    for method, path in routes(server.app):
        async with server.client.request(method, server.url + path, data=data, headers=headers) as answer:
            assert answer.status < 500 or answer.status == 502, (method, path, await answer.text())
    said = [record for record in caplog.records if ClientErrors().filter(record)]
    assert [record.getMessage() for record in said if record.exc_info] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/channel", {"crowd": "many"}),
        ("/api/channel", {"crowd": 0, "pace": "x", "weights": {"main": "a"}}),
        ("/api/channel", {"streamer": {"name": "<b>"}}),
        ("/api/channel", {"nonsense": 1}),
        ("/api/channel", {"game": "\u0345\u0300" * 5_000}),
        ("/api/channel", {"situation": "x" * 500}),
        ("/api/channel", {"look": {"nameColor": "red"}}),
    ],
)
async def test_a_rule_that_is_broken_is_told_by_a_code(server, path, body):
    """And by the field; the parser's own words reach nobody."""
    async with server.client.patch(server.url + path, json=body, headers=server.bearer("panel")) as answer:
        told = await answer.json()
    assert answer.status in (400, 422)
    if answer.status == 400:
        assert {error["field"].split(".")[0] for error in told["errors"]} <= set(body)
        assert all(error["code"].isupper() for error in told["errors"])
    for words in ("Input should", "String should", "Value error", "pydantic", "literal["):
        assert words not in json.dumps(told)


@pytest.mark.parametrize("mark", ["é", "\u0345\u0300"])
async def test_composing_has_a_bound(server, mark, monkeypatch):
    """Marks that pile up on a letter cost the square of their number, so what is far too long isn't composed at all."""
    composed = []
    compose = unicodedata.normalize
    monkeypatch.setattr(unicodedata, "normalize", lambda form, text: composed.append(len(text)) or compose(form, text))
    text = mark * (30_000 // len(mark))
    bodies = [
        ("POST", "/api/generate-phrases", {"gameName": text}),
        ("PATCH", "/api/channel", {"game": text}),
        ("PATCH", "/api/channel", {"situation": text}),
        ("PATCH", "/api/channel", {"streamer": {"name": text}}),
        ("PATCH", "/api/channel", {"blockedWords": [text]}),
        ("PUT", "/api/mine", {"lines": [text], "names": [text], "people": [{"name": text, "character": text}]}),
        ("POST", "/api/mine", {"text": text}),
        ("POST", "/api/phrases/ban", {"text": text, "language": "es"}),
    ]
    for method, path, body in bodies:
        data = json.dumps(body, ensure_ascii=False).encode()
        async with server.client.request(
            method, server.url + path, data=data, headers=server.bearer("panel")
        ) as answer:
            assert 400 <= answer.status < 500, (path, body.keys())
    assert max(composed, default=0) <= 8 * 200
