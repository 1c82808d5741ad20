"""Usage on disk: requests and tokens of each model and each channel in the last day."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from server.store.store import Store, StoreError
from server.text.bounded import load_json

log = logging.getLogger(__name__)


class UsageStore:
    """The usage counts of the last run."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def load(self) -> dict[str, dict[str, Any]]:
        """The usage state of each provider, by name; unreadable ones are left out."""
        states = {}
        for row in await self._store.rows("SELECT name, state FROM ledgers"):
            try:
                states[row.name] = dict(load_json(row.state))
            except (ValueError, TypeError, AttributeError):
                log.warning("the saved usage of %s is unreadable, starting from zero", row.name)
        return states

    async def save(self, states: Mapping[str, Mapping[str, Any]]) -> None:
        """Save the usage state of each provider, by name."""
        if not states:
            return
        try:
            await self._store.write(
                "INSERT INTO ledgers (name, state) VALUES (:name, :state)"
                " ON CONFLICT (name) DO UPDATE SET state = excluded.state",
                *({"name": name, "state": json.dumps(state)} for name, state in states.items()),
            )
        except StoreError as error:
            log.error("%s", error)
