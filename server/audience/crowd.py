"""Crowd: who of a channel's viewers chats: regulars and passers-by, as they come, speak and go.

The figures are REALISM's ("Size", "Participation"). Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import exp, inf
from random import Random

from server.audience.pace import life_viewers
from server.audience.regulars import returning
from server.audience.viewer import Viewer
from server.audience.viewer_count import ViewerCount
from server.audience.viewer_factory import Cast, Character, ViewerFactory

STAY_S = 108 * 60.0
DRIVE_BY_S = 4 * 60.0
"""Mean stay of those who stay, and of those who say one thing and go."""
DRIVE_BY = 0.5
"""Share of the arrivals who say one thing and go."""
HANDS_S = 2.5
"""Nobody types two messages faster than that, but for a few who split them."""
EAGER = 1.4
"""Who says one thing and goes came to say it."""
WARM = 2.0
WARM_S = 40.0
"""Somebody who just spoke is three times as likely to speak again; it fades with this time constant."""
RECENT = 3
"""The latest speakers of a wave don't speak again in it, when there are others."""
LONGEST_RUN = 3
"""Messages in a row that one person writes of their own accord, when there are others."""
FEWEST = 0.6
"""Share of a show's writers that is always there: who leaves below it is replaced at once."""

EARLY = 0.7
"""Share of a show's first chatters who are there when the doors open."""
LATE_S = 12 * 60.0
"""The others are there after so many seconds."""
OLD_FRIEND = 0.25
"""Chance that somebody who arrives to stay is a regular who wasn't here at the start."""
GREETS = 0.55
"""Chance that who arrives to stay says hello first."""
GREETED = 0.35
"""The same of those who are there when the doors open."""
BYE = 0.4
TALKED_S = 900.0
"""Chance that who leaves says so, if they spoke in the last quarter of an hour."""


def chatters_at_start(viewers: int, gap_s: float = inf) -> int:
    """How many of `viewers` chat at all when the show begins, at a mean of `gap_s` seconds between two messages.

    As many as such a stream has (REALISM, "Size"), or as a stream with that pace has: a chat that is faster than life
    has more people who write, not one who writes more. Never more than watch.
    """
    return max(2, min(viewers, round(2 + math.pow(max(viewers, life_viewers(gap_s)), 0.65))))


@dataclass(slots=True, eq=False)
class CrowdMember:
    """A viewer who is here."""

    viewer: Viewer
    leaves_at: float
    once: bool = False
    """Says one thing and goes."""
    greets: bool = False
    """Hasn't said hello yet, and means to."""
    spoke_at: float | None = None


