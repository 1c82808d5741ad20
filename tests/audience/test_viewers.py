"""Viewers: whole people, the same today and tomorrow."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from random import Random
from statistics import mean, median

import pytest

from server.audience.name_shapes import joined, leet, noise, number, shaped
from server.audience.regulars import after_show, as_data, from_data, returning
from server.audience.typing_style import typed
from server.audience.usernames import LONGEST, UsernameGenerator, letters
from server.audience.viewer import nearest
from server.audience.viewer_factory import ViewerFactory
from server.live.crowd_material import crowd_material_of
from server.phrases.viewer_kinds import Typing
from tests.audience.shows import LIBRARY, director

LINE = "¿qué hace ese creeper ahí, no lo puedo creer?".removeprefix("¿")


@pytest.mark.parametrize("language", ["es", "en"])
def test_ten_thousand_names_without_a_clash(language):
    """10,000 people have 10,000 names, none too long, none offensive, none a well-known streamer's."""
    viewer_factory = ViewerFactory(crowd_material_of(LIBRARY, language), Random(4), streamer="Ximena")
    names = [viewer_factory.arrival().name for _ in range(10_000)]
    assert len({name.casefold() for name in names}) == 10_000
    assert all(2 <= len(name) <= LONGEST for name in names)
    inside, streamers = LIBRARY.blocked
    folded = [letters(name) for name in names]
    assert not [name for name in folded if name in {letters(known) for known in streamers} or name == "ximena"]
    assert not [name for name in folded for part in inside if letters(part) in name]


@pytest.mark.parametrize("language", ["es", "en"])
def test_names_look_as_those_of_real_chats(language):
    """No dots, a capital in half, a line in 15 % and at the end of 2 %, three digits or more in 8 %; hardly any whole
    name is met in another crowd of fifty."""
    material = crowd_material_of(LIBRARY, language)
    assert not [name for name in material.names.whole if name in material.blocked]
    crowds = [
        UsernameGenerator(material.names, material.origins, material.blocked, Random(seed)) for seed in range(100)
    ]
    crowds_names = [[crowd.next() for _ in range(50)] for crowd in crowds]
    names = [name for crowd in crowds_names for name in crowd]
    assert len(names) == 5_000

    def share(has):
        return mean(map(has, names))

    assert share(lambda name: "." in name) == 0
    assert 0.45 <= share(lambda name: name != name.lower()) <= 0.6
    assert share(lambda name: "_" in name) == pytest.approx(0.15, abs=0.03)
    assert share(lambda name: name.endswith("_")) == pytest.approx(0.02, abs=0.01)
    assert share(lambda name: sum(map(str.isdigit, name)) >= 3) == pytest.approx(0.08, abs=0.03)
    again = [len(set(one) & set(other)) for one, other in pairwise(crowds_names)]
    assert mean(again) < 2.5


@pytest.mark.parametrize("seed", range(5))
def test_each_shape_of_a_name_keeps_its_letters(seed):
    """Whatever stands between and around them; in leet the letters are read through the digits."""
    random = Random(seed)
    for _ in range(200):
        assert letters(leet("Testosterone", random)) == "testosterone"
        assert letters(joined(["two", "parts"], random)) == "twoparts"
        assert noise(random)[0].isalpha()
        assert 1 <= len(number(random)) <= 4
        assert shaped("uno_", "_dos", random).replace("_", "").isalnum()


def test_a_name_fits_where_its_owner_comes_from():
    """Who is called after Chile comes from there."""
    viewer_factory = ViewerFactory(crowd_material_of(LIBRARY, "es"), Random(4))
    people = [viewer_factory.arrival() for _ in range(3_000)]
    for viewer in people:
        told = viewer_factory.origins.of_name(viewer.name)
        assert not told or viewer.region in told
    assert set(Counter(viewer.region for viewer in people)) == set(viewer_factory.origins.shares)


def test_only_argentines_speak_with_vos():
    """A line that gives a country away is said by somebody from there."""
    show = director(3, viewers=400)
    origins = show.crowd.viewer_factory.origins
    assert origins.of("vos sos re bueno") == {"argentina"}
    assert origins.of("no manches wey") == {"mexico"}
    assert origins.of("la verdad que sí") == frozenset()
    assert origins.of("chaleeee") == origins.of("ándaleeee") == {"mexico"}
    assert origins.of("qué pecaooo") == {"colombia"}
    assert origins.of("hala") == origins.of("joder tío") == {"spain"}
    assert origins.of("qué chévere") == {"colombia", "peru"}
    assert origins.of("poco a poco") == origins.of("mi tío lo juega") == frozenset()
    assert origins.suits("qué guay", "spain")
    assert not origins.suits("qué guay", "peru")


