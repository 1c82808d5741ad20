"""Every fault that a provider may have, as the fault server plays it. `docs/providers.md` shows the table."""

from __future__ import annotations

from tests.support.fault_server import healthy
from tests.support.faults import breaks, connections, nesting, silence, statuses, texts, thoughts  # noqa: F401 - entered
from tests.support.faults.registry import FAULTS

FAULTS["healthy"] = healthy

__all__ = ["FAULTS"]
