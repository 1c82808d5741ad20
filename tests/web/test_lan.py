"""Other devices: the switch that lets them in, and links that work for them."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientConnectorError, ClientError, ClientSession

from server.services.lan import Lan
from server.services.network_adapters import Address
from server.services.server_state import Remembered
from server.web.app_keys import SERVICES
from tests.support.stream import PATIENCE_S

PHONES = "127.0.0.2"
"""Stands for the network's address: every Linux has it, and nobody listens there yet."""


@pytest.fixture
def network(monkeypatch):
    """What the machine's adapters are found to be."""
    found = [Address(PHONES, "Wi-Fi", "wifi", recommended=True), Address("172.17.0.1", "docker0", "virtual")]
    monkeypatch.setattr(Address, "private", True)
    monkeypatch.setattr("server.services.lan.in_a_container", lambda: False)
    monkeypatch.setattr("server.services.services.own_addresses", lambda: tuple(found))
    monkeypatch.setattr("server.web.handlers.lan.own_addresses", lambda: tuple(found))
    return found


@pytest.fixture
async def server(start, network):
    """A server on a machine of that network."""
    return await start()


async def lan(server, on=None):
    call = server.client.get if on is None else server.client.put
    async with call(f"{server.url}/api/lan", **({} if on is None else {"json": {"on": on}})) as answer:
        return answer.status, await answer.json()


def there(server, path=""):
    return server.url.replace("127.0.0.1", PHONES) + path


async def reached(server) -> bool:
    async with ClientSession() as phone:
        try:
            async with phone.get(there(server, "/healthz")) as answer:
                return answer.status == 200
        except ClientConnectorError:
            return False


async def test_it_is_off_until_the_owner_turns_it_on(server):
    """Then a phone gets in at once, on the same port, and is answered by that address."""
    await server.sign_in()
    status, said = await lan(server)
    assert (status, said["on"], said["possible"], said["reason"]) == (200, False, True, None)
    assert not await reached(server)
    status, said = await lan(server, on=True)
    assert (status, said["on"]) == (200, True)
    assert said["addresses"] == [{"address": PHONES, "adapter": "Wi-Fi", "kind": "wifi", "recommended": True}]
    async with ClientSession() as phone, phone.get(there(server, "/sign-in")) as answer:
        assert answer.status == 200


async def test_turned_off_it_cuts_what_came_that_way(server):
    """An open stream of a phone ends; that of this machine goes on."""
    await server.sign_in()
    await lan(server, on=True)
    async with ClientSession() as phone:
        stream = await phone.get(there(server, "/api/chat-stream"), params={"token": server.token("overlay")})
        here = await server.stream(token=server.token("overlay"))
        await here.next("status")
        assert (await lan(server, on=False))[1]["on"] is False
        async with asyncio.timeout(PATIENCE_S):
            try:
                while await stream.content.readany():
                    pass
            except (OSError, ClientError):
                pass
        assert not await reached(server)
        await here.next(None)


async def test_it_is_remembered_over_restarts(start, network, data):
    """On stays on, off stays off."""
    server = await start()
    await server.sign_in()
    await lan(server, on=True)
    assert Remembered(data).lan
    again = await start()
    assert await reached(again)
    await again.sign_in()
    await lan(again, on=False)
    assert not Remembered(data).lan


async def test_it_follows_the_network(server, network):
    """Wi-Fi comes back with another address: that one is listened on, and the old one no more."""
    await server.sign_in()
    await lan(server, on=True)
    network[:] = [Address("127.0.0.3", "Wi-Fi", "wifi", recommended=True)]
    await server.app[SERVICES].lan._follow()
    async with ClientSession() as phone, phone.get(server.url.replace("127.0.0.1", "127.0.0.3") + "/healthz") as answer:
        assert answer.status == 200
    assert not await reached(server)


@pytest.mark.parametrize("scope", ["overlay", "panel", "trigger"])
async def test_only_the_owner_turns_it(server, scope):
    """No link does, whatever it may."""
    for method, path in (("PUT", "/api/lan"), ("GET", "/api/lan"), ("GET", "/api/addresses"), ("GET", "/api/server")):
        async with server.client.request(
            method, server.url + path, headers=server.bearer(scope), json={"on": True} if method == "PUT" else None
        ) as answer:
            assert answer.status == 403
    assert not await reached(server)


