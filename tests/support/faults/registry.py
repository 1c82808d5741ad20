"""Where each fault is entered."""

from __future__ import annotations

from tests.support.fault_server import Fault

FAULTS: dict[str, Fault] = {}
"""By name."""


def fault(play: Fault) -> Fault:
    """Enter `play` by its name."""
    FAULTS[play.__name__] = play  # type: ignore[attr-defined]
    return play
