"""Viewer: one simulated person, with a name, a colour, badges, a temper and habits of typing, all of them for life."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import dist

from server.audience.message import Badge
from server.phrases.viewer_kinds import Relation

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
    exclaim: float = 0.0
    """Of what is loud: end with exclamation marks."""
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
    trail: float = 0.0
    """Trail off: end with dots."""
    slips: float = 0.0
    """Of their words: slip under the fingers."""
    star_first: bool = False
    """Put a word right as "*word", not as "word*"."""


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


FAR = 0.1
"""Distance in OKLab from which two colours are told apart at a glance, one line below the other."""


def color_of(name: str, beside: Collection[str] = ()) -> str:
    """The colour that goes with a name; if one `beside` is too like it, the one that is least like any of them."""
    own = COLORS[zlib.crc32(name.casefold().encode()) % len(COLORS)]
    if nearest(own, beside) >= FAR:
        return own
    return max(COLORS, key=lambda color: nearest(color, beside))


def nearest(color: str, beside: Collection[str]) -> float:
    """Distance in OKLab of the colour that is most like it."""
    return min((dist(_oklab(color), _oklab(other)) for other in beside), default=1.0)


@cache
def _oklab(color: str) -> tuple[float, float, float]:
    """Björn Ottosson's OKLab (bottosson.github.io/posts/oklab), where equal distances look equally different."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
