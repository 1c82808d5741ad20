"""Link tokens: URLs with a signed token in them, and the key that signs.

Tokens are JWTs signed with Ed25519 (EdDSA). Claims: `sub` the channel, `scope`, `gen` the scope's generation, `iat`,
perhaps `exp`, and in a cookie `sid`, the browser's session. Raising the generation of a channel's scope kills every
token before it.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.store.key_file import make_key_file

Scope = Literal["overlay", "panel", "trigger", "listen", "owner"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
KEY_FILE = "link.key"
LONGEST_TOKEN = 2_048
"""Characters; ours have about 250."""

log = logging.getLogger(__name__)


class BadToken(Exception):
    """Not a token of ours, or one that has expired."""


class KeyUnusable(Exception):
    """The key file can't be read or made. Its text is one line."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a token says: whose channel, for what, of which generation; in a cookie also of which browser's visit."""

    channel: str
    scope: Scope
    generation: int
    session: str = ""


class Signer:
    """Signs and reads tokens with one key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._public = key.public_key()

    def sign(self, link: Link, *, lasts_s: float | None = None) -> str:
        """The token of a link. It doesn't expire unless asked: a stream must not die on air."""
        now = int(time.time())
        claims: dict[str, object] = {"sub": link.channel, "scope": link.scope, "gen": link.generation, "iat": now}
        if link.session:
            claims["sid"] = link.session
        if lasts_s is not None:
            claims["exp"] = now + int(lasts_s)
        return jwt.encode(claims, self._key, algorithm="EdDSA")

    def read(self, token: str) -> Link:
        """The link of a token. Raises `BadToken`."""
        if len(token) > LONGEST_TOKEN:
            raise BadToken
        try:
            claims = jwt.decode(
                token,
                self._public,
                algorithms=["EdDSA"],
                options={"require": ["sub", "scope", "gen", "iat"], "verify_iat": False},
            )
        except (jwt.InvalidTokenError, ValueError):
            raise BadToken from None
        scope, generation = claims["scope"], claims["gen"]
        if scope not in SCOPES or not isinstance(generation, int):
            raise BadToken
        return Link(claims["sub"], scope, generation, str(claims.get("sid", "")))


def load_signer(folder: Path) -> Signer:
    """The signer of a data folder; its key is made at the first start. Raises `KeyUnusable`."""
    path = folder / KEY_FILE
    try:
        if path.is_file() and not path.stat().st_size:
            path.unlink()
            log.warning("the key %s was empty: a new one is made, and links from before work no longer", path)
        if not path.exists():
            make_key_file(path, _new_key())
        key: object = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise KeyUnusable(f"the key {path} can't be used: {error.strerror or error}") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(
            f"{path} isn't a key of ours: put back the one that was there, or move it away;"
            " a new one is made, and the links in use stop working"
        )
    return Signer(key)


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
