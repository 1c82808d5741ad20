"""Crowd: the viewers of a channel, regulars and passers-by.

The figures are REALISM's ("Size", "Participation"). Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from math import exp, inf
from random import Random
from typing import Protocol

from server.audience.message import Badge
from server.audience.viewer import Habits, Viewer, color_of

STAY_S = 108 * 60.0
DRIVE_BY_S = 4 * 60.0
"""Mean stay of those who stay, and of those who say one thing and go."""
DRIVE_BY = 0.5
"""Share of the arrivals who say one thing and go."""
TALK_SIGMA = 0.6
"""Spread of talkativeness (log-normal)."""
WARM = 2.0
WARM_S = 40.0
"""Somebody who just spoke is three times as likely to speak again; it fades with this time constant."""
RECENT = 3
"""The latest speakers of a wave don't speak again in it, when there are others."""


class NameParts(Protocol):
    """What names are made of; the packs fulfil it."""

    @property
    def whole(self) -> tuple[str, ...]: ...
    @property
    def starts(self) -> tuple[str, ...]: ...
    @property
    def ends(self) -> tuple[str, ...]: ...


def chatters_at_start(viewers: int) -> int:
    """How many of `viewers` chat at all when the show begins."""
    return max(2, min(viewers, round(2 + math.pow(viewers, 0.65))))


class Crowd:
    """Who is here now. `pick` lets time pass: people come and go."""

    def __init__(self, viewers: int, names: NameParts, random: Random) -> None:
        self._random = random
        self._names = _fresh_names(names, random)
        self._spoke: dict[Viewer, float] = {}
        self._latest: list[Viewer] = []
        self._here: list[Viewer] = []
        self._once: set[Viewer] = set()
        self._arrives_at = inf
        self._now = 0.0
        self._viewers = viewers

    @property
    def viewers(self) -> int:
        """How many are watching, whether they chat or not."""
        return self._viewers

    def start(self, now: float) -> None:
        """The doors open, if nobody is here yet; after a sleep the same people are back."""
        asleep = now - self._now
        self._now = now
        if self._here:
            self._here = [_stay(viewer, asleep) for viewer in self._here]
            self._spoke.clear()
            self._latest.clear()
        else:
            self._fill()
        self._arrives_at = now + self._random.expovariate(self._arrivals_per_s())

    def set_viewers(self, viewers: int) -> None:
        """More or fewer are watching. The most talkative stay."""
        self._viewers = viewers
        self._here.sort(key=lambda viewer: -viewer.talk)
        del self._here[chatters_at_start(viewers) :]
        self._fill()

    def set_names(self, names: NameParts) -> None:
        """Another language: another crowd."""
        self._names = _fresh_names(names, self._random)
        self._here.clear()
        self._spoke.clear()
        self._latest.clear()
        self._fill()

    def pick(self, now: float, *, in_wave: bool = False) -> Viewer:
        """Who speaks now. In a wave everybody does in turn, not the same two."""
        self._come_and_go(now)
        recent = self._latest[-min(RECENT * (3 if in_wave else 1), len(self._here) - 1) :]
        others = [viewer for viewer in self._here if viewer not in recent] if in_wave else self._here
        weights = [viewer.talk if in_wave else self._weight(viewer, now) for viewer in others]
        viewer = self._random.choices(others, weights)[0]
        self._spoke[viewer] = now
        self._latest = [*self._latest[-11:], viewer]
        if viewer in self._once and len(self._here) > 2:
            self._leave(viewer)
        return viewer

    def _weight(self, viewer: Viewer, now: float) -> float:
        spoke = self._spoke.get(viewer)
        return viewer.talk if spoke is None else viewer.talk * (1 + WARM * exp((spoke - now) / WARM_S))

    def _fill(self) -> None:
        while len(self._here) < chatters_at_start(self._viewers):
            self._here.append(self._regular(first=not self._here))

    def _come_and_go(self, now: float) -> None:
        self._now = now
        for viewer in [viewer for viewer in self._here if viewer.leaves_at <= now]:
            if len(self._here) > 2:
                self._leave(viewer)
        while self._arrives_at <= now:
            self._here.append(self._arrival(self._arrives_at))
            self._arrives_at += self._random.expovariate(self._arrivals_per_s())

    def _leave(self, viewer: Viewer) -> None:
        self._here.remove(viewer)
        self._once.discard(viewer)
        self._spoke.pop(viewer, None)

    def _arrivals_per_s(self) -> float:
        return max(2.0, math.pow(self._viewers, 0.65)) / 3600

    def _regular(self, *, first: bool) -> Viewer:
        badges: tuple[Badge, ...] = ()
        if first and self._viewers >= 10:
            badges = ("mod",)
        else:
            chance = self._random.random()
            badges = ("vip",) if chance < 0.08 else ("regular",) if chance < 0.4 else ()
        return self._viewer(badges, talk=1.6, stays_s=3 * STAY_S)

    def _arrival(self, at: float) -> Viewer:
        drive_by = self._random.random() < DRIVE_BY
        new = self._random.random() < (0.35 if drive_by else 0.15)
        viewer = self._viewer(("new",) if new else (), talk=1.0, stays_s=DRIVE_BY_S if drive_by else STAY_S)
        if drive_by:
            self._once.add(viewer)
        return viewer

    def _viewer(self, badges: tuple[Badge, ...], *, talk: float, stays_s: float) -> Viewer:
        name = next(self._names)
        return Viewer(
            name=name,
            color=color_of(name),
            badges=badges,
            talk=talk * self._random.lognormvariate(0, TALK_SIGMA),
            leaves_at=self._now + self._random.expovariate(1 / stays_s),
            habits=Habits(
                capital=self._random.choice((0, 0, 0.05, 0.1, 0.3, 0.8)),
                stop=self._random.choice((0, 0, 0, 0, 0.05, 0.3)),
                plain=self._random.random() < 0.35,
            ),
        )


def _stay(viewer: Viewer, longer_s: float) -> Viewer:
    return Viewer(
        viewer.name, viewer.color, viewer.badges, viewer.talk, viewer.leaves_at + max(0.0, longer_s), viewer.habits
    )


def _fresh_names(parts: NameParts, random: Random) -> Iterator[str]:
    """Names without end, none twice: the whole ones first, with made ones between."""
    used: set[str] = set()
    whole = list(parts.whole)
    random.shuffle(whole)
    while True:
        name = (
            whole.pop() if whole and random.random() < 0.8 else random.choice(parts.starts) + random.choice(parts.ends)
        )
        while name.casefold() in used:
            name = random.choice(parts.starts) + random.choice(parts.ends) + str(random.randint(0, 99))
        used.add(name.casefold())
        yield name
