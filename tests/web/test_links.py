"""Links, attacked: what must not get in."""

from __future__ import annotations

import base64
import json

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from server.model.channel import MAIN
from server.services.link_tokens import SCOPES, BadToken, Link, Signer, load_signer

KEY = Ed25519PrivateKey.generate()
SIGNER = Signer(KEY)
CLAIMS = {"sub": MAIN, "scope": "panel", "gen": 1, "iat": 1}
SIGNATURE = SIGNER.sign(Link(MAIN, "overlay", 1)).rpartition(".")[2]


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


@given(st.sampled_from(SCOPES), st.integers(1, 10**6))
def test_a_link_is_read_as_it_was_signed(scope, generation):
    """Channel, scope and generation."""
    link = Link(MAIN, scope, generation)
    assert SIGNER.read(SIGNER.sign(link)) == link


FORGED = {
    "nothing": "",
    "garbage": "a.b.c",
    "no signature": f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(CLAIMS)}.",
    "another key": jwt.encode(CLAIMS, Ed25519PrivateKey.generate(), algorithm="EdDSA"),
    "a shared secret": jwt.encode(CLAIMS, "seatfiller-seatfiller-seatfiller", algorithm="HS256"),
    "no generation": jwt.encode({key: CLAIMS[key] for key in ("sub", "scope", "iat")}, KEY, algorithm="EdDSA"),
    "a generation of text": jwt.encode(CLAIMS | {"gen": "1"}, KEY, algorithm="EdDSA"),
    "an unknown scope": jwt.encode(CLAIMS | {"scope": "root"}, KEY, algorithm="EdDSA"),
    "expired": jwt.encode(CLAIMS | {"exp": 2}, KEY, algorithm="EdDSA"),
    "a megabyte": "a" * 1_000_000,
    "other claims under our signature": f"{part({'alg': 'EdDSA'})}.{part(CLAIMS | {'scope': 'owner'})}.{SIGNATURE}",
}


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED.keys())
def test_a_forged_token_is_refused(token):
    """Whatever is wrong with it, it's the same answer."""
    with pytest.raises(BadToken):
        SIGNER.read(token)


def test_the_key_survives_a_restart_and_is_the_owners_alone(tmp_path):
    """Links stay good; nobody else on the machine reads the key."""
    token = load_signer(tmp_path).sign(Link(MAIN, "overlay", 1))
    assert load_signer(tmp_path).read(token) == Link(MAIN, "overlay", 1)


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_forged_link_opens_nothing(server, scope):
    """401 on every call, and a page that says that the link is dead."""
    forged = Signer(Ed25519PrivateKey.generate()).sign(Link(MAIN, scope, 1))
    for path in ("/api/channel", "/api/links/overlay", "/api/packs"):
        async with server.client.get(f"{server.url}{path}?token={forged}") as answer:
            assert answer.status == 401
    async with server.client.get(f"{server.url}/panel?token={forged}") as answer:
        assert answer.status == 401
        assert "Set-Cookie" not in answer.headers
    stream = await server.stream(token=forged)
    assert (await stream.next("gone"))["reason"] == "dead-link"


async def test_an_owners_cookie_is_no_link(server):
    """The owner's token works as a cookie only: a URL leaks too easily for what can hurt."""
    async with server.client.post(
        f"{server.url}/api/links/overlay/rotate", params={"token": server.token("owner")}
    ) as answer:
        assert answer.status == 401


async def test_a_renewed_panel_link_and_its_cookie_die(server):
    """Whoever had the old link is out at the next call."""
    old = server.bearer("panel")
    await server.sign_in()
    async with server.client.post(f"{server.url}/api/links/panel/rotate") as answer:
        assert answer.status == 200
    async with server.client.get(f"{server.url}/api/channel", headers=old) as answer:
        assert answer.status == 401
