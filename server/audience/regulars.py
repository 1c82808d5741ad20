"""Regulars: the people whom a channel keeps from one day to the next, and how they are written down.

Pure: what it makes is data for the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from random import Random
from typing import Any

from server.audience.viewer import COLORS, Habits, Viewer, color_of
from server.audience.viewer_factory import AT_HOME, VIP_SHOWS, badges_of

RETURN = 0.75
"""Share of the regulars who come to the next show: 69 to 81 % (docs/realism.md)."""
KEPT = 1.35
"""Regulars that a channel keeps, per chatter of a show's start: with 75 % of them the seats are filled."""
FRESH_SHOWS = 8.0
"""Shows by which chance may outweigh seniority: a full list still lets newcomers in."""


def returning(known: Sequence[Viewer], random: Random, home: str | None = None) -> list[Viewer]:
    """Those who come today, the ones who talk most before the others.

    With a `home`, who is from elsewhere comes only as far as most remain from there: it may have been chosen since.
    """
    today = [viewer for viewer in known if random.random() < RETURN]
    today.sort(key=lambda viewer: -viewer.talk)
    if home is None:
        return today
    at_home = sum(viewer.region == home for viewer in today)
    most = round(at_home * (1 - AT_HOME) / AT_HOME)
    others = [viewer.name for viewer in today if viewer.region != home][:most]
    return [viewer for viewer in today if viewer.region == home or viewer.name in others]


def after_show(known: Sequence[Viewer], present: Iterable[Viewer], chatters: int, random: Random) -> list[Viewer]:
    """The regulars after a show: those who came have seen one more, and who stayed may become one of them.

    `chatters` is how many chat at a show's start: so many, and a third more, are remembered.
    """
    came = {viewer.name: viewer for viewer in present}
    kept = [older(came.pop(viewer.name), random) if viewer.name in came else viewer for viewer in known]
    kept += [older(viewer, random) for viewer in came.values()]
    rank = {viewer.name: viewer.shows + random.uniform(0, FRESH_SHOWS) for viewer in kept}
    return sorted(kept, key=lambda viewer: -rank[viewer.name])[: max(4, round(KEPT * chatters))]


def older(viewer: Viewer, random: Random) -> Viewer:
    """The viewer after one more show, with the badge that it may have earned."""
    shows = viewer.shows + 1
    earned = viewer.badges in ((), ("new",)) or (viewer.badges == ("regular",) and shows == VIP_SHOWS)
    return replace(viewer, shows=shows, badges=badges_of(shows, random) if earned else viewer.badges)


def as_data(viewer: Viewer) -> dict[str, Any]:
    """What the store keeps of somebody."""
    kept = asdict(viewer)
    del kept["lines"]
    return kept


def from_data(kept: Mapping[str, Any]) -> Viewer | None:
    """Somebody whom the store kept; None if a later version wrote it in a way that we don't know."""
    try:
        habits = dict(kept["habits"])
        habits["emotes"] = tuple(habits["emotes"])
        color = kept.get("color")  # the first version kept none
        if color not in COLORS:
            color = color_of(str(kept["name"]))
        return Viewer(**{**kept, "habits": Habits(**habits), "badges": tuple(kept["badges"]), "color": color})
    except (KeyError, TypeError):
        return None
