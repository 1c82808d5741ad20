"""The rhythm: exact in its mean, never dead, each child after its parent."""

from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.audience.beat import Beat
from server.audience.modulation import LONGEST_GAP, LONGEST_GAP_S
from server.audience.moment import LASTS_S, SIZES, make_wave
from server.audience.pace import LIFE_SLOWEST_S, PACES_S, READABLE_S, is_slow_mode, mean_gap_s
from server.audience.rhythm import WAKE_S, Rhythm
from server.model.settings import CustomPace

SETTINGS = [*((pace, 15) for pace in PACES_S), (CustomPace(min=2, max=9), 15), (CustomPace(min=0.5, max=60), 15)]
SETTINGS += [("life", viewers) for viewers in (1, 3, 15, 80, 400, 2_000, 5_000)]

paces = st.one_of(
    st.sampled_from([*PACES_S, "life"]),
    st.tuples(st.floats(0.5, 60), st.floats(0.5, 60)).map(lambda ends: CustomPace(min=min(ends), max=max(ends))),
)


def beats(pace, seed: int, count: int, viewers: int = 15) -> list[Beat]:
    rhythm = Rhythm(pace, Random(seed), viewers=viewers)
    rhythm.start(0)
    return [rhythm.take() for _ in range(count)]


def beats_within(pace, seed: int, lasts_s: float, viewers: int, *, promising: bool) -> int:
    rhythm = Rhythm(pace, Random(seed), viewers=viewers)
    rhythm.start(0)
    count = 0
    while rhythm.next_at() < lasts_s:
        beat = rhythm.take()
        count += 1
        if promising and count % 5 == 0:
            rhythm.force_child(beat, after_s=4.4)
    return count


@pytest.mark.parametrize(("pace", "viewers"), SETTINGS)
@pytest.mark.parametrize("promising", [False, True])
def test_the_mean_pace_is_the_one_chosen(pace, viewers, promising):
    """Within 3 % at every setting and size, however many answers were promised."""
    lasts_s = max(8 * 3_600, 1_500 * mean_gap_s(pace, viewers))
    seeds = range(8)
    count = sum(beats_within(pace, seed, lasts_s, viewers, promising=promising) for seed in seeds)
    assert count * mean_gap_s(pace, viewers) / (len(seeds) * lasts_s) == pytest.approx(1, rel=0.03)


def test_life_follows_the_viewers_within_what_one_can_bear():
    """As in life: 5.9 a minute for 110 viewers; never slower than one in 20 s, nor faster than an eye reads."""
    assert 60 / mean_gap_s("life", 110) == pytest.approx(5.9, abs=0.1)
    assert 60 / mean_gap_s("life", 250) == pytest.approx(11.7, abs=0.1)
    assert mean_gap_s("life", 3) == LIFE_SLOWEST_S
    assert mean_gap_s("life", 5_000) == READABLE_S
    assert is_slow_mode("life", 5_000)
    assert not is_slow_mode("life", 400)
    assert not is_slow_mode("frantic", 5_000)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), pace=paces, viewers=st.integers(1, 5_000))
def test_no_minute_is_dead(seed, pace, viewers):
    """No gap is longer than eight times the mean, nor than 60 s, whatever the pace and the number of viewers."""
    longest = min(LONGEST_GAP * mean_gap_s(pace, viewers), LONGEST_GAP_S)
    last = 0.0
    for beat in beats(pace, seed, 400, viewers):
        assert last <= beat.at <= last + longest + 1e-6
        last = beat.at


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32), pace=paces)
def test_a_parent_is_in_the_past(seed, pace):
    """A child comes after its parent, and every parent is a beat that was taken."""
    times: dict[int, float] = {}
    children = 0
    for beat in beats(pace, seed, 500):
        if beat.parent is not None:
            children += 1
            assert times[beat.parent] <= beat.at
        times[beat.number] = beat.at
    assert children > 50


@pytest.mark.parametrize("pace", [*PACES_S, "life", CustomPace(min=5, max=60)])
def test_a_room_that_wakes_speaks_at_once(pace):
    """Within 0.7 s, delivery included, whatever the pace."""
    for seed in range(20):
        assert beats(pace, seed, 1)[0].at <= WAKE_S[1] < 0.7


def test_what_is_promised_comes():
    """A promised child is born."""
    rhythm = Rhythm("normal", Random(3))
    rhythm.start(0)
    beat = rhythm.take()
    rhythm.force_child(beat)
    assert rhythm.has_pending_child(beat.number)
    assert any(rhythm.take().parent == beat.number for _ in range(60))


@given(seed=st.integers(0, 2**32), intensity=st.integers(1, 3))
def test_a_wave_starts_at_once_and_ends(seed, intensity):
    """The first within 300 ms; it lasts five to fifteen seconds where much happened, more of it early; whole lines come
    ten to forty seconds after the moment."""
    wave = make_wave("laugh", 100.0, Random(seed), intensity)
    assert 100.0 < wave.messages[0] <= 100.3
    assert list(wave.messages) == sorted(wave.messages)
    assert wave.messages[-1] < wave.afterglow[0]
    assert 110 <= wave.afterglow[0] <= wave.afterglow[-1] <= 140
    assert wave.messages[-1] - wave.messages[0] <= LASTS_S[intensity][1]
    least, most = SIZES[intensity]
    assert least <= len(wave.messages) <= most


def test_a_wave_is_heavier_at_its_start():
    """Most of it comes in the first half of its time."""
    waves = [make_wave("omg", 0, Random(seed), 3) for seed in range(60)]
    early = sum(at < (wave.messages[0] + wave.messages[-1]) / 2 for wave in waves for at in wave.messages)
    assert early > 0.6 * sum(len(wave.messages) for wave in waves)


def test_more_happens_when_more_happened():
    """A wave of intensity 3 is longer than one of 1."""
    sizes = [mean(len(make_wave("omg", 0, Random(seed), n).messages) for seed in range(50)) for n in (1, 2, 3)]
    assert sizes == sorted(sizes)
    assert sizes[2] > 2 * sizes[0]


@pytest.mark.parametrize("pace", ["calm", "normal", "frantic", CustomPace(min=20, max=40)])
def test_a_beat_that_is_brought_forward_comes_within_two_seconds_and_the_mean_stays(pace):
    """At any pace: what would have followed doesn't move."""
    counts = []
    for brings in (False, True):
        rhythm = Rhythm(pace, Random(1))
        rhythm.start(0.0)
        now, count, last = 0.0, 0, 0.0
        while now < 6 * 3_600:
            if brings and now - last > 600:
                last = now
                rhythm.bring_forward(now)
                assert now <= rhythm.next_at() <= now + 2
            beat = rhythm.take()
            now, count = beat.at, count + 1
        counts.append(count)
    assert counts[1] == pytest.approx(counts[0], rel=0.08)


def test_the_time_of_the_next_beat_is_that_of_the_beat_taken():
    """Also where one is skipped for a forced child: whoever waits for the next beat says it at its own time."""
    rhythm = Rhythm("normal", Random(4))
    rhythm.start(0.0)
    for _ in range(400):
        due = rhythm.next_at()
        assert rhythm.next_at() == due
        beat = rhythm.take()
        assert beat.at == due
        rhythm.force_child(beat)
