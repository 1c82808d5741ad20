"""Regulars know each other and remember the evenings before."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from server.audience.community import APART_S, MISSED_AFTER_S, TIMES, Community, PastEvening
from server.audience.viewer import Viewer
from server.audience.viewer_factory import ViewerFactory
from server.live.crowd_material import crowd_material_of
from server.model.channel import Channel, Streamer
from server.model.evening import Evening, PastJoke, PastSituation, PastTopic
from server.simulate import Past, simulate
from server.text.words import Memory
from tests.audience.shows import LIBRARY

MATERIAL = crowd_material_of(LIBRARY, "en")
MINUTES = 60


def people(count: int) -> list[Viewer]:
    """Regulars of a few shows."""
    factory = ViewerFactory(MATERIAL, Random(1))
    made: list[Viewer] = []
    while len(made) < count:
        viewer = factory.regular(mod=False)
        if viewer.shows >= 2:
            made.append(viewer)
    return made


def all_that_comes(community: Community, viewers: list[Viewer], present: set[str], minutes: int = 240):
    """What comes to whose mind, when each of them speaks in turn for so long."""
    for second in range(0, minutes * 60, 20):
        viewer = viewers[second // 20 % len(viewers)]
        found = community.recalls(viewer, float(second), present)
        if found is not None:
            community.told(found, viewer, float(second), ())
            yield float(second), viewer, found


EVENING = Evening(
    situations=(
        PastSituation(key="boss", kind="foe", it="malenia", tries=12),
        PastSituation(key="boss", kind="foe", it="margit", is_won=True),
        PastSituation(key="explore", kind="place", it="limgrave"),
    ),
    topics=(PastTopic(key="t", word="vigor", lines=9, against=("nobody_here",)),),
    jokes=(PastJoke(text="vigor is a state of mind", by="somebody", times=3),),
)


def opened(viewers: list[Viewer], evening: Evening, known: list[Viewer] | None = None) -> Community:
    there = evening.model_copy(update={"present": tuple(viewer.name for viewer in viewers)})
    community = Community(MATERIAL, Random(5))
    community.open(0.0, viewers if known is None else known, [PastEvening(there, 86_400.0)])
    return community


def test_what_went_on_comes_up():
    """A fight is asked about until it was won, with its tries; a place, a talk and a joke are remembered."""
    viewers = people(10)
    told = [found for _, _, found in all_that_comes(opened(viewers, EVENING), viewers, {v.name for v in viewers})]
    by_kind = {found.kind: found.values for found in told}
    assert by_kind["before_foe"]["it"] == "malenia"
    assert by_kind["tries"]["tries"] == "12"
    assert by_kind["won_foe"]["it"] == "margit"
    assert by_kind["before_place"]["it"] == "limgrave"
    assert by_kind["topic"]["word"] == "vigor"
    assert by_kind["argued"]["word"] == "vigor"
    assert by_kind["joke"]["joke"] == "vigor is a state of mind"
    assert by_kind["topic"]["when"] in MATERIAL.when["yesterday"]


def test_nothing_comes_up_twice_or_too_often():
    """Each thing once an evening, a kind so often at most, and never two within a minute or so."""
    viewers = people(10)
    many = Evening(
        jokes=tuple(PastJoke(text=f"joke number {number}", by="somebody") for number in range(12)),
        situations=tuple(PastSituation(key="boss", kind="foe", it=f"boss {number}") for number in range(12)),
    )
    told = list(all_that_comes(opened(viewers, many), viewers, {viewer.name for viewer in viewers}))
    remembered = [found for _, _, found in told if found.kind != "self"]
    assert len({id(found) for found in remembered}) == len(remembered)
    for kind, most in TIMES.items():
        assert sum(found.kind == kind for found in remembered) <= most
    times = [at for at, _, _ in told]
    assert all(later - earlier >= APART_S for earlier, later in pairwise(times))


def test_only_who_was_there_remembers():
    """And nobody quotes themself; somebody who came once or never remembers nothing."""
    viewers = people(6)
    evening = EVENING.model_copy(update={"jokes": (PastJoke(text="my own words", by=viewers[0].name, times=2),)})
    community = opened(viewers[:3], evening, known=viewers)
    told = list(all_that_comes(community, viewers, {viewer.name for viewer in viewers}))
    remembered = [(viewer, found) for _, viewer, found in told if found.kind not in ("self", "missing")]
    assert remembered
    assert {viewer for viewer, _ in remembered} <= set(viewers[:3])
    assert all(viewer is not viewers[0] for viewer, found in remembered if found.kind == "joke")


def test_who_is_missing_is_missed():
    """Of the regulars those who aren't here, a while after the beginning, each once, by their nicknames."""
    viewers = people(8)
    here, away = viewers[:4], viewers[4:]
    told = list(all_that_comes(opened(here, Evening(), known=viewers), here, {viewer.name for viewer in here}))
    missed = [(at, found) for at, _, found in told if found.kind == "missing"]
    assert missed
    assert all(at >= MISSED_AFTER_S for at, _ in missed)
    names = [found.values["name"] for _, found in missed]
    community = Community(MATERIAL, Random(1))
    assert set(names) <= {community.call(viewer.name) for viewer in away}
    assert len(set(names)) == len(names)


