"""Viewer factory: makes the people of a crowd.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from server.audience.habits import draw_habits
from server.audience.message import Badge
from server.audience.usernames import Blocked, NameParts, UsernameGenerator
from server.audience.viewer import Viewer, color_of
from server.model.phrase import Language
from server.phrases.viewer_kinds import Origins, Relation, ViewerKind, ViewerKinds

TALK_SIGMA = 0.33
"""Spread of talkativeness (log-normal). With that of the kinds it makes .6 (REALISM, "Participation")."""
REGULAR_TALK = 1.3
"""How much more those talk who come to every show."""
MOD_TALK = 2.8
"""And the one who keeps the house: the top chatter of a small stream writes 15 % of it."""

SEEN_BEFORE = (0, 3)
"""Shows that somebody has seen whom the channel doesn't know as a regular: badges are earned in its own evenings."""
REGULAR_SHOWS, VIP_SHOWS = 4, 15
"""Shows after which somebody wears a regular's badge, and may be made a VIP."""
NEW = 0.35
"""Share of the arrivals who were never here before."""
RELATIONS: Mapping[Relation, tuple[float, Mapping[str, float], Mapping[str, float]]] = {
    "knows": (45, {"main": 1.3, "questions": 0.7}, {}),
    "new": (35, {"main": 0.7, "questions": 1.6}, {}),
    "other": (20, {"main": 0.8, "reactions": 1.2}, {"offtopic": 2.0, "bored": 1.6}),
}
"""Share of people by their relation to the game, and the factors on the categories and moods of what they say."""
LOUDEST = 10
"""So many of those who talk most have colours far apart: theirs are the names that fill the screen."""
VIP = 0.2
"""Chance of that, for those who stayed so long."""


class Character(Protocol):
    """Somebody whom the streamer asks for: "my loud cousin"."""

    @property
    def name(self) -> str: ...
    @property
    def character(self) -> str:
        """A word or two: "loud", "shy funny"."""

    @property
    def lines(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Cast:
    """What a crowd is made of, in one language."""

    names: NameParts
    people: ViewerKinds = field(default_factory=ViewerKinds)
    blocked: Blocked = field(default_factory=Blocked)
    origins: Origins = field(default_factory=lambda: Origins({}))
    language: Language = "en"
    given: tuple[str, ...] = ()
    """Names that the streamer gave."""


class ViewerFactory:
    """Makes viewers, none of them twice."""

    def __init__(self, cast: Cast, random: Random, *, streamer: str = "") -> None:
        self.cast = cast
        self.origins = cast.origins
        self._random = random
        self._usernames = UsernameGenerator(cast.names, self.origins, cast.blocked, random, given=cast.given)
        self._usernames.take(streamer)
        self._loudest: list[Viewer] = []

    def regular(self, *, mod: bool) -> Viewer:
        """Somebody who is always there."""
        shows = self._random.randint(*SEEN_BEFORE)
        talk = MOD_TALK if mod else REGULAR_TALK
        badges = ("new",) if not shows and not mod else badges_of(shows, self._random, mod=mod)
        return self._viewer(shows, badges, talk)

    def arrival(self) -> Viewer:
        """Somebody who finds the channel, or has found it a few times before."""
        new = self._random.random() < NEW
        return self._viewer(0 if new else self._random.randint(1, REGULAR_SHOWS - 1), ("new",) if new else (), 1.0)

    def returned(self, known: Viewer) -> Viewer | None:
        """A regular of another day, if nobody has taken the name."""
        if not self._usernames.take(known.name):
            return None
        self._hear(known)
        return known

    def character(self, asked: Character) -> Viewer | None:
        """Somebody whom the streamer asks for."""
        if not self._usernames.take(asked.name):
            return None
        kinds = self.cast.people.kinds_of(asked.character)
        return self._make(asked.name, self._region(asked.name), kinds, 20, ("regular",), 2.0, asked.lines)

    def _viewer(self, shows: int, badges: tuple[Badge, ...], talk: float) -> Viewer:
        region = self._region("")
        kinds = [kind for kind in self.cast.people.kinds if kind.share]
        drawn = self._random.choices(kinds, [kind.share for kind in kinds]) if kinds else []
        return self._make(self._usernames.next(region), region, drawn, shows, badges, talk)

    def _relation(self, kinds: Iterable[ViewerKind]) -> Relation:
        """To the game: their kind's, or somebody's."""
        given = next((kind.game for kind in kinds if kind.game), None)
        return given or self._random.choices(list(RELATIONS), [share for share, _, _ in RELATIONS.values()])[0]

    def _make(
        self,
        name: str,
        region: str,
        kinds: Iterable[ViewerKind],
        shows: int,
        badges: tuple[Badge, ...],
        talk: float,
        lines: tuple[str, ...] = (),
    ) -> Viewer:
        kinds = tuple(kinds)
        talk *= self._random.lognormvariate(0, TALK_SIGMA)
        for kind in kinds:
            talk *= kind.talk
        game = self._relation(kinds)
        _, categories, tempers = RELATIONS[game]
        made = Viewer(
            name=name,
            color=color_of(name, self._colors_beside(talk)),
            badges=badges,
            talk=round(talk, 4),
            habits=draw_habits(kinds, self.cast.people.emotes, self._random),
            region=region,
            moods=_product([tempers, *(kind.moods for kind in kinds)]),
            categories=_product([categories, *(kind.categories for kind in kinds)]),
            game=game,
            lines=lines,
            shows=shows,
        )
        self._hear(made)
        return made

    def _colors_beside(self, talk: float) -> list[str]:
        """Colours that somebody who talks so much must not be confused with; a quiet one may wear any."""
        if len(self._loudest) == LOUDEST and talk < self._loudest[-1].talk:
            return []
        return [viewer.color for viewer in self._loudest[: LOUDEST - 1]]

    def _hear(self, viewer: Viewer) -> None:
        self._loudest = sorted([*self._loudest, viewer], key=lambda heard: -heard.talk)[:LOUDEST]

    def _region(self, name: str) -> str:
        shares = self.origins.shares
        if not shares:
            return ""
        told = sorted(self.origins.of_name(name)) if name else []
        among = told or list(shares)
        return self._random.choices(among, [shares[region] for region in among])[0]


def badges_of(shows: int, random: Random, *, mod: bool = False) -> tuple[Badge, ...]:
    """What somebody wears who has seen so many shows."""
    if mod:
        return ("mod",)
    if shows >= VIP_SHOWS and random.random() < VIP:
        return ("vip",)
    return ("regular",) if shows >= REGULAR_SHOWS else ()


def _product(factors: Iterable[Mapping[Any, float]]) -> dict[str, float]:
    whole: dict[str, float] = {}
    for some in factors:
        for name, factor in some.items():
            whole[name] = whole.get(name, 1.0) * factor
    return dict(whole)
