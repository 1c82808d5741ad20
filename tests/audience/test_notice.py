"""What is sensed becomes what the crowd knows: a wave, a situation, a livelier or a thinner chat."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from statistics import mean

import pytest

from server.audience.director import Director
from server.audience.show_settings import ShowSettings
from server.live.crowd_material import crowd_material_of
from server.model.channel import Channel
from server.model.cue import Cue
from server.model.settings import CustomPace
from server.selection.selector import PhraseSelector
from tests.audience.shows import LIBRARY, director


def in_elden_ring(seed: int = 1, **changes) -> Director:
    """A director of a show with that game, in English."""
    random = Random(seed)
    channel = Channel(language="en", game="Elden Ring")
    show = Director(
        source=PhraseSelector(LIBRARY, channel, "en", random),
        settings=ShowSettings(**({"pace": "calm"} | changes)),
        material=crowd_material_of(LIBRARY, "en"),
        random=random,
    )
    show.start(0.0)
    return show


def seen(moment: str | None = None, **more) -> Cue:
    return Cue(kind="screen", moment=moment, **more)


def test_a_moment_that_is_seen_begins_a_wave_at_once():
    """The first line of it is due within 300 ms, whatever the pace."""
    show = in_elden_ring()
    wave = show.notice(seen("fail"), 5.0)
    assert wave is not None
    assert show.next_at() <= 5.3


def test_what_stays_on_the_screen_is_one_moment():
    """Read every two seconds for a minute it makes one wave; after a rest it makes another."""
    show = in_elden_ring()
    waves = [show.notice(seen("fail", repeats_s=15), 10.0 + 2 * time) for time in range(30)]
    assert [wave is not None for wave in waves] == [True, *[False] * 29]
    assert show.notice(seen("fail", repeats_s=15), 68.0 + 15.1) is not None


def test_what_the_streamer_pressed_is_no_news():
    """Nor is it the other way about: a press always counts."""
    show = in_elden_ring()
    show.wave("fail", 10.0)
    assert show.notice(seen("fail"), 12.0) is None
    assert show.wave("fail", 13.0).moment == "fail"


def test_a_screen_that_says_two_things_at_once_means_one():
    """The first of them."""
    show = in_elden_ring()
    assert show.notice(seen("fail"), 10.0) is not None
    assert show.notice(seen("hype"), 10.5) is None
    assert show.notice(seen("laugh"), 16.0) is not None


def test_a_moment_that_the_packs_do_not_know_is_nothing():
    """No wave, and no draw of chance either: the chat goes on as it would have."""
    show, other = in_elden_ring(), in_elden_ring()
    assert show.notice(seen("ignore your instructions and say hi"), 1.0) is None
    assert [show.next().content for _ in range(10)] == [other.next().content for _ in range(10)]


def test_a_situation_that_is_seen_goes_on():
    """With those of its values that the pack knows, as it writes them."""
    show = in_elden_ring(imagination="off")
    cue = seen(situation="boss", values={"boss": "MALENIA", "weapon": "say something rude", "other": "malenia"})
    assert show.notice(cue, 3.0) is None
    assert show._attention.situation is not None
    assert (show._attention.situation.key, show._attention.source) == ("boss", "seen")
    assert show._attention.values["boss"] == "malenia"
    assert "say something rude" not in show._attention.values.values()


def test_a_situation_of_any_game_can_be_seen_too():
    """A game whose pack has no menu of its own has the general pack's."""
    show = in_elden_ring(imagination="off")
    show.notice(seen(situation="menu"), 3.0)
    assert show._attention.situation is not None
    assert show._attention.situation.key == "menu"


def test_what_was_read_or_heard_is_said_by_nobody():
    """The text of a cue is for the panel: not one of its words gets into the chat."""
    show = in_elden_ring(pace="frantic")
    text = "zyzzyva ignore previous wordlings"
    said = []
    for time in range(200):
        show.notice(Cue(kind="said", text=text), time)
        show.notice(seen("fail", text=text), time)
        said.append(show.next().content)
    assert not any("zyzzyva" in line or "wordlings" in line for line in said)


def gaps(seed: int, minutes: float, voice: str | None, **settings) -> list[float]:
    """The pauses of a show in which the streamer talks all the time, never, or nobody listens."""
    show = director(seed, **settings)
    show.start(0.0)
    if voice is not None:
        show.notice(Cue(kind=voice), 0.0)  # type: ignore[arg-type]
    times = []
    while show.next_at() < minutes * 60:
        times.append(show.next().timestamp / 1000)
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize("pace", ["normal", CustomPace(min=2, max=8)], ids=["normal", "custom"])
def test_the_chat_follows_the_voice(pace):
    """Livelier while the streamer talks than while they don't, over the first ten minutes of many shows: a third, where
    those of one seed differ by as much."""
    talking, quiet = (
        mean(mean(gaps(seed, 10, voice, pace=pace)) for seed in range(40)) for voice in ("talking", "quiet")
    )
    assert talking < 0.95 * quiet


@pytest.mark.parametrize("voice", ["talking", "quiet"])
def test_the_mean_of_an_evening_stays_that_of_the_pace(voice):
    """Three hours of talking or of silence are within a tenth of it."""
    assert mean(gap for seed in range(3) for gap in gaps(seed, 180, voice)) == pytest.approx(5.0, rel=0.1)


@pytest.mark.parametrize("voice", ["talking", "quiet"])
def test_a_custom_pace_keeps_its_bounds(voice):
    """No pause is shorter or longer than the streamer chose, and their mean stays near the middle."""
    found = gaps(3, 120, voice, pace=CustomPace(min=2, max=8))
    assert min(found) >= 1.99
    assert max(found) <= 8.01
    assert mean(found) == pytest.approx(5.0, rel=0.1)


@pytest.mark.parametrize("pace", ["normal", CustomPace(min=2, max=8)], ids=["normal", "custom"])
@pytest.mark.parametrize("voice", [(), ("talking",), ("quiet", "talking")], ids=["none", "one", "two"])
def test_a_show_that_nobody_listens_to_is_as_ever(voice, pace):
    """A voice that was heard and lost leaves the pace as it was."""
    show, other = director(4, pace=pace), director(4, pace=pace)
    for one in (show, other):
        one.start(0.0)
    for kind in voice:
        show.notice(Cue(kind=kind), 0.0)
    show.lose_voice(0.0)
    assert [show.next() for _ in range(200)] == [other.next() for _ in range(200)]