def test_habits_are_for_life():
    """Over a thousand messages somebody's hand does what it does as often in the last half as in the first."""
    viewer_factory = ViewerFactory(crowd_material_of(LIBRARY, "es"), Random(11))
    random = Random(2)
    for _ in range(12):
        viewer = viewer_factory.arrival()
        lines = [typed(LINE, viewer, random, short={}) for _ in range(1_000)]
        halves = lines[:500], lines[500:]
        for has in (lambda line: line[0].isupper(), lambda line: line.rstrip().endswith("?"), lambda line: "é" in line):
            first, last = (mean(has(line) for line in half) for half in halves)
            assert first == pytest.approx(last, abs=0.12)
        accents = [("é" in line) for line in lines if not line.isupper()]
        assert len(set(accents)) == 1


def test_people_differ():
    """Some begin with capitals and some never do; some are brief and some are not: as measured over all languages."""
    material = crowd_material_of(LIBRARY, "en")
    viewer_factory = ViewerFactory(replace(material, people=replace(material.people, typing=Typing())), Random(8))
    habits = [viewer_factory.arrival().habits for _ in range(2_000)]
    quartiles = [sorted(h.capital for h in habits)[place] for place in (500, 1_000, 1_500)]
    assert quartiles == pytest.approx([0.02, 0.17, 0.75], abs=0.05)
    assert median(h.words for h in habits) == pytest.approx(4.2, abs=0.6)
    quartiles = [sorted(h.words for h in habits)[place] for place in (500, 1_000, 1_500)]
    assert quartiles == pytest.approx([2.2, 4.2, 7.5], rel=0.2)
    assert min(h.words for h in habits) < 2
    assert 3 <= 30 * mean(h.words >= 11.5 for h in habits) <= 5
    assert sum(h.trail > 0 for h in habits) < 0.6 * len(habits)


def test_regulars_come_back():
    """69 to 81 % of the regulars return to the next show, as the people that they were."""
    random = Random(6)
    known = []
    shares = []
    for day in range(12):
        show = director(day, viewers=110, known=known)
        show.start(0)
        while show.next_at() < 3_600:
            show.next()
        regulars = show.crowd.regulars()
        if known:
            names = {viewer.name for viewer in known}
            shares.append(sum(viewer.name in names for viewer in regulars) / len(known))
        known = [from_data(as_data(viewer)) for viewer in after_show(known, regulars, 23, random)]
    assert 0.69 <= mean(shares) <= 0.81
    assert max(viewer.shows for viewer in known) > 10


def test_who_is_written_down_comes_back_the_same():
    """The store's data makes the same person; what it can't read is nobody."""
    viewer = ViewerFactory(crowd_material_of(LIBRARY, "es"), Random(1)).arrival()
    back = from_data(as_data(viewer))
    assert back is not None
    assert (back.name, back.color, back.habits, back.region) == (
        viewer.name,
        viewer.color,
        viewer.habits,
        viewer.region,
    )
    assert from_data({"name": "x"}) is None
    assert from_data(as_data(viewer) | {"height": 3}) is None


def test_seniority_earns_a_badge():
    """Who comes often is no longer new, and some are made VIP."""
    random = Random(3)
    viewer_factory = ViewerFactory(crowd_material_of(LIBRARY, "en"), random)
    known = [viewer_factory.arrival() for _ in range(60)]
    for _ in range(20):
        known = after_show(known, known, 100, random)
    badges = Counter(viewer.badges for viewer in known)
    assert badges[("new",)] == 0
    assert badges[("vip",)] > 0
    assert badges[("regular",)] > badges[("vip",)]
    assert len(returning(known, random)) < len(known)


@pytest.mark.parametrize("seed", range(12))
def test_those_who_talk_most_are_told_apart_by_their_colour(seed):
    """Of the ten loudest no two wear the same colour, nor two that look alike; the regulars of other days included."""
    show = director(seed, viewers=200)
    show.start(0.0)
    people = show.crowd.here
    kept = [from_data(as_data(viewer)) for viewer in people]
    assert [viewer.color for viewer in kept] == [viewer.color for viewer in people]
    loudest = sorted(people, key=lambda viewer: -viewer.talk)[:10]
    for viewer in loudest:
        others = [other.color for other in loudest if other is not viewer]
        assert nearest(viewer.color, others) >= 0.07
