"""Emotes over HTTP: picked up without a restart, and served so that they can be nothing but images."""

from __future__ import annotations

import pytest
from aiohttp import FormData

from server.emotes import emotes as module
from tests.emotes.images import SVG, png
from tests.web.test_api import call


@pytest.fixture(autouse=True)
def often(monkeypatch):
    """Look into the folder often."""
    monkeypatch.setattr(module, "LOOK_S", 0.05)


async def test_a_file_that_is_put_in_reaches_the_open_page(server, data):
    """Without a restart: the page is told another revision, and finds the code in the list."""
    page = await server.stream(token=server.token("overlay"))
    assert (await page.next("settings"))["emotes"] == ""
    (data / "emotes" / "peepoHappy.png").write_bytes(png())
    revision = (await page.next("settings"))["emotes"]
    status, body, _ = await call(server, "GET", "/api/emotes", scope="overlay")
    assert (status, body["revision"]) == (200, revision)
    (found,) = body["emotes"]
    assert found["code"] == "peepoHappy"
    async with server.client.get(server.url + found["url"]) as answer:
        assert (answer.status, answer.content_type) == (200, "image/png")
        assert await answer.read() == png()
        assert "immutable" in answer.headers["Cache-Control"]


async def test_an_svg_cannot_run(server, data):
    """No script, no origin, no loads: whoever opens it by itself gets a picture."""
    (data / "emotes" / "dot.svg").write_bytes(SVG)
    await server.stream(token=server.token("overlay"))
    async with server.client.get(f"{server.url}/emotes/dot") as answer:
        while answer.status == 404:
            answer = await server.client.get(f"{server.url}/emotes/dot")
        assert answer.content_type == "image/svg+xml"
        policy = answer.headers["Content-Security-Policy"]
        assert "sandbox" in policy
        assert "default-src 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["nothing", "..%2f..%2flink.key", "%2e%2e%2flink.key", "link.key"])
async def test_nothing_but_emotes_is_served(server, path):
    """A code is looked up, never made into a path."""
    async with server.client.get(f"{server.url}/emotes/{path}") as answer:
        assert answer.status == 404


async def test_the_list_needs_a_link(server):
    """As the stream does."""
    assert (await call(server, "GET", "/api/emotes", scope=None))[0] == 401


async def said(answer):
    return answer.status, await answer.json()


async def test_an_image_is_uploaded_by_the_owner_and_drawn_at_once(server, data):
    """As its bytes, or as a form with a file; the open page is told, and the folder has it."""
    await server.sign_in()
    page = await server.stream(token=server.token("overlay"))
    await page.next("settings")
    async with server.client.post(f"{server.url}/api/emotes?name=wide", data=png(8, 2)) as answer:
        status, told = await said(answer)
    assert (status, told["own"]) == (200, 1)
    assert told["emotes"] == [{"code": "wide", "url": told["emotes"][0]["url"], "width": 8, "height": 2, "own": True}]
    assert told["folder"] == str((data / "emotes").resolve())
    assert (await page.next("settings"))["emotes"] == told["revision"]
    form = FormData()
    form.add_field("file", SVG, filename="dot.svg", content_type="image/svg+xml")
    async with server.client.post(f"{server.url}/api/emotes", data=form) as answer:
        assert {emote["code"] for emote in (await said(answer))[1]["emotes"]} == {"dot", "wide"}
    assert sorted(path.name for path in (data / "emotes").iterdir()) == ["dot.svg", "wide.png"]
    async with server.client.delete(f"{server.url}/api/emotes/wide") as answer:
        assert [emote["code"] for emote in (await said(answer))[1]["emotes"]] == ["dot"]
    async with server.client.delete(f"{server.url}/api/emotes/wide") as answer:
        assert answer.status == 404


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("two words", png(), "name"),
        ("..%2F..%2Flink", png(), "name"),
        ("", png(), "name"),
        ("a", b"<html></html>", "type"),
        ("a", b"", "type"),
        ("a", png(5_000, 5_000), "large"),
        ("a", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "unsafe"),
        ("a", png() + b"\0" * 513 * 1_024, "size"),
    ],
)
async def test_what_is_uploaded_is_checked_as_the_folder_is(server, data, name, body, reason):
    """A code, the reason by its word, and nothing kept."""
    await server.sign_in()
    async with server.client.post(f"{server.url}/api/emotes?name={name}", data=body) as answer:
        status, told = await said(answer)
    assert (status, told["code"], told["reason"]) == (400, "BAD_EMOTE", reason)
    assert list((data / "emotes").iterdir()) == []


async def test_only_the_owner_adds_removes_switches_and_sees_the_path(server, data):
    """A panel link sees the emotes; what lies on the disk, and who is asked for more, is the owner's."""
    status, told, _ = await call(server, "GET", "/api/emotes", scope="panel")
    assert (status, "folder" in told) == (200, False)
    for method, path in (("POST", "/api/emotes?name=a"), ("DELETE", "/api/emotes/a"), ("PUT", "/api/emotes/sets")):
        assert (await call(server, method, path, scope="panel", json={}))[0] == 403


async def test_sets_are_switched_in_the_api(server):
    """What isn't said stays; what is said is there after a restart, and a wrong value changes nothing."""
    await server.sign_in()
    for body, status in (({"twitchId": "42"}, 200), ({"twitchId": "me"}, 400), ({"other": True}, 400)):
        async with server.client.put(f"{server.url}/api/emotes/sets", json=body) as answer:
            assert answer.status == status
    async with server.client.get(f"{server.url}/api/emotes") as answer:
        assert (await answer.json())["wanted"] == {"seventv": False, "bttv": False, "ffz": False, "twitchId": "42"}


async def test_a_folder_that_cannot_be_written_is_a_sentence(server, data):
    """Not a fault without a word."""
    await server.sign_in()
    (data / "emotes").rmdir()
    (data / "emotes").write_bytes(b"")
    async with server.client.post(f"{server.url}/api/emotes?name=a", data=png()) as answer:
        assert (answer.status, (await answer.json())["code"]) == (507, "FOLDER_UNWRITABLE")
