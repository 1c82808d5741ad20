"""Alert: what the platform itself would say: somebody follows, subscribes, gives subs away, arrives with a raid.

Always simulated and drawn as such. Pure: takes randomness as an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from server.audience.crowd import Crowd
from server.audience.viewer import Viewer
from server.model.intensity import Intensity

ALERTS = ("follow", "sub", "gift", "raid")
"""The moments that somebody makes happen; the others have no author."""

COUNTS: dict[str, dict[Intensity, tuple[int, int]]] = {
    "gift": {1: (1, 1), 2: (3, 5), 3: (10, 20)},
    "raid": {1: (3, 9), 2: (12, 40), 3: (60, 180)},
}
"""How many subs are given, how many people arrive, by intensity."""


def make_alert(moment: str, viewer: Viewer, now: float, intensity: Intensity, random: Random) -> dict[str, Any]:
    """The data of the `alert` event: who, what, how many (1 where it isn't counted)."""
    least, most = COUNTS.get(moment, {}).get(intensity, (1, 1))
    return {
        "id": f"{random.getrandbits(48):012x}",
        "type": moment,
        "username": viewer.name,
        "color": viewer.color,
        "count": random.randint(least, most),
        "timestamp": round(now * 1000),
    }


def alert_from(crowd: Crowd, moment: str, now: float, intensity: Intensity, random: Random) -> dict[str, Any]:
    """The data of an alert by somebody of the crowd; who comes with a raid joins it."""
    # Who raids was on air elsewhere a minute ago, not in this chat; who follows now hadn't before.
    is_raid = moment == "raid"
    viewer = crowd.viewer_factory.arrival() if is_raid else crowd.pick(now, liking=_likely_to(moment))
    alert = make_alert(moment, viewer, now, intensity, random)
    if is_raid:
        crowd.raided(alert["count"])
    return alert


def _likely_to(moment: str) -> Callable[[Viewer], float]:
    """How likely it is that a viewer makes that happen: whoever has a badge has followed long ago."""
    newcomer = 0.0 if moment == "follow" else 0.3
    return lambda viewer: newcomer if viewer.badges and viewer.badges != ("new",) else 1.0
