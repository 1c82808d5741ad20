"""Section: the base of what is read as data: the config, a channel's settings, scripts."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """Frozen; a key that it doesn't know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
