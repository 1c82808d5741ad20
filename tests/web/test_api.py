"""The API: the original's shapes and codes, and who may call what."""

import pytest


async def call(server, method, path, scope="panel", **more):
    headers = server.bearer(scope) if scope else {}
    async with server.client.request(
        method, server.url + path, headers=headers | more.pop("headers", {}), **more
    ) as answer:
        return answer.status, (await answer.json() if answer.content_type.endswith("json") else None), answer.headers


async def test_generate_phrases_takes_a_slot_and_selects_nothing(server):
    """POST answers the original's shape; GET lists the games."""
    status, body, _ = await call(server, "POST", "/api/generate-phrases", json={"gameName": "rdr2"})
    assert status == 200
    assert set(body) == {"success", "gameName", "phrases", "currentGames", "mode"}
    assert body["gameName"] == "Red Dead Redemption 2"
    assert body["phrases"]["gameplay"]
    assert (await call(server, "GET", "/api/channel"))[1]["game"] is None
    assert (await call(server, "GET", "/api/generate-phrases"))[1] == {
        "authenticated": True,
        "games": ["Red Dead Redemption 2"],
        "remainingSlots": 3,
    }


async def test_without_a_credential_generate_phrases_says_so(server):
    """The GET answers 200 `{authenticated: false}`."""
    assert (await call(server, "GET", "/api/generate-phrases", scope=None))[:2] == (200, {"authenticated": False})


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("", 400, "BAD_REQUEST"),
        ("x", 422, "INVALID_GAME"),
        ("a" * 81, 422, "INVALID_GAME"),
        ("a\u202eb", 422, "INVALID_GAME"),
    ],
)
async def test_names_that_are_none_are_refused(server, name, status, code):
    """2 to 80 characters after NFC and trimming; control characters never."""
    found = await call(server, "POST", "/api/generate-phrases", json={"gameName": name})
    assert (found[0], found[1]["code"]) == (status, code)


async def test_a_fifth_game_is_refused_until_one_is_freed(server):
    """429 with what is there, so that the panel can offer to free one."""
    games = ["Minecraft", "Elden Ring", "Hades II", "Celeste"]
    for game in games:
        await call(server, "POST", "/api/generate-phrases", json={"gameName": game})
    status, body, _ = await call(server, "PATCH", "/api/channel", json={"game": "Portal 2"})
    assert status == 429
    assert body["limitReached"] is True
    assert body["currentGames"] == games
    assert (await call(server, "DELETE", "/api/games/Hades%20II"))[0] == 200
    assert (await call(server, "PATCH", "/api/channel", json={"game": "Portal 2"}))[1]["game"] == "Portal 2"


async def test_a_moment_needs_somebody_who_watches(server):
    """409 while nobody does; then a wave; 429 with Retry-After past five in ten seconds."""
    assert (await call(server, "POST", "/api/chat-wave", json={"type": "laugh"}))[1]["code"] == "NOT_PLAYING"
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    for _ in range(5):
        assert (await call(server, "POST", "/api/chat-wave", json={"type": "laugh"}))[0] == 200
    status, _, headers = await call(server, "POST", "/api/chat-wave", json={"type": "laugh"})
    assert status == 429
    assert int(headers["Retry-After"]) >= 1
    assert (await stream.next("moment"))["type"] == "laugh"


async def test_pause_silences_and_start_resumes(server):
    """The state is in the status that every page gets."""
    stream = await server.stream(token=server.token("overlay"))
    await stream.next("status")
    assert (await call(server, "POST", "/api/channel/pause"))[1]["playing"] is False
    await stream.until("status", lambda said: said["state"] == "paused")
    assert (await call(server, "POST", "/api/channel/start"))[1]["playing"] is True
    await stream.until("status", lambda said: said["state"] == "playing")
    await call(server, "POST", "/api/channel/clear")
    await stream.next("clear")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/channel"),
        ("PATCH", "/api/channel"),
        ("POST", "/api/channel/pause"),
        ("POST", "/api/generate-phrases"),
        ("POST", "/api/chat-wave"),
        ("GET", "/api/links/panel"),
        ("POST", "/api/links/overlay/rotate"),
        ("DELETE", "/api/games/x"),
    ],
)
async def test_an_overlay_link_cannot_steer(server, method, path):
    """A panel call with an overlay link gets 403; without a credential, 401."""
    assert (await call(server, method, path, scope="overlay", json={}))[0] == 403
    assert (await call(server, method, path, scope=None, json={}))[0] == 401


