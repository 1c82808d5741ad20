"""Enabled sets: of whose emotes, by the panel's switches; where they say nothing, by the config."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from server.emotes.disk import write_whole
from server.emotes.set_api import Name
from server.emotes.settings import EmoteSets
from server.text.bounded import Unreadable, load_json, read_text

MOST_BYTES = 4_096
"""Of the file in which the switches are kept."""

log = logging.getLogger(__name__)


class EnabledSets(BaseModel):
    """PUT /api/emotes/sets: any part of it; what isn't said stays."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)

    seventv: bool | None = Field(None, description="7TV's emotes.")
    bttv: bool | None = Field(None, description="BTTV's emotes.")
    ffz: bool | None = Field(None, description="FrankerFaceZ's emotes.")
    twitch_id: str | None = Field(
        None,
        pattern=r"^\d{0,20}$",
        max_length=20,
        description="The channel's Twitch id, a number: its own sets come too. Empty: the global ones alone.",
    )

    def over(self, other: EnabledSets) -> EnabledSets:
        """These switches; where they say nothing, the other's."""
        return other.model_copy(update=self.model_dump(exclude_none=True))

    def names(self) -> tuple[Name, ...]:
        """Whose sets are on."""
        every: tuple[tuple[Name, bool | None], ...] = (
            ("seventv", self.seventv),
            ("bttv", self.bttv),
            ("ffz", self.ffz),
        )
        return tuple(name for name, on in every if on)


def of_config(config: EmoteSets) -> EnabledSets:
    """What the config wants."""
    return EnabledSets(seventv=config.seventv, bttv=config.bttv, ffz=config.ffz, twitch_id=config.twitch_id)


def read_wanted(path: Path) -> EnabledSets:
    """What was kept; nothing where there is no file, or a broken one. Blocks."""
    if not path.exists():
        return EnabledSets()
    try:
        return EnabledSets.model_validate(load_json(read_text(path, MOST_BYTES)))
    except (Unreadable, ValidationError):
        log.warning("%s can't be read: the config decides about 7TV, BTTV and FrankerFaceZ", path)
        return EnabledSets()


def write_wanted(path: Path, wanted: EnabledSets) -> None:
    """Keep it. Blocks. Raises `OSError`."""
    write_whole(path, json.dumps(wanted.model_dump(exclude_none=True, by_alias=True)).encode())