@pytest.mark.parametrize(
    ("changes", "reason"), [({"container": True}, "container"), ({"local": False, "everywhere": True}, "config")]
)
async def test_where_it_cannot_be_turned_it_says_why(server, network, changes, reason):
    """In a container, and where the config listens on the network anyway: 409 with a sentence."""
    switch = Lan(**{"everywhere": False, "local": True, "container": False, "look": lambda: tuple(network)} | changes)
    server.app[SERVICES].lan.__dict__.update(
        {name: value for name, value in switch.__dict__.items() if name in ("_container", "_local", "_everywhere")}
    )
    await server.sign_in()
    status, said = await lan(server, on=True)
    assert (status, said["code"], said["reason"]) == (409, "LAN_IMPOSSIBLE", reason)
    assert len(said["detail"]) > 40
    assert (await lan(server))[1]["possible"] is False


async def test_without_a_network_there_is_nothing_to_turn(server, network):
    """The cable is out."""
    network.clear()
    await server.sign_in()
    assert (await lan(server, on=True))[1]["reason"] == "no-network"


async def test_an_address_of_the_internet_is_never_opened(server, monkeypatch):
    """A rented server has such a one: a switch for a phone mustn't open it to the world."""
    monkeypatch.setattr(Address, "private", False)
    await server.sign_in()
    assert (await lan(server, on=True))[1]["reason"] == "no-network"
    assert not await reached(server)


@pytest.mark.parametrize(
    ("page", "path"),
    [("reader", "/chat"), ("overlay", "/overlay"), ("panel", "/panel"), ("highlight", "/highlight")],
)
async def test_a_link_for_another_device_carries_an_address_that_it_reaches(server, page, path):
    """The one that was chosen, else the recommended one; never 127.0.0.1. Its QR code holds the same."""
    await server.sign_in()
    call = f"{server.url}/api/lan/links/{page}"
    async with server.client.get(call) as answer:
        assert (await answer.json())["url"] is None, "nobody gets in yet"
    await lan(server, on=True)
    async with server.client.get(call) as answer:
        said = await answer.json()
        assert answer.headers["Cache-Control"] == "no-store"
    assert said["url"].startswith(there(server, f"{path}?token="))
    assert said["qr"].startswith("data:image/svg+xml")
    async with ClientSession() as phone, phone.get(said["url"]) as answer:
        assert answer.status == 200
    async with server.client.get(call, params={"address": "evil.example"}) as answer:
        assert answer.status == 400
    (name, *_) = sorted(server.app[SERVICES].own_names) or [None]
    if name is not None:
        async with server.client.get(call, params={"address": name}) as answer:
            assert f"http://{name}:" in (await answer.json())["url"]


async def test_a_panel_link_gets_the_readers_and_not_the_panels(server):
    """As everywhere: what can hurt is the owner's."""
    for page, status in (("reader", 200), ("overlay", 200), ("panel", 403), ("remote", 403), ("trigger", 403)):
        async with server.client.get(f"{server.url}/api/lan/links/{page}", headers=server.bearer("panel")) as answer:
            assert answer.status == status


async def test_every_address_is_offered(server):
    """With its adapter and kind, the recommended one first; and the machine's names."""
    await server.sign_in()
    async with server.client.get(f"{server.url}/api/addresses") as answer:
        said = await answer.json()
    assert [(one["address"], one["kind"], one["recommended"]) for one in said["addresses"]] == [
        (PHONES, "wifi", True),
        ("172.17.0.1", "virtual", False),
    ]
    assert said["names"] == sorted(server.app[SERVICES].own_names)


async def test_no_qr_code_holds_a_loopback_address(start, network):
    """A machine that listens everywhere and has no network: the link is for here, and there is no code."""
    network.clear()
    server = await start(host="0.0.0.0")
    await server.sign_in()
    async with server.client.get(f"{server.url}/api/links/reader") as answer:
        said = await answer.json()
    assert (said["lan"], said["qr"]) == (False, None)


async def test_the_server_tells_its_owner_about_itself(server, data):
    """Where the data really lies, the port, and the line that gives a new sign-in link."""
    await server.sign_in()
    async with server.client.get(f"{server.url}/api/server") as answer:
        said = await answer.json()
    assert said["data"] == str(data.resolve())
    assert said["url"] == server.url
    assert said["portMovedFrom"] is None
    assert "sign-in" in said["signIn"]