async def test_new_links_are_the_owners(server):
    """A panel link can copy the overlay's link, but neither renew it nor read its own."""
    assert (await call(server, "GET", "/api/links/overlay"))[0] == 200
    assert (await call(server, "GET", "/api/links/panel"))[0] == 403
    assert (await call(server, "POST", "/api/links/overlay/rotate"))[0] == 403
    await server.sign_in()
    assert (await call(server, "GET", "/api/links/panel", scope=None))[0] == 200


async def test_a_token_decides_alone(server):
    """Where a token is present the owner's cookie is ignored: OBS's pages share one cookie jar."""
    await server.sign_in()
    assert (await call(server, "GET", "/api/channel", scope="overlay"))[0] == 403


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_another_sites_page_cannot_steer(server, headers):
    """Cross-site calls are refused, the owner's cookie notwithstanding."""
    await server.sign_in()
    status, body, _ = await call(server, "POST", "/api/channel/pause", scope=None, headers=headers)
    assert (status, body["code"]) == (403, "FOREIGN_ORIGIN")


async def test_a_rebound_name_is_refused(server):
    """DNS rebinding: a Host that isn't ours gets nothing."""
    status, body, _ = await call(server, "GET", "/api/channel", headers={"Host": "evil.example"})
    assert (status, body["code"]) == (403, "UNKNOWN_HOST")


async def test_calls_are_counted(start):
    """Past `limits.calls_per_minute` a client waits, and is told how long."""
    server = await start(limits={"calls_per_minute": 3})
    answers = [await call(server, "PATCH", "/api/channel", json={"crowd": 1 + number}) for number in range(4)]
    assert [answer[0] for answer in answers] == [200, 200, 200, 429]
    assert int(answers[3][2]["Retry-After"]) >= 1


async def test_one_shape_for_all_errors(server):
    """RFC 9457, with a code; nothing of the server's inside."""
    for path, method in (("/api/nothing", "GET"), ("/api/channel", "DELETE"), ("/api/channel", "PATCH")):
        status, body, headers = await call(server, method, path, data=b"{")
        assert headers["Content-Type"].startswith("application/problem+json")
        assert body["status"] == status
        assert {"type", "title", "detail", "code"} <= set(body)


async def test_settings_survive_a_restart(start):
    """What was answered is on disk."""
    server = await start()
    sent = {"game": "Minecraft", "pace": {"min": 2, "max": 4}, "streamer": {"name": "Ximena", "address": "ella"}}
    await call(server, "PATCH", "/api/channel", json=sent)
    token = server.token("panel")
    again = await start()
    status, body, _ = await call(again, "GET", "/api/channel", scope=None, headers={"Authorization": f"Bearer {token}"})
    assert status == 200
    assert body["game"] == "Minecraft"
    assert body["pace"] == {"min": 2, "max": 4}
    assert body["streamer"] == {"name": "Ximena", "address": "ella"}


async def test_a_code_works_once_and_a_get_burns_none(server):
    """GET shows a button; the first POST gets the cookie, the second is refused."""
    code = await server.code()
    async with server.client.get(f"{server.url}/sign-in", params={"code": code}) as answer:
        assert code in await answer.text()
    async with server.client.post(f"{server.url}/sign-in", data={"code": code}) as answer:
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
    async with server.client.post(f"{server.url}/sign-in", data={"code": code}) as answer:
        assert answer.status == 403


async def test_the_api_describes_itself(server):
    """Every route is in the description."""
    _, body, _ = await call(server, "GET", "/api/openapi.json", scope=None)
    assert {"/api/channel", "/api/chat-stream", "/api/chat-wave"} <= set(body["paths"])


@pytest.mark.parametrize(
    ("old", "name", "value"), [("happening", "situation", "a boss"), ("curtain", "visibility", "panic")]
)
async def test_a_name_of_the_first_version_is_still_read(server, old, name, value):
    """It is answered with today's name alone."""
    status, channel, _ = await call(server, "PATCH", "/api/channel", json={old: value})
    assert (status, channel[name]) == (200, value)
    assert old not in channel


async def test_a_path_of_the_first_version_still_leads_there(server):
    """The description calls it deprecated."""
    body = {"text": "gg", "language": "en"}
    for path, banned in (("/api/phrases/throw", ["gg"]), ("/api/phrases/take-back", [])):
        assert (await call(server, "POST", path, json=body))[0] == 200
        assert (await call(server, "GET", "/api/phrases?language=en"))[1]["banned"] == banned
        _, described, _ = await call(server, "GET", "/api/openapi.json", scope=None)
        assert described["paths"][path]["post"]["deprecated"] is True
