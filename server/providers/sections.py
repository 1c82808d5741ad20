"""Config of the providers: which language models may write, how much, and how long they may take.

Each provider of the registry has a section of its own, which its own file describes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import AnyHttpUrl, Field, create_model

from server.model.section import Section
from server.outbound import Outbound
from server.providers.registry import KINDS, order_in_words
from server.providers.settings import Deadlines, LocalDeadlines, ProviderSection


class Writing(Section):
    """How much is asked of the models."""

    lines: int = Field(32, ge=4, le=100, description="Lines in one answer. A game's first answer is a short one.")
    first_lines: int = Field(12, ge=2, le=100, description="Lines in a game's first answer, so that it comes soon.")
    low: int = Field(20, ge=1, le=500, description="Unsaid lines below which more are asked for.")
    rest_s: float = Field(45, ge=0, description="Seconds between two requests for one game, at least.")
    most: int = Field(2_000, ge=50, description="Lines kept of one game and language; the oldest go first.")
    keep_days: float = Field(45, gt=0, description="Days that a line is kept, unless somebody marked it.")
    channel_requests_per_day: int = Field(1_000, ge=0, description="Requests that one channel may cause; 0: any.")
    channel_tokens_per_day: int = Field(1_000_000, ge=0, description="Tokens that one channel may cause; 0: any.")


class _Reach(Section):
    """Who is asked, and by which way."""

    order: Literal["failover", "round_robin"] = Field(
        "failover", description=f'"failover": {order_in_words()}; "round_robin": in turns.'
    )
    own_servers: bool = Field(
        True, description="Whether the owner may give a compatible server's address in the panel."
    )
    proxy: AnyHttpUrl | None = Field(
        None,
        description="A proxy for all that is fetched from the internet. The environment's is never used by itself.",
    )
    system_certificates: bool = Field(
        False, description="Trust the certificates that the system trusts: for virus scanners and company networks."
    )

    @property
    def outbound(self) -> Outbound:
        """How what is on the internet is reached; a server on this machine or network is asked directly."""
        return Outbound(proxy=str(self.proxy) if self.proxy else None, system_certificates=self.system_certificates)


if TYPE_CHECKING:

    class _Sections(Section): ...
else:
    _Sections = create_model(
        "_Sections",
        __base__=Section,
        **{
            name: (kind.section, Field(kind.section(), description=kind.section.__doc__))
            for name, kind in KINDS.items()
        },
    )


class _Bounds(Section):
    """How long it may take, and how much is asked."""

    deadlines: Deadlines = Field(Deadlines(), description=Deadlines.__doc__ or "")
    local_deadlines: LocalDeadlines = Field(LocalDeadlines(), description=LocalDeadlines.__doc__ or "")
    writing: Writing = Field(Writing(), description=Writing.__doc__ or "")


class Providers(_Bounds, _Sections, _Reach):
    """Language models that write more phrases. Without a key the packs do all the talking, and do it well."""

    def section(self, name: str) -> ProviderSection:
        """The section of that provider of the registry."""
        section: ProviderSection = getattr(self, name)
        return section
