"""Screen text: a text that a game shows, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.model.cue import REPEATS_S
from server.model.intensity import DEFAULT_INTENSITY, Intensity

BEGINS = "*"
"""At a text's end: whatever follows is no matter."""


@dataclass(frozen=True, slots=True)
class ScreenText:
    """Texts on the screen that mean the same."""

    read: tuple[str, ...]
    """Each a whole line on the screen, in whatever language the game is; or the beginning of one, with `*` after it."""
    moment: str | None = None
    intensity: Intensity = DEFAULT_INTENSITY
    repeats_s: float = REPEATS_S
    situation: str | None = None
    values: Mapping[str, str] | None = None
    """What the situation is about, by the names of its values."""
    small: bool = False
    """Whether it counts where it is written small too: the name above a health bar. Else it has to be large."""
