"""Crowd member: a viewer who is present, and how likely they are to write next.

The figures are those of small streams (docs/realism.md). Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from server.audience.viewer import Viewer

TYPING_S = 2.5
"""Least usual seconds between two messages of one viewer; few split a message in two."""
TYPING_WEIGHT = 0.03
"""Weight factor of a viewer who wrote less than that ago."""
ONE_MESSAGE_WEIGHT = 1.4
"""Weight factor of viewers who write once and leave."""
RECENT_BOOST = 2.0
"""Added to the weight factor 1 of a viewer who just wrote: three times as likely to write again."""
RECENT_BOOST_S = 40.0
"""Time constant of that boost, in seconds."""
TALKED_S = 900.0
"""Seconds since their last message for which a viewer counts as one who wrote recently."""


@dataclass(slots=True, eq=False)
class CrowdMember:
    """A viewer who is present, and the state of their visit."""

    viewer: Viewer
    leaves_at: float
    once: bool = False
    """Writes once and leaves."""
    greets: bool = False
    """Will greet with their next message."""
    spoke_at: float | None = None

    def weight(self, now: float, *, in_wave: bool) -> float:
        """How likely they are to write now, beside the weights of the others."""
        if in_wave or self.spoke_at is None:
            return self.viewer.talk * (ONE_MESSAGE_WEIGHT if self.once else 1.0)
        if now - self.spoke_at < TYPING_S:
            return self.viewer.talk * TYPING_WEIGHT
        return self.viewer.talk * (1 + RECENT_BOOST * exp((self.spoke_at - now) / RECENT_BOOST_S))

    def talked_lately(self, now: float) -> bool:
        """Whether they wrote recently."""
        return self.spoke_at is not None and now - self.spoke_at < TALKED_S
