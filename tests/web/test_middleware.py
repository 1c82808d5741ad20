"""What every request must pass, and what every answer carries."""

from __future__ import annotations

import asyncio

import pytest

from server.services.network_adapters import own_names
from server.web.app_keys import SERVICES

PAGES = ("/", "/overlay", "/chat", "/highlight", "/panel", "/remote", "/sign-in")


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_is_locked_down(server, path):
    """A strict policy, no referrer, never stored; nothing of another origin, framed by nobody else."""
    async with server.client.get(server.url + path) as answer:
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self'"
        in_obs = path in ("/overlay", "/highlight")  # what a streamer types in OBS may ask for fonts and pictures
        assert policy["style-src"] == ("'self' 'unsafe-inline' https: data:" if in_obs else "'self'")
        assert policy["font-src"] == ("'self' https: data:" if in_obs else "'self'")
        assert policy["img-src"] == ("'self' data: https:" if in_obs else "'self' data:")
        assert policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == ("'self'" if in_obs else "'none'")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] in ("no-referrer", "strict-origin")


async def test_assets_are_kept_by_their_hash(server):
    """For ever under today's hash; under any other they are sent, and not kept."""
    async with server.client.get(server.url + "/overlay") as answer:
        build = (await answer.text()).split("/assets/")[1].split("/")[0]
    for hash, kept in ((build, "public, max-age=31536000, immutable"), ("0" * 16, "no-store")):
        async with server.client.get(f"{server.url}/assets/{hash}/chat/main.js") as answer:
            assert answer.status == 200
            assert answer.headers["Cache-Control"] == kept
    for path in ("../server/config.py", "chat/index.html", "%2e%2e/pyproject.toml"):
        async with server.client.get(f"{server.url}/assets/{build}/{path}") as answer:
            assert answer.status == 404


async def test_a_body_has_a_size(server):
    """413, and the server goes on."""
    async with server.client.patch(
        f"{server.url}/api/channel", data=b"x" * 100_000, headers=server.bearer("panel")
    ) as answer:
        assert answer.status == 413
    async with server.client.get(f"{server.url}/healthz") as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1", 200), ("[::1]", 200), ("evil.example", 403), ("127.0.0.1.evil.example", 403)],
)
async def test_only_our_names_are_answered(server, host, status):
    """Against DNS rebinding."""
    port = server.url.rpartition(":")[2]
    async with server.client.get(f"{server.url}/sign-in", headers={"Host": f"{host}:{port}"}) as answer:
        assert answer.status == status


@pytest.mark.parametrize("host", ["127.0.0.1:x", "127.0.0.1:99999", "127.0.0.1:-1", "[::1", "me@127.0.0.1", "a b"])
@pytest.mark.parametrize("path", ["/sign-in", "/healthz", "/overlay", "/api/channel", "/nowhere"])
async def test_a_host_that_is_none_is_the_clients_mistake(server, host, path):
    """A clear 400 everywhere, and no traceback."""
    headers = {"Host": host, "Accept": "text/html"}
    async with server.client.get(server.url + path, headers=headers) as answer:
        assert answer.status == 400


async def test_this_machines_own_names_are_answered(server):
    """As another PC on the network calls it: gaming-pc, gaming-pc.local."""
    for name in own_names():
        async with server.client.get(f"{server.url}/sign-in", headers={"Host": f"{name.upper()}:4321"}) as answer:
            assert answer.status == 200


async def test_a_probe_may_call_us_anything(start):
    """Orchestrators ask by the service's name or the container's address; there is nothing to steal there."""
    server = await start(health={"metrics": True})
    for path in ("/healthz", "/readyz", "/metrics"):
        async with server.client.get(server.url + path, headers={"Host": "seatfiller:4321"}) as answer:
            assert answer.status == 200


async def test_a_name_of_the_configs_is_answered(start):
    """`hosts` and `public_url`."""
    server = await start(hosts=("chat.lan",), public_url="https://chat.example.org")
    for host in ("chat.lan", "chat.example.org"):
        async with server.client.get(f"{server.url}/sign-in", headers={"Host": host}) as answer:
            assert answer.status == 200


@pytest.mark.parametrize(("trusted", "refused"), [((), True), (("127.0.0.0/8",), False)])
async def test_a_forwarded_address_counts_from_a_trusted_proxy_alone(start, trusted, refused):
    """Else a client would have as many calls as addresses it can make up."""
    server = await start(trusted_proxies=trusted, limits={"calls_per_minute": 2})
    answers = []
    for number in range(3):
        headers = {"X-Forwarded-For": f"10.0.0.{number}"}
        async with server.client.patch(f"{server.url}/api/channel", headers=headers) as answer:
            answers.append(answer.status)
    assert (429 in answers) is refused


async def test_a_slow_reader_is_cut_off_and_resumes(start):
    """It costs the others nothing; by its last id it gets what it missed."""
    server = await start(stream={"buffer_bytes": 4_096, "replay_events": 10_000})
    port = int(server.url.rpartition(":")[2])
    _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1_024)
    writer.transport.pause_reading()
    writer.write(f"GET /api/chat-stream?token={server.token('overlay')} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    quick = await server.stream(token=server.token("overlay"))
    await quick.next("status")
    (room,) = server.app[SERVICES].rooms.of("main")
    await quick.until("status", lambda said: said["overlays"] >= 2)
    last = quick.last_id
    for _ in range(20):
        for _ in range(50):
            room.hub.publish("settings", {"padding": "x" * 5_000}, room._now())
        await asyncio.sleep(0)
        if len(room) == 1:
            break
    assert len(room) == 1
    writer.close()
    back = await server.stream(token=server.token("overlay"), lastEventId=last or f"{room.hub._epoch}-0")
    assert "padding" in await back.next("settings") or "padding" in await back.next("settings")
