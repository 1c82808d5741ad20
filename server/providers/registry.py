"""The registry: which providers there are, in the order in which they are asked. A new one is a line here."""

from __future__ import annotations

from typing import Any, Final

from server.config_providers import Deadlines, ProviderSection, WayOut
from server.providers.base import Provider
from server.providers.cerebras import Cerebras
from server.providers.compatible import Compatible
from server.providers.facts import Facts
from server.providers.groq import Groq
from server.providers.sdk import is_local

_KINDS: dict[str, Any] = {"groq": Groq, "cerebras": Cerebras, "compatible": Compatible}
NAMES: Final = tuple(_KINDS)


def facts_of(name: str) -> Facts:
    """What that provider's file says of its service."""
    facts: Facts = _KINDS[name].facts
    return facts


def title_of(name: str) -> str:
    """Its name for people; "" where its address gives it one."""
    return str(getattr(_KINDS[name], "title", ""))


def make(
    name: str, section: ProviderSection, key: str, remote: Deadlines, local: Deadlines, way_out: WayOut
) -> Provider:
    """The provider of that name. Its SDK isn't loaded before it is asked for the first time."""
    assert section.base_url is not None
    here = is_local(section.base_url)
    provider: Provider = _KINDS[name](section, key, local if here else remote, WayOut() if here else way_out)
    return provider
