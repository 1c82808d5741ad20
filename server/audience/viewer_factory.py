"""Viewer factory: makes the viewers of a crowd.

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
from server.phrases.community import NicknameWords
from server.phrases.viewer_kinds import Origins, Relation, ViewerKind, ViewerKinds
from server.phrases.word_play import WordPlayTexts

TALK_SIGMA = 0.27
"""Spread of talkativeness (log-normal). With that of the kinds it makes .6 (docs/realism.md)."""
REGULAR_TALK = 1.3
"""Talkativeness factor of regulars."""
MOD_TALK = 3.5
"""Talkativeness factor of moderators: the top chatter of a small stream writes 15 % of it."""

SEEN_BEFORE = (0, 3)
"""Past shows of a newly made regular, least and most: badges are earned in the channel's own shows."""
REGULAR_SHOWS, VIP_SHOWS = 4, 15
"""Past shows from which a viewer has the regular badge, and may have the VIP badge."""
NEW = 0.35
"""Share of the arrivals who were never here before."""
RELATIONS: Mapping[Relation, tuple[float, Mapping[str, float], Mapping[str, float]]] = {
    "knows": (45, {"main": 1.3, "questions": 0.7}, {}),
    "new": (35, {"main": 0.7, "questions": 1.6}, {}),
    "other": (20, {"main": 0.8, "reactions": 1.2}, {"offtopic": 2.0, "bored": 1.6}),
}
"""Share of people by their relation to the game, and the factors on the categories and moods of what they say."""
LOUDEST = 10
"""Number of the most talkative viewers whose colours are kept far apart: their names appear most."""
AT_HOME = 0.8
"""Share of the viewers who are from the channel's home: every real chat was recognisably from one place."""
VIP = 0.2
"""Chance of the VIP badge from VIP_SHOWS on."""


class RequestedViewer(Protocol):
    """A viewer that the streamer defined: "my loud cousin"."""

    @property
    def name(self) -> str: ...
    @property
    def character(self) -> str:
        """A word or two: "loud", "shy funny"."""

    @property
    def lines(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class CrowdMaterial:
    """What viewers of one language are made from: name parts, kinds of viewers, regions."""

    names: NameParts
    people: ViewerKinds = field(default_factory=ViewerKinds)
    blocked: Blocked = field(default_factory=Blocked)
    origins: Origins = field(default_factory=lambda: Origins({}))
    language: Language = "en"
    given: tuple[str, ...] = ()
    """User names that the streamer gave."""
    home: str | None = None
    """The region that most are from; None: as the regions' shares are."""
    nicknames: NicknameWords = field(default_factory=NicknameWords)
    name_words: frozenset[str] = frozenset()
    """Words that names are joined of."""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words for how long ago an evening was."""
    word_play: WordPlayTexts = field(default_factory=WordPlayTexts)
    """Words that the chat plays with."""
    channel: str = ""
    """Whatever tells channels apart: each leans to words of its own."""


class ViewerFactory:
    """Makes viewers, none of them twice."""

    def __init__(self, material: CrowdMaterial, random: Random, *, streamer: str = "") -> None:
        self.material = material
        self.origins = material.origins
        self._random = random
        self._usernames = UsernameGenerator(
            material.names, self.origins, material.blocked, random, given=material.given
        )
        self._usernames.take(streamer)
        self._loudest: list[Viewer] = []

    def regular(self, *, mod: bool) -> Viewer:
        """A new regular viewer."""
        shows = self._random.randint(*SEEN_BEFORE)
        talk = MOD_TALK if mod else REGULAR_TALK
        badges = ("new",) if not shows and not mod else badges_of(shows, self._random, mod=mod)
        return self._viewer(shows, badges, talk)

    def arrival(self) -> Viewer:
        """A passer-by: new, or with a few past shows."""
        new = self._random.random() < NEW
        return self._viewer(0 if new else self._random.randint(1, REGULAR_SHOWS - 1), ("new",) if new else (), 1.0)

    def returned(self, known: Viewer) -> Viewer | None:
        """A regular of an earlier show; None if the name is taken."""
        if not self._usernames.take(known.name):
            return None
        self._note_loudness(known)
        return known

    def character(self, asked: RequestedViewer) -> Viewer | None:
        """A viewer that the streamer defined; None if the name is taken."""
        if not self._usernames.take(asked.name):
            return None
        kinds = self.material.people.kinds_of(asked.character)
        return self._make(asked.name, self._region(asked.name), kinds, 20, ("regular",), 2.0, asked.lines)

    def _viewer(self, shows: int, badges: tuple[Badge, ...], talk: float) -> Viewer:
        region = self._region("")
        kinds = [kind for kind in self.material.people.kinds if kind.share]
        drawn = self._random.choices(kinds, [kind.share for kind in kinds]) if kinds else []
        return self._make(self._usernames.next(region), region, drawn, shows, badges, talk)

    def _relation(self, kinds: Iterable[ViewerKind]) -> Relation:
        """The relation to the game: that of the kinds, else drawn."""
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
        _, categories, moods = RELATIONS[game]
        made = Viewer(
            name=name,
            color=color_of(name, self._colors_beside(talk)),
            badges=badges,
            talk=round(talk, 4),
            habits=draw_habits(kinds, self.material.people.emotes, self._random, self.material.people.typing),
            region=region,
            moods=_product([moods, *(kind.moods for kind in kinds)]),
            categories=_product([categories, *(kind.categories for kind in kinds)]),
            game=game,
            lines=lines,
            shows=shows,
        )
        self._note_loudness(made)
        return made

    def _colors_beside(self, talk: float) -> list[str]:
        """Colours to keep away from for a viewer of that talkativeness; none for a quiet one."""
        if len(self._loudest) == LOUDEST and talk < self._loudest[-1].talk:
            return []
        return [viewer.color for viewer in self._loudest[: LOUDEST - 1]]

    def _note_loudness(self, viewer: Viewer) -> None:
        self._loudest = sorted([*self._loudest, viewer], key=lambda viewer: -viewer.talk)[:LOUDEST]

    def _region(self, name: str) -> str:
        shares = self.origins.shares
        if not shares:
            return ""
        told = sorted(self.origins.of_name(name)) if name else []
        home = self.material.home
        if not told and home is not None:
            if self._random.random() < AT_HOME:
                return home
            shares = {region: share for region, share in shares.items() if region != home} or shares
        among = told or list(shares)
        return self._random.choices(among, [shares[region] for region in among])[0]


def badges_of(shows: int, random: Random, *, mod: bool = False) -> tuple[Badge, ...]:
    """The badges after that many shows."""
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
