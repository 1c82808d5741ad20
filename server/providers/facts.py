"""Facts: what a provider's own file says of its service, for the config, the panel and the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from pydantic import create_model

from server.providers.base import RateLimits
from server.providers.settings import Effort, ProviderSection


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one service, on the day that it was looked up. What can change is a default: the config corrects it."""

    keys_at: str = ""
    """Where a key comes from; "" for a server of one's own."""
    key_env: str = ""
    """The variable with the key that the service's own tools read too."""
    base_url: str | None = None
    models: tuple[str, ...] = ()
    """Those that are asked, in this order."""
    spares: tuple[str, ...] = ()
    """Those that are asked when the service lists none of the others any more."""
    effort: Effort | None = None
    """How much its models may think."""
    efforts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What its models take as an effort, see `effort.py`; without any, what the config says is said."""
    limits: RateLimits = field(default_factory=RateLimits)
    """What it lets one ask for, each model counted by itself."""
    cost: Literal["free", "credit", "own"] = "own"
    """`free`: within the limits; `credit`: once, behind a payment method; `own`: whatever that server costs."""
    as_of: str = ""
    """The month of that: 2026-11."""
    is_own: bool = False
    """A server of one's own: the owner types its address and a model, and it may want no key."""
    loggers: tuple[str, ...] = ()
    """Of its package: at DEBUG they write the whole prompt."""


def section_of(title: str, facts: Facts) -> type[ProviderSection]:
    """The part of the config for a service: what every provider has, with its own defaults."""
    defaults: dict[str, Any] = {
        "base_url": facts.base_url,
        "models": facts.models,
        "reasoning_effort": facts.effort,
        **asdict(facts.limits),
    }
    fields: dict[str, Any] = {}
    for name, default in defaults.items():
        info = copy(ProviderSection.model_fields[name])
        info.default = default
        fields[name] = info.annotation, info
    why = f"{title} ({facts.keys_at}). Its key is also read from {facts.key_env}."
    return create_model(title, __base__=ProviderSection, __doc__=why, **fields)