class Crowd:
    """Who is here now. `pick` lets time pass: people come and go."""

    def __init__(self, viewers: int, cast: Cast, random: Random, *, streamer: str = "", gap_s: float = inf) -> None:
        self._random = random
        self._streamer = streamer
        self._gap_s = gap_s
        self.viewer_count = ViewerCount(viewers, random)
        self.viewer_factory = ViewerFactory(cast, random, streamer=streamer)
        self._seats: list[CrowdMember] = []
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
        """Who of them chats."""
        return [seat.viewer for seat in self._seats]

    def regulars(self) -> list[Viewer]:
        """Who of those that were in this show will be remembered: all but those who said one thing and went."""
        return list(self._stayed.values())

    def open(self, now: float, known: Sequence[Viewer] = (), asked: Sequence[Character] = ()) -> None:
        """The doors open on an empty house. Of the regulars (`known`) most come, now or later."""
        self._now = now
        self.viewer_count.start(now)
        self.viewer_factory = ViewerFactory(self.viewer_factory.cast, self._random, streamer=self._streamer)
        self._seats.clear()
        self._latest.clear()
        self._leaving.clear()
        self._stayed.clear()
        self._absent = returning(known, self._random)
        self.invite(asked)
        chatters = self._chatters
        early = max(2, round(chatters * EARLY))
        while len(self._seats) < early:
            self._seat(self._regular(), greets=GREETED)
        self._late = sorted(now + self._random.uniform(20, LATE_S) for _ in range(chatters - early))
        self._arrives_at = now + self._random.expovariate(self._arrivals_per_s())

    def invite(self, asked: Sequence[Character]) -> None:
        """Let in those whom the streamer asks for; who is here already stays as they are."""
        for character in asked:
            viewer = self.viewer_factory.character(character)
            if viewer is not None:
                self._seat(viewer, greets=GREETED)

    def resume(self, now: float) -> None:
        """After a short sleep the same people are back."""
        asleep = max(0.0, now - self._now)
        self._now = now
        for seat in self._seats:
            seat.leaves_at += asleep
            seat.spoke_at = None
        self._late = [at + asleep for at in self._late]
        self._latest.clear()
        self._arrives_at = now + self._random.expovariate(self._arrivals_per_s())

    def set_viewers(self, viewers: int) -> None:
        """More or fewer are watching. The most talkative stay."""
        self.viewer_count.chosen = viewers
        self._seats.sort(key=lambda seat: -seat.viewer.talk)
        del self._seats[self._chatters :]
        self._late.clear()
        self._fill(self._chatters)

    def set_gap(self, gap_s: float) -> None:
        """Another mean pause between two messages, in seconds. A shorter one brings writers; nobody leaves for it."""
        self._gap_s = gap_s
        self._fill(self._chatters)

    def swell(self, moment: str, intensity: int) -> None:
        """Something happened that people come for; a few of them chat."""
        self._welcome(self.viewer_count.swell(moment, intensity))

    def raided(self, count: int) -> None:
        """So many came with a raid; a few of them chat."""
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
        """Who speaks now, none of `avoid` if anybody else is here. In a wave everybody does in turn."""
        self.pass_to(now)
        if in_wave:
            avoid = self._latest[-min(RECENT * 3, max(1, len(self._seats) - 1)) :]
        elif (tired := self._on_a_run()) is not None:
            avoid = (*avoid, tired)
        among = [seat for seat in self._seats if seat.viewer not in avoid] or self._seats
        weights = [self._weight(seat, now, in_wave) for seat in among]
        if liking is not None:
            liked = [weight * liking(seat.viewer) for weight, seat in zip(weights, among, strict=True)]
            weights = liked if any(liked) else weights
        return self._random.choices(among, weights)[0].viewer

    def speaks(self, viewer: Viewer, now: float) -> None:
        """They have spoken; who came for one thing goes."""
        self._latest = [*self._latest[-11:], viewer]
        seat = self._seat_of(viewer)
        if seat is None:
            return
        seat.spoke_at = now
        seat.greets = False
        if seat.once and len(self._seats) > 2:
            self._seats.remove(seat)

    def greets(self, viewer: Viewer) -> bool:
        """Whether they mean to say hello first."""
        seat = self._seat_of(viewer)
        return seat is not None and seat.greets

    def is_here(self, viewer: Viewer) -> bool:
        """Whether they haven't left."""
        return self._seat_of(viewer) is not None

    def farewell(self) -> Viewer | None:
        """Somebody who has to go and wants to say so, if there is anybody."""
        return self._leaving.pop(0).viewer if self._leaving else None

    def pass_to(self, now: float) -> None:
        """Let time pass."""
        self._now = now
        self.viewer_count.pass_to(now)
        for seat in [seat for seat in self._seats if seat.leaves_at <= now]:
            if len(self._seats) > 2:
                self._seats.remove(seat)
                talked = seat.spoke_at is not None and now - seat.spoke_at < TALKED_S
                if talked and not seat.once and self._random.random() < BYE:
                    self._leaving.append(seat)
            else:
                seat.leaves_at = now + self._random.expovariate(1 / STAY_S)
        while self._late and self._late[0] <= now:
            self._late.pop(0)
            self._seat(self._regular(), greets=GREETS)
        if self._seats and not self._late:
            self._fill(round(FEWEST * self._chatters))
        while self._arrives_at <= now:
            self._arrive()
            self._arrives_at += self._random.expovariate(self._arrivals_per_s())

    @property
    def _chatters(self) -> int:
        return chatters_at_start(self.viewer_count.chosen, self._gap_s)

    def _welcome(self, arrivals: int) -> None:
        """Of so many who come for what happens, some chat for a while."""
        for _ in range(round(math.pow(max(0, arrivals), 0.65))):
            self._seat(
                self.viewer_factory.arrival(), stay_s=DRIVE_BY_S * 2, greets=0.3, once=self._random.random() < DRIVE_BY
            )

    def _fill(self, chatters: int) -> None:
        """Let people in until so many are here; nobody into an empty house, which hasn't opened yet."""
        while self._seats and len(self._seats) < chatters:
            self._seat(self._regular(), greets=0.2)

    def _on_a_run(self) -> Viewer | None:
        """Who wrote all of the latest messages."""
        latest = self._latest[-LONGEST_RUN:]
        return latest[0] if len(latest) == LONGEST_RUN and all(one is latest[0] for one in latest) else None

    def _arrive(self) -> None:
        if self._random.random() < DRIVE_BY:
            self._seat(self.viewer_factory.arrival(), stay_s=DRIVE_BY_S, greets=0.25, once=True)
        elif self._absent and self._random.random() < OLD_FRIEND:
            self._seat(self._regular(), greets=GREETS)
        else:
            self._seat(self.viewer_factory.arrival(), greets=GREETS)

    def _seat(self, viewer: Viewer, *, stay_s: float = STAY_S, greets: float, once: bool = False) -> None:
        leaves_at = self._now + self._random.expovariate(1 / stay_s)
        if not once:
            self._stayed[viewer.name] = viewer
        self._seats.append(CrowdMember(viewer, leaves_at, once, self._random.random() < greets))

    def _seat_of(self, viewer: Viewer) -> CrowdMember | None:
        return next((seat for seat in self._seats if seat.viewer is viewer), None)

    def _regular(self) -> Viewer:
        while self._absent:
            known = self.viewer_factory.returned(self._absent.pop(0))
            if known is not None:
                return known
        has_mod = any("mod" in seat.viewer.badges for seat in self._seats)
        return self.viewer_factory.regular(mod=not has_mod and self.viewer_count.chosen >= 10)

    def _weight(self, seat: CrowdMember, now: float, in_wave: bool) -> float:
        if in_wave or seat.spoke_at is None:
            return seat.viewer.talk * (EAGER if seat.once else 1.0)
        if now - seat.spoke_at < HANDS_S:
            return seat.viewer.talk * 0.03
        return seat.viewer.talk * (1 + WARM * exp((seat.spoke_at - now) / WARM_S))

    def _arrivals_per_s(self) -> float:
        return max(2.0, self._chatters - 2.0) / 3600
