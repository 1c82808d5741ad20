"""Crowd: the viewers who chat, regulars and passers-by, and their arrivals, messages and departures.

The figures are those of small streams (docs/realism.md). Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import inf
from random import Random

from server.audience.chatter_count import chatters_among, chatters_at_start
from server.audience.crowd_member import CrowdMember
from server.audience.regulars import returning
from server.audience.viewer import Viewer
from server.audience.viewer_count import ViewerCount
from server.audience.viewer_factory import CrowdMaterial, RequestedViewer, ViewerFactory

STAY_S = 108 * 60.0
"""Mean stay of a lasting viewer, in seconds."""
DRIVE_BY_S = 4 * 60.0
"""Mean stay of a viewer who writes once and leaves, in seconds."""
DRIVE_BY = 0.57
"""Share of the arrivals who write once and leave."""
RECENT = 3
"""The latest speakers of a wave don't speak again in it, when there are others."""
LONGEST_RUN = 3
"""Messages in a row that one person writes of their own accord, when there are others."""
FEWEST = 0.6
"""Least share of a show's chatters that is present: below it, those who leave are replaced at once."""

EARLY = 0.7
"""Share of a show's first chatters who are present when it starts."""
LATE_S = 12 * 60.0
"""Seconds after the start by which the others have arrived."""
OLD_FRIEND = 0.25
"""Chance that a lasting arrival is a regular who was absent at the start."""
GREETS = 0.55
"""Chance that a lasting arrival greets first."""
GREETED = 0.35
"""The same chance for viewers present at the start."""
BYE = 0.4
"""Chance that a leaving viewer who wrote recently says goodbye."""


