"""Context: what every room of a server shares."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, Protocol

from server.audience.community import PastEvening
from server.audience.viewer import Viewer
from server.live.airtime import Airtime
from server.model.channel import Channel
from server.model.evening import Evening
from server.model.phrase import Language, Mood
from server.phrases.library import PackLibrary
from server.selection.channel_filter import SelectionContext

RoomState = Literal["playing", "paused", "hidden", "asleep"]


class RegularsStore(Protocol):
    """Where a channel's regulars are kept from one show to the next."""

    def known(self, channel: str, language: Language) -> Sequence[Viewer]: ...
    def enter(self, channel: str, language: Language, regulars: Sequence[Viewer]) -> None: ...


class NoRegulars:
    """Keeps no regulars: every show has new viewers."""

    def known(self, channel: str, language: Language) -> Sequence[Viewer]:
        return ()

    def enter(self, channel: str, language: Language, regulars: Sequence[Viewer]) -> None:
        pass


class SaidLinesBefore(Protocol):
    """What a channel's last evenings said, and where tonight's lines are kept."""

    def before(self, channel: str, language: Language) -> Mapping[int, int]: ...
    def keep(self, channel: str, language: Language, lines: Set[int]) -> None: ...


class NoEvenings:
    """Keeps no said lines: every show may say every line."""

    def before(self, channel: str, language: Language) -> Mapping[int, int]:
        return {}

    def keep(self, channel: str, language: Language, lines: Set[int]) -> None:
        pass


class EveningsBefore(Protocol):
    """What a channel's last evenings were about, and where tonight's memory is kept."""

    def before(self, channel: str, language: Language) -> Sequence[PastEvening]: ...
    def keep(self, channel: str, language: Language, evening: Evening) -> None: ...


class NoMemory:
    """Keeps nothing of an evening."""

    def before(self, channel: str, language: Language) -> Sequence[PastEvening]:
        return ()

    def keep(self, channel: str, language: Language, evening: Evening) -> None:
        pass


@dataclass(frozen=True, slots=True)
class RoomContext:
    """What every room of a server shares."""

    library: PackLibrary
    describe: Callable[[Channel], Mapping[str, Any]]
    """The settings that pages see of a channel."""
    language: Language
    """Of a channel that never chose one."""
    faded: Callable[[str], None]
    """Called once a channel's chat has faded out on air."""
    situation_over: Callable[[str, str], None]
    """Called with a channel and the text of what was going on, once it is no longer so."""
    watched: Callable[[str], None] = field(default=lambda channel: None, kw_only=True)
    """Called with a channel whenever one of its rooms wakes or falls asleep."""
    spoken: Callable[[str], Sequence[str]] = field(default=lambda channel: (), kw_only=True)
    """What a channel's streamer said in the last minute, where that is heard."""
    emotes: Callable[[], Mapping[Mood, tuple[str, ...]]]
    """The streamer's own emotes, by the temper of the lines that they go with."""
    replay_s: float
    replay_events: int
    selection_context: SelectionContext = field(default_factory=SelectionContext)
    regulars_store: RegularsStore = field(default_factory=lambda: NoRegulars())
    said_lines: SaidLinesBefore = field(default_factory=lambda: NoEvenings())
    evenings: EveningsBefore = field(default_factory=lambda: NoMemory())
    random: Random = field(default_factory=Random)
    airtime: Airtime = field(default_factory=Airtime)
    stream: Callable[[Channel], str] = lambda channel: "unknown"
    """How the channel's own stream stands, as its status tells it."""
    steady: Callable[[], float] = time.monotonic
    """Seconds on a clock that never jumps."""
    wall: Callable[[], float] = time.time
    """Seconds of Unix time."""
