"""Line: what somebody is about to write, before it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from server.audience.talk import Said, Script
from server.audience.viewer import Viewer
from server.phrases.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Line:
    """Who writes what, to whom."""

    viewer: Viewer
    phrase: Phrase
    to: Said | None = None
    """What it answers."""
    script: Script | None = None
    """The thread that it belongs to, at this line."""
    stretch: float = 0.0
    """Excitement: chance of stretched letters beside the viewer's own."""
    as_is: bool = False
    """An echo: typed as it was typed before."""
