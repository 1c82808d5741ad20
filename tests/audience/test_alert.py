"""What the platform would say, simulated."""

from __future__ import annotations

from random import Random

import pytest

from server.audience.alert import ALERTS, COUNTS, make_alert
from server.model.intensity import INTENSITIES
from tests.audience.shows import director


@pytest.mark.parametrize("moment", ALERTS)
@pytest.mark.parametrize("intensity", INTENSITIES)
def test_somebody_makes_it_happen(moment, intensity):
    """One of the crowd, but a raid comes from outside; as many as the intensity says."""
    show = director(3)
    show.start(0)
    made = show.alert(moment, 1.5, intensity)
    here = {viewer.name for viewer in show.crowd.here}
    assert (made["username"] in here) is (moment != "raid")
    least, most = COUNTS.get(moment, {}).get(intensity, (1, 1))
    assert least <= made["count"] <= most
    assert made["timestamp"] == 1500


def test_the_same_seed_makes_the_same_alert():
    """As everything that the director does."""
    show = director(3)
    show.start(0)
    viewer = show.crowd.here[0]
    one, other = (make_alert("raid", viewer, 1.0, 3, Random(5)) for _ in range(2))
    assert one == other
