"""The registry: which providers there are, in the order in which they are asked. A new one is a file and a line."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Final

from server.outbound import Outbound
from server.providers.base import Provider
from server.providers.facts import Facts
from server.providers.local_address import is_local
from server.providers.sdk import SdkProvider
from server.providers.settings import Deadlines, ProviderSection

_FILES: Final = (
    "groq:Groq",
    "cerebras:Cerebras",
    "compatible:Compatible",
)
"""A file of this folder, and the class in it."""

KINDS: Final[dict[str, type[SdkProvider]]] = {
    kind.name: kind for kind in (resolve_name(f"server.providers.{file}") for file in _FILES)
}
NAMES: Final = tuple(KINDS)
KEYS: Final = {kind.facts.key_env: name for name, kind in KINDS.items() if kind.facts.key_env}
"""Variables that the services' own tools read too, and the provider whose key they hold."""


def facts_of(name: str) -> Facts:
    """What that provider's file says of its service."""
    return KINDS[name].facts


def title_of(name: str) -> str:
    """Its name for people; "" where its address gives it one."""
    return str(getattr(KINDS[name], "title", ""))


def order_in_words() -> str:
    """Who is asked after whom, for the config's example."""
    first, *others = (title_of(name) or "your own" for name in NAMES)
    return ", then ".join((f"{first} while it can", *others))


def make(
    name: str, section: ProviderSection, key: str, remote: Deadlines, local: Deadlines, outbound: Outbound
) -> Provider:
    """The provider of that name. Its SDK isn't loaded before it is asked for the first time."""
    assert section.base_url is not None
    here = is_local(section.base_url)
    return KINDS[name](section, key, local if here else remote, Outbound() if here else outbound)