class Crowd:
    """The viewers present now. `pick` advances the time: viewers arrive and leave."""

    def __init__(
        self, viewers: int, material: CrowdMaterial, random: Random, *, streamer: str = "", gap_s: float = inf
    ) -> None:
        self._random = random
        self._streamer = streamer
        self._gap_s = gap_s
        self.viewer_count = ViewerCount(viewers, random)
        self.viewer_factory = ViewerFactory(material, random, streamer=streamer)
        self._members: list[CrowdMember] = []
        self._latest: list[Viewer] = []
        self._leaving: list[CrowdMember] = []
        self._late: list[float] = []
        self._absent: list[Viewer] = []
        self._stayed: dict[str, Viewer] = {}
        self._arrives_at = inf
        self._now = 0.0

    @property
    def viewers(self) -> int:
        """How many are watching, whether they chat or not."""
        return self.viewer_count.viewers

    @property
    def here(self) -> list[Viewer]:
        """The viewers present who chat."""
        return [member.viewer for member in self._members]

    @property
    def stayed(self) -> Collection[str]:
        """The names of those who have been here this evening for more than a line."""
        return self._stayed.keys()

    def regulars(self) -> list[Viewer]:
        """The viewers of this show to remember: all but those who wrote once and left."""
        return list(self._stayed.values())

    def open(self, now: float, known: Sequence[Viewer] = (), asked: Sequence[RequestedViewer] = ()) -> None:
        """Start a show with a new crowd. Of the regulars (`known`) most come, now or later; `asked` come at once."""
        self._now = now
        self.viewer_count.start(now)
        self.viewer_factory = ViewerFactory(self.viewer_factory.material, self._random, streamer=self._streamer)
        self._members.clear()
        self._latest.clear()
        self._leaving.clear()
        self._stayed.clear()
        self._absent = returning(known, self._random, self.viewer_factory.material.home)
        self.invite(asked)
        chatters = self._chatters
        early = max(2, round(chatters * EARLY))
        while len(self._members) < early:
            self._add_member(self._regular(), greets=GREETED)
        self._late = sorted(now + self._random.uniform(20, LATE_S) for _ in range(chatters - early))
        self._arrives_at = now + self._random.expovariate(self._arrivals_per_s())

    def invite(self, asked: Sequence[RequestedViewer]) -> None:
        """Add the viewers that the streamer defined; those already present are unchanged."""
        for character in asked:
            viewer = self.viewer_factory.character(character)
            if viewer is not None:
                self._add_member(viewer, greets=GREETED)

    def resume(self, now: float) -> None:
        """Continue after a short pause with the same viewers."""
        asleep = max(0.0, now - self._now)
        self._now = now
        for member in self._members:
            member.leaves_at += asleep
            member.spoke_at = None
        self._late = [at + asleep for at in self._late]
        self._latest.clear()
        self._arrives_at = now + self._random.expovariate(self._arrivals_per_s())

    def set_viewers(self, viewers: int) -> None:
        """Change the number of viewers. The most talkative stay."""
        self.viewer_count.chosen = viewers
        self._members.sort(key=lambda member: -member.viewer.talk)
        del self._members[self._chatters :]
        self._late.clear()
        self._fill(self._chatters)

    def set_gap(self, gap_s: float) -> None:
        """Set the mean gap between two messages, in seconds. A shorter one adds chatters; a longer one removes none."""
        self._gap_s = gap_s
        self._fill(self._chatters)

    def swell(self, moment: str, intensity: int) -> None:
        """Add the viewers that a moment attracts; a few of them chat."""
        self._welcome(self.viewer_count.swell(moment, intensity))

    def raided(self, count: int) -> None:
        """Add `count` viewers who came with a raid; a few of them chat."""
        self.viewer_count.raided(count)
        self._welcome(count)

    def pick(
        self,
        now: float,
        *,
        in_wave: bool = False,
        avoid: Collection[Viewer] = (),
        liking: Callable[[Viewer], float] | None = None,
    ) -> Viewer:
        """Choose who writes now: none of `avoid` if others are present; in a wave, not the latest writers."""
        self.pass_to(now)
        if in_wave:
            avoid = self._latest[-min(RECENT * 3, max(1, len(self._members) - 1)) :]
        elif (tired := self._on_a_run()) is not None:
            avoid = (*avoid, tired)
        among = [member for member in self._members if member.viewer not in avoid] or self._members
        weights = [member.weight(now, in_wave=in_wave) for member in among]
        if liking is not None:
            liked = [weight * liking(member.viewer) for weight, member in zip(weights, among, strict=True)]
            weights = liked if any(liked) else weights
        return self._random.choices(among, weights)[0].viewer

    def speaks(self, viewer: Viewer, now: float) -> None:
        """Note that `viewer` wrote; a viewer who writes only once leaves."""
        self._latest = [*self._latest[-11:], viewer]
        member = self._member_of(viewer)
        if member is None:
            return
        member.spoke_at = now
        member.greets = False
        if member.once and len(self._members) > 2:
            self._members.remove(member)

    def greets(self, viewer: Viewer) -> bool:
        """Whether the viewer still has to greet."""
        member = self._member_of(viewer)
        return member is not None and member.greets

    def is_here(self, viewer: Viewer) -> bool:
        """Whether the viewer is present."""
        return self._member_of(viewer) is not None

    def take_leaving(self) -> Viewer | None:
        """Remove and return a leaving viewer who says goodbye; None if there is none."""
        return self._leaving.pop(0).viewer if self._leaving else None

    def pass_to(self, now: float) -> None:
        """Advance the time to `now`: departures, replacements, arrivals."""
        self._now = now
        self.viewer_count.pass_to(now)
        for member in [member for member in self._members if member.leaves_at <= now]:
            if len(self._members) > 2:
                self._members.remove(member)
                if member.talked_lately(now) and not member.once and self._random.random() < BYE:
                    self._leaving.append(member)
            else:
                member.leaves_at = now + self._random.expovariate(1 / STAY_S)
        while self._late and self._late[0] <= now:
            self._late.pop(0)
            self._add_member(self._regular(), greets=GREETS)
        if self._members and not self._late:
            self._fill(round(FEWEST * self._chatters))
        while self._arrives_at <= now:
            self._arrive()
            self._arrives_at += self._random.expovariate(self._arrivals_per_s())

    @property
    def _chatters(self) -> int:
        return chatters_at_start(self.viewer_count.chosen, self._gap_s)

    def _welcome(self, arrivals: int) -> None:
        """Add the chatters among `arrivals` new viewers."""
        for _ in range(chatters_among(arrivals)):
            self._add_member(
                self.viewer_factory.arrival(), stay_s=DRIVE_BY_S * 2, greets=0.3, once=self._random.random() < DRIVE_BY
            )

    def _fill(self, chatters: int) -> None:
        """Add viewers until `chatters` are present; none before the show has started."""
        while self._members and len(self._members) < chatters:
            self._add_member(self._regular(), greets=0.2)

    def _on_a_run(self) -> Viewer | None:
        """The viewer who wrote all of the latest LONGEST_RUN messages, if one did."""
        latest = self._latest[-LONGEST_RUN:]
        return latest[0] if len(latest) == LONGEST_RUN and all(one is latest[0] for one in latest) else None

    def _arrive(self) -> None:
        if self._random.random() < DRIVE_BY:
            self._add_member(self.viewer_factory.arrival(), stay_s=DRIVE_BY_S, greets=0.25, once=True)
        elif self._absent and self._random.random() < OLD_FRIEND:
            self._add_member(self._regular(), greets=GREETS)
        else:
            self._add_member(self.viewer_factory.arrival(), greets=GREETS)

    def _add_member(self, viewer: Viewer, *, stay_s: float = STAY_S, greets: float, once: bool = False) -> None:
        leaves_at = self._now + self._random.expovariate(1 / stay_s)
        if not once:
            self._stayed[viewer.name] = viewer
        self._members.append(CrowdMember(viewer, leaves_at, once, self._random.random() < greets))

    def _member_of(self, viewer: Viewer) -> CrowdMember | None:
        return next((member for member in self._members if member.viewer is viewer), None)

    def _regular(self) -> Viewer:
        while self._absent:
            known = self.viewer_factory.returned(self._absent.pop(0))
            if known is not None:
                return known
        has_mod = any("mod" in member.viewer.badges for member in self._members)
        return self.viewer_factory.regular(mod=not has_mod and self.viewer_count.chosen >= 10)

    def _arrivals_per_s(self) -> float:
        return max(2.0, self._chatters - 2.0) / 3600
