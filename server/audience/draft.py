"""Draft: what somebody is about to write, before it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from server.audience.conversation import Growing, SentMessage, ThreadProgress
from server.audience.viewer import Viewer
from server.model.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Draft:
    """Who writes what, to whom."""

    viewer: Viewer
    phrase: Phrase
    to: SentMessage | None = None
    """What it answers."""
    thread: ThreadProgress | None = None
    """The thread that it belongs to, at this line."""
    growing: Growing | None = None
    """The thought that it adds to, or laughs at."""
    stretch: float = 0.0
    """Excitement: chance of stretched letters beside the viewer's own."""
    as_is: bool = False
    """An echo: typed as it was typed before."""
    rest: tuple[Phrase, ...] = ()
    """What follows in messages of its own: the same thought."""
    goes_on: bool = False
    """It is itself such a message."""
    is_typed: bool = False
    """It stands as it is typed."""
    names_whom: bool = False
    """It says itself whom it is to, or about: nobody's name is put before it."""
