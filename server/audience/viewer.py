"""Viewer: one simulated person, with a name, a colour, badges and habits of typing."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from server.audience.message import Badge

COLORS = (
    "#fcaa2b", "#47c7f8", "#ff74b0", "#7bd957", "#b296ff", "#64f3d7", "#ff825b", "#fddb72", "#74acfe", "#e57bec",
    "#99f7b3", "#feaaa9", "#2dd8d3", "#beeb49", "#b7c4fe", "#ffb481", "#4bdba0", "#8fecf7", "#feace6", "#dfcfb4",
)  # fmt: skip
"""Contrast with the overlay's outline 7.8 at least; any two .062 apart in OKLab (LOOK, "Colours of names")."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody types, for life. Shares of their messages, 0 to 1."""

    capital: float
    """Begin with a capital."""
    stop: float
    """End with a full stop."""
    plain: bool
    """No accents, as on a keyboard in a hurry (ñ stays)."""


@dataclass(frozen=True, slots=True, eq=False)
class Viewer:
    """One simulated person."""

    name: str
    color: str
    badges: tuple[Badge, ...]
    talk: float
    """Talkativeness: how often they speak beside the others."""
    leaves_at: float
    """Seconds; `inf` for somebody who stays."""
    habits: Habits


def color_of(name: str) -> str:
    """The colour that goes with a name, today and on every other day."""
    return COLORS[zlib.crc32(name.casefold().encode()) % len(COLORS)]
