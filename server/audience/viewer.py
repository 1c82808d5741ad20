"""Viewer: one simulated person, with a name, a colour, badges, a temper and habits of typing, all of them for life."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.audience.message import Badge
from server.phrases.people import Relation

COLORS = (
    "#fcaa2b", "#47c7f8", "#ff74b0", "#7bd957", "#b296ff", "#64f3d7", "#ff825b", "#fddb72", "#74acfe", "#e57bec",
    "#99f7b3", "#feaaa9", "#2dd8d3", "#beeb49", "#b7c4fe", "#ffb481", "#4bdba0", "#8fecf7", "#feace6", "#dfcfb4",
)  # fmt: skip
"""Contrast with the overlay's outline 7.8 at least; any two .062 apart in OKLab (LOOK, "Colours of names")."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody types, for life. Shares of their messages, 0 to 1, unless it says otherwise."""

    words: float = 4.0
    """Median words of their lines."""
    capital: float = 0.0
    """Begin with a capital."""
    stop: float = 0.0
    """End with a full stop."""
    mark: float = 1.0
    """Of their questions: keep the question mark."""
    plain: bool = False
    """No accents, as on a keyboard in a hurry (ñ stays)."""
    short: float = 0.0
    """Of the words that have a short form: use it."""
    stretch: float = 0.0
    """Stretch a vooowel."""
    shout: float = 0.5
    """Of what the packs shout: shout it too."""
    emote: float = 0.2
    """Have an emote in them."""
    emotes: tuple[str, ...] = ()
    """Their favourites."""
    emoji: bool = False
    """Types emoji as others type emotes."""
    at: float = 0.15
    """Of their answers: begin with an @name."""
    button: float = 0.1
    """Of their answers: sent by the reply button."""


@dataclass(frozen=True, slots=True, eq=False)
class Viewer:
    """One simulated person."""

    name: str
    color: str
    badges: tuple[Badge, ...]
    talk: float
    """Talkativeness: how often they speak beside the others."""
    habits: Habits
    region: str = ""
    moods: Mapping[str, float] = field(default_factory=dict)
    """Factors on the moods of what they say."""
    categories: Mapping[str, float] = field(default_factory=dict)
    """Factors on the categories of what they say, the first one by the name `main`."""
    game: Relation | None = None
    lines: tuple[str, ...] = ()
    """What the streamer gave them to say."""
    shows: int = 0
    """How many shows they have seen before this one."""


def color_of(name: str) -> str:
    """The colour that goes with a name, today and on every other day."""
    return COLORS[zlib.crc32(name.casefold().encode()) % len(COLORS)]
