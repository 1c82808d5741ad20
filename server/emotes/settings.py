"""Settings: the emotes' part of the config."""

from __future__ import annotations

from pydantic import AnyHttpUrl, Field

from server.model.section import Section


class EmoteSets(Section):
    """Emotes of 7TV, BTTV and FrankerFaceZ: the server fetches, checks and keeps them; the pages ask nobody else."""

    seventv: bool = Field(False, description="7TV's emotes.")
    bttv: bool = Field(False, description="BTTV's emotes.")
    ffz: bool = Field(False, description="FrankerFaceZ's emotes.")
    twitch_id: str = Field(
        "",
        pattern=r"^\d{0,20}$",
        description="Your Twitch id, a number: your channel's sets come too. Empty: global ones.",
    )
    most: int = Field(300, ge=1, le=2_000, description="Emotes per provider, at most.")
    largest_bytes: int = Field(262_144, ge=1_024, le=4_194_304, description="Largest image, in bytes.")
    refresh_h: float = Field(24, ge=0.1, description="Hours between looks at the lists.")
    base_url: AnyHttpUrl | None = Field(
        None, description="A mirror: its paths begin with /seventv, /bttv and /ffz, and its images come from there too."
    )
