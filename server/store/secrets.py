"""Secrets: keys of services, encrypted with a key that doesn't lie in the database.

That key is in the file that `secret_file` names, else in `secret.key` beside the database. It protects a copy of the
database that travels without it (a backup, a file sent to somebody who helps); it doesn't protect from who can read
the whole data folder.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Row

from server.store.key_file import make_key_file, put_aside
from server.store.store import Store

KEY_FILE = "secret.key"
SHORTEST = 16
"""Characters of a secret file's content, at least."""

log = logging.getLogger(__name__)


class SecretUnusable(Exception):
    """The key file can't be read or made. Its text is one line."""


class Secrets:
    """Small JSON values, sealed. The key file is read, or made, when it is first needed."""

    def __init__(self, store: Store, folder: Path, secret_file: Path | None) -> None:
        self._store = store
        self._path = secret_file or folder / KEY_FILE
        self._is_ours = secret_file is None
        self._fernet: Fernet | None = None

    async def load(self) -> dict[str, dict[str, Any]]:
        """All values by name. One that the key doesn't open is left out, with a warning.

        Raises `SecretUnusable`, `StoreError`.
        """
        opened = {}
        for row in await self._rows():
            key = await self._key()
            try:
                opened[row.name] = dict(json.loads(key.decrypt(row.sealed)))
            except (InvalidToken, ValueError, TypeError):
                log.warning("what is stored for %s can't be opened with %s: type it again", row.name, self._path)
        return opened

    async def save(self, name: str, value: dict[str, Any]) -> None:
        """Keep a value. Raises `StoreError`, `SecretUnusable`."""
        sealed = (await self._key()).encrypt(json.dumps(value).encode()).decode()
        await self._store.write(
            "INSERT INTO secrets (name, sealed) VALUES (:name, :sealed)"
            " ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
            {"name": name, "sealed": sealed},
        )

    async def forget(self, name: str) -> None:
        """Keep it no longer. Raises `StoreError`."""
        await self._store.write("DELETE FROM secrets WHERE name = :name", {"name": name})

    async def _rows(self) -> Sequence[Row[Any]]:
        return await self._store.rows("SELECT name, sealed FROM secrets")

    async def _key(self) -> Fernet:
        if self._fernet is None:
            try:
                if self._is_ours and not self._path.exists():
                    make_key_file(self._path, Fernet.generate_key())
                self._fernet = _fernet(self._path.read_bytes().strip())
            except OSError as error:
                raise SecretUnusable(f"the secret file {self._path} can't be used: {error.strerror or error}") from None
            except ValueError as error:
                self._fernet = await self._renewed(str(error))
        return self._fernet

    async def _renewed(self, why: str) -> Fernet:
        """Another key in place of one that is damaged, if nothing is lost by it. Raises `SecretUnusable`."""
        if not self._is_ours:
            raise SecretUnusable(f"the secret file {self._path} can't be used: {why}")
        if await self._rows():
            raise SecretUnusable(
                f"the secret file {self._path} is damaged ({why}), and what is stored needs it:"
                " put a copy of it back, or delete it and type keys and passwords again"
            )
        try:
            aside = put_aside(self._path)
            make_key_file(self._path, Fernet.generate_key())
            log.warning(
                "%s was damaged (%s) and nothing needed it: created a new one, the old one is now %s",
                self._path,
                why,
                aside,
            )
            return _fernet(self._path.read_bytes().strip())
        except (OSError, ValueError) as error:
            raise SecretUnusable(f"the secret file {self._path} can't be created: {error}") from None


def _fernet(content: bytes) -> Fernet:
    """A key as Fernet writes them, or one made of any other secret."""
    try:
        return Fernet(content)
    except ValueError:
        if len(content) < SHORTEST:
            raise ValueError(f"it has fewer than {SHORTEST} characters") from None
        return Fernet(base64.urlsafe_b64encode(hashlib.sha256(content).digest()))
