"""What every part of the config is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A part of the config: frozen, and with no key that we don't know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
