"""A chat has a home: four of five viewers are from there."""

from collections import Counter
from random import Random

import pytest

from server.audience.crowd import Crowd
from server.audience.viewer_factory import AT_HOME, ViewerFactory
from server.live.crowd_material import crowd_material_of
from tests.audience.shows import LIBRARY

MANY = 4_000


@pytest.mark.parametrize(
    ("language", "home"), [("es", "peru"), ("es", "spain"), ("en", "australia"), ("en", "america")]
)
def test_four_of_five_are_from_it(language, home):
    """The others are from everywhere else, as many as their shares say."""
    factory = ViewerFactory(crowd_material_of(LIBRARY, language, home=home), Random(2))
    regions = Counter(factory.arrival().region for _ in range(MANY))
    assert regions[home] / MANY == pytest.approx(AT_HOME, abs=0.03)
    shares = {region: share for region, share in factory.origins.shares.items() if region != home}
    for region, share in shares.items():
        expected = (1 - AT_HOME) * share / sum(shares.values())
        assert regions[region] / MANY == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("home", [None, "spain", "elsewhere", "atlantis"])
def test_without_one_here_they_are_from_everywhere(home):
    """None chosen, one where another language is spoken, or one that nobody can be from: all as it always was."""
    one, other = (ViewerFactory(crowd_material_of(LIBRARY, "en", home=given), Random(7)) for given in (home, None))
    for _ in range(50):
        viewer, same = one.arrival(), other.arrival()
        assert (viewer.name, viewer.region) == (same.name, same.region)


def test_regulars_from_elsewhere_make_room():
    """A home that is chosen later holds from the next show on: of the old regulars the strangers mostly stay away."""
    crowd = Crowd(400, crowd_material_of(LIBRARY, "es"), Random(5))
    crowd.open(0.0)
    known = crowd.here
    later = Crowd(400, crowd_material_of(LIBRARY, "es", home="chile"), Random(6))
    later.open(0.0, known)
    here = Counter(viewer.region for viewer in later.here)
    assert here["chile"] / here.total() > 0.65
    came = {viewer.name for viewer in later.here}
    assert {viewer.name for viewer in known if viewer.region == "chile"} & came
