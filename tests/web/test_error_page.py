"""The page in place of a problem: what a person sees, and what a program gets."""

from __future__ import annotations

import re

import pytest

PAGE = {"Accept": "text/html,application/xhtml+xml"}
SECRET = "eyJhbGciOiJFZERTQSJ9.c2VjcmV0.c2ln"


@pytest.mark.parametrize("path", ["/nope", "/panel/nope", "/overlay/nope", "/OVERLAY", "/highlight//"])
async def test_a_browser_gets_a_page_and_a_program_json(server, path):
    """The same status for both."""
    async with server.client.get(server.url + path, headers=PAGE) as answer:
        assert (answer.status, answer.content_type) == (404, "text/html")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    async with server.client.get(server.url + path) as answer:
        assert (answer.status, answer.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/api/nope", "/assets/x/nope.js", "/emotes/nope"])
async def test_where_nobody_looks_for_a_page_it_stays_json(server, path):
    """A tool that takes everything isn't a person."""
    async with server.client.get(server.url + path, headers=PAGE) as answer:
        assert (answer.status, answer.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/overlay", "/chat", "/highlight", "/panel", "/remote"])
async def test_a_slash_too_many_changes_nothing(server, path):
    """OBS shows the same page, its query kept as it was."""
    async with server.client.get(f"{server.url}{path}/?token=x", headers=PAGE, allow_redirects=False) as answer:
        assert answer.content_type == "text/html"
        assert answer.status == (401 if path in ("/panel", "/remote") else 200)
        assert 'id="page"' in await answer.text()


@pytest.mark.parametrize("path", ["/", "/overlay", "/panel"])
async def test_a_host_that_isnt_ours_is_told_so_and_nothing_else(server, path):
    """Neither the host nor a token comes back in the page, and the page asks for nothing."""
    headers = {**PAGE, "Host": "gaming-pc-of-somebody"}
    async with server.client.get(f"{server.url}{path}?token={SECRET}", headers=headers) as answer:
        text = await answer.text()
        assert (answer.status, answer.content_type) == (403, "text/html")
    assert SECRET not in text
    assert "gaming-pc" not in text
    assert "token" not in text
    assert not re.search(r"<script(?![^>]*common/color-scheme\.js)", text)


@pytest.mark.parametrize(("language", "word"), [("es-ES,es", "Aquí no hay"), ("en", "There is no page here")])
async def test_it_speaks_the_browsers_language(server, language, word):
    """As every page does."""
    async with server.client.get(server.url + "/nope", headers={**PAGE, "Accept-Language": language}) as answer:
        assert word in await answer.text()
