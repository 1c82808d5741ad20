"""Status: how a provider does, for the panel; and how a check of one went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from server.providers.base import ErrorKind, ProviderError
from server.providers.circuit import CircuitState


@dataclass(frozen=True, slots=True)
class Checked:
    """How a check went: what is wrong, or None; and the address that answered."""

    error: ProviderError | None
    base_url: str
    listed: Sequence[str] = ()
    """The models that the service says it has."""


@dataclass(frozen=True, slots=True)
class ProviderStatus:
    """How a provider is doing, for the panel."""

    name: str
    title: str
    model: str | None
    state: CircuitState
    error_kind: ErrorKind | Literal["QUOTA"] | None
    """Why it rests. QUOTA: the limits of all its models are used up, by our own count."""
    until: float | None
    """Wall-clock seconds; None unless it is cooling down."""
    headroom: float
    has_answered: bool = False
    gone: Sequence[str] = ()
    """Models that would be asked before `model` if the service still had them."""
