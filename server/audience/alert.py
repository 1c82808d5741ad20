"""Alert: what the platform itself would say: somebody follows, subscribes, gives subs away, arrives with a raid.

Always simulated and drawn as such. Pure: takes randomness as an argument.
"""

from __future__ import annotations

from random import Random
from typing import Any

from server.audience.moment import Intensity
from server.audience.viewer import Viewer

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
