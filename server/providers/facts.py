"""Facts: what a provider's own file says of its service, for the panel and the documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one service, on the day that it was looked up. Its limits stand in the config, which can be corrected."""

    keys_at: str = ""
    """Where a key comes from; "" for a server of one's own."""
    cost: Literal["free", "credit", "own"] = "own"
    """`free`: within the limits; `credit`: once, behind a payment method; `own`: whatever that server costs."""
    as_of: str = ""
    """The month of that: 2026-11."""
    loggers: tuple[str, ...] = ()
    """Of its package: at DEBUG they write the whole prompt."""
