"""Open topic: a talk of several viewers while it goes on: who said how much, on which side, and how much is left.

Pure: takes time (seconds) and randomness as arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from server.audience.viewer import Viewer
from server.model.phrase import Category, Role

SILENCE_S = 120.0
"""A topic that nobody takes up for so long is over (docs/realism.md)."""
SIZES = ((2, 3), (4, 6), (7, 10), (11, 18))
"""Lines of a talk, least and most: most are short, and one in an hour is long."""
SIZE_SHARES = (42, 34, 17, 7)
"""How many of a hundred talks are of each size."""
LONG_SIZE = (8, 18)
"""Lines of a long talk, least and most, beside a thought that grows in it: three to seven minutes."""
MAIN_ROLES: Sequence[Role] = ("detail", "example", "claim", "joke")
"""Roles of the lines that carry a topic on."""
SIDED = 0.45
"""Chance that who speaks of it takes their side."""
AGAINST = 0.4
"""Chance that a viewer is of the other opinion than who opened it."""


@dataclass(slots=True)
class OpenTopic:
    """A talk that goes on."""

    key: str
    left: int
    """Lines still to come, if nothing ends it before."""
    at: float
    """When somebody last spoke of it."""
    speakers: dict[Viewer, int] = field(default_factory=dict)
    """How many of its lines each has said."""
    latest: Viewer | None = None
    sides: dict[Viewer, Role] = field(default_factory=dict)
    """`yes` or `no`: nobody changes sides."""
    askers: set[Viewer] = field(default_factory=set)
    """Who asked: they know no details of it a moment later."""

    @property
    def lines(self) -> int:
        """How many were said so far."""
        return sum(self.speakers.values())

    def is_over(self, now: float) -> bool:
        """Whether nothing follows."""
        return self.left <= 0 or now - self.at > SILENCE_S

    def spoke(self, viewer: Viewer, role: Role | None, now: float) -> None:
        """Somebody said one of its lines."""
        if role != "builds":  # a thought that grows has its own length
            self.left -= 1
        self.at, self.latest = now, viewer
        self.speakers[viewer] = self.speakers.get(viewer, 0) + 1
        if role == "ask":
            self.askers.add(viewer)
        if role in ("yes", "no"):
            self.sides.setdefault(viewer, role)
        elif role in ("claim", "agree"):
            self.sides.setdefault(viewer, "yes")

    def roles(self, viewer: Viewer, category: Category, random: Random) -> list[Role]:
        """What that viewer may say of it, what they would rather say first."""
        if viewer in self.askers:
            return ["ask"] if category == "questions" else ["agree", "aside"]
        if set(self.speakers) == {viewer}:
            return ["detail", "example"]  # nobody agrees with themself
        side = self.sides.get(viewer) or ("no" if random.random() < AGAINST else "yes")
        if category == "questions":
            return ["ask"]
        if category == "reactions":
            agreeing: list[Role] = ["agree"] if side == "yes" else []
            return [*random.sample([side, *agreeing], 1 + len(agreeing)), "aside", "joke"]
        others = random.sample(list(MAIN_ROLES), len(MAIN_ROLES))
        rest: list[Role] = [role for role in others if role != "claim" or side == "yes"]
        return [side, *rest, "aside"] if random.random() < SIDED else [*rest, side, "aside"]


def draw_size(random: Random, *, is_long: bool = False) -> int:
    """How many lines a talk has, its opening included."""
    if is_long:
        return random.randint(*LONG_SIZE)
    least, most = random.choices(SIZES, SIZE_SHARES)[0]
    return random.randint(least, most)
