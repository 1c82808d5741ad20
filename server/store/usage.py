"""Ledgers on disk: what was asked of each model, and by each channel, in the last day."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from server.store.store import Store, StoreError
from server.text.bounded import load_json

log = logging.getLogger(__name__)


class UsageStore:
    """The books of the last run."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def load(self) -> dict[str, dict[str, Any]]:
        """All books; what can't be read is none."""
        books = {}
        for row in await self._store.rows("SELECT name, state FROM ledgers"):
            try:
                books[row.name] = dict(load_json(row.state))
            except (ValueError, TypeError, AttributeError):
                log.warning("the ledger of %s can't be read: it begins anew", row.name)
        return books

    async def save(self, books: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep all books."""
        if not books:
            return
        try:
            await self._store.write(
                "INSERT INTO ledgers (name, state) VALUES (:name, :state)"
                " ON CONFLICT (name) DO UPDATE SET state = excluded.state",
                *({"name": name, "state": json.dumps(state)} for name, state in books.items()),
            )
        except StoreError as error:
            log.error("%s", error)