def test_a_passer_by_knows_nobody():
    """Neither who is missing nor what was: they may tell of themselves."""
    factory = ViewerFactory(MATERIAL, Random(2))
    passers = [viewer for viewer in (factory.arrival() for _ in range(20)) if viewer.shows < 2]
    community = opened(passers, EVENING)
    assert {found.kind for _, _, found in all_that_comes(community, passers, set())} <= {"self"}
    assert not any(map(community.knows, passers))


@pytest.fixture(scope="module", params=["en", "es"])
def evenings(request):
    """Two evenings of one channel that is made up wholly, and what was said in them."""
    past, memory, said = Past(), Memory(), []
    channel = Channel(imagination="full", streamer=Streamer(name="Titania_Plays"))
    for seed in (100, 101):
        show = simulate(
            LIBRARY, game="Elden Ring", mode="game", language=request.param, minutes=MINUTES, seed=seed,
            channel=channel, memory=memory, past=past,
        )  # fmt: skip
        said.append(list(show))
        memory.recall(dict.fromkeys(memory.digests(), 1))
        memory.forget()
    return request.param, said, past


def test_a_second_evening_speaks_of_the_first(evenings):
    """What was fought, where they were, a talk, a joke: by the lines for that. The first evening speaks of none."""
    language, (first, second), past = evenings
    assert past.evenings[1].situations
    assert past.evenings[1].present
    kinds = set(TIMES) - {"missing", "left"}
    lines = (line for kind in kinds for line in LIBRARY.community(language).lines[kind])
    pieces = {max(line.parts[::2], key=len).strip().casefold() for line in lines}
    pieces = {piece for piece in pieces if len(piece) >= 12}
    spoken = [
        sum(any(piece in message.content.casefold() for piece in pieces) for message in show)
        for show in (first, second)
    ]
    # A line of a pack may have the same words by chance.
    assert 2 * spoken[0] < spoken[1] <= 0.06 * len(second)


def test_regulars_are_called_by_nickname(evenings):
    """Without an @, by some; the streamer too."""
    _, (_, second), past = evenings
    contents = [message.content.casefold() for message in second]
    assert any(content.startswith("titania ") or content.endswith(" titania") for content in contents)
    material = crowd_material_of(LIBRARY, evenings[0])
    community = Community(material, Random(1))
    names = {viewer.name for viewer in past.regulars}
    nicks = {community.call(name) for name in names if community.call(name) != name.casefold()}
    assert any(content.split()[0] in nicks for content in contents)


def test_what_was_not_known_is_not_remembered():
    """A crowd that supposes remembers what itself said, and nothing of what the streamer did."""
    past, memory = Past(), Memory()
    channel = Channel(imagination="soft")
    show = simulate(
        LIBRARY, game="Elden Ring", mode="game", language="en", minutes=MINUTES, seed=7,
        channel=channel, memory=memory, past=past,
    )  # fmt: skip
    assert len(list(show)) > 100
    assert past.evenings[0].situations == ()
    assert past.evenings[0].present


def test_without_imagination_nobody_speaks_of_before():
    """Nicknames and greetings remain."""
    viewers = people(20)
    there = Evening(
        situations=(PastSituation(key="boss", kind="foe", it="ximbolax", tries=12),),
        jokes=(PastJoke(text="ximbolax is a state of mind", by="somebody", times=3),),
        present=tuple(viewer.name for viewer in viewers),
    )
    past = Past(list(viewers), [there])
    channel = Channel(imagination="off")
    show = simulate(
        LIBRARY, game="Elden Ring", mode="game", language="en", minutes=30, seed=7, channel=channel, past=past
    )
    assert not any("ximbolax" in message.content.casefold() for message in show)
