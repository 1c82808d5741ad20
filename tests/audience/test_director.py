"""The director: pure, seeded, true to the streamer's weights."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from server.audience.director import Director
from server.audience.rhythm import LONGEST_GAP, LONGEST_GAP_S, PACES_S, Rhythm, mean_gap_s
from server.channel import Channel, CustomPace
from server.live.show import Show
from server.phrases.phrase import Phrase
from server.phrases.shelf import load_shelf
from server.simulate import as_json_line, simulate

SHELF = load_shelf()
WEIGHTS = {"gameplay": 40, "reactions": 30, "questions": 20, "emotes": 10}


class Endless:
    """A stock that never runs out."""

    def draw(self, category: str) -> Phrase:
        return Phrase("hola", category, "es")


def director(seed: int, **changes: object) -> Director:
    given = {
        "stock": Endless(),
        "weights": WEIGHTS,
        "names": SHELF.names("es"),
        "viewers": 15,
        "pace": "normal",
        "random": Random(seed),
    } | changes
    return Director(**given)  # type: ignore[arg-type]


def test_categories_follow_the_weights():
    """Over 100,000 draws a chi-square test sees no difference from 40/30/20/10."""
    show = director(7)
    show.start(0)
    counted = Counter(show.next().category for _ in range(100_000))
    expected = [100_000 * weight / 100 for weight in WEIGHTS.values()]
    assert chisquare([counted[category] for category in WEIGHTS], expected).pvalue > 0.001


def test_the_same_seed_gives_the_same_chat():
    """The same seed and inputs give the same chat, to the byte; another seed another one."""

    def hour(seed: int) -> list[str]:
        told = simulate(SHELF, game="minecraft", mode="game", language="es", minutes=60, seed=seed, channel=Channel())
        return [as_json_line(message) for message in told]

    assert hour(1) == hour(1)
    assert hour(1) != hour(2)


@pytest.mark.parametrize("pace", [*PACES_S, CustomPace(min=2, max=9)])
def test_the_mean_pace_is_the_one_chosen(pace):
    """Over many shows the mean gap is the pace's."""
    count = shows = 0
    for seed in range(12):
        show = director(seed, pace=pace)
        show.start(0)
        while show.next_at() < 2000 * mean_gap_s(pace):
            show.next()
            count += 1
        shows += 1
    assert count / (shows * 2000) == pytest.approx(1, rel=0.08)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    pace=st.one_of(
        st.sampled_from([*PACES_S]),
        st.tuples(st.floats(0.5, 60), st.floats(0.5, 60)).map(lambda ends: CustomPace(min=min(ends), max=max(ends))),
    ),
)
def test_no_minute_is_dead(seed, pace):
    """No gap is longer than eight times the mean, nor than 60 s, whatever the pace."""
    rhythm = Rhythm(pace, Random(seed))
    rhythm.start(0)
    last = 0.0
    for _ in range(400):
        at = rhythm.take().at
        assert last <= at <= last + min(LONGEST_GAP * mean_gap_s(pace), LONGEST_GAP_S) + 1e-6
        last = at


@given(seed=st.integers(0, 2**32))
def test_a_wave_starts_at_once_and_dies_down(seed):
    """6 to 9 messages, 180 to 350 ms apart, the first within 300 ms; waves overlap."""
    show = director(seed)
    show.start(0)
    first, second = show.wave("laugh", 100.0), show.wave("hype", 100.5)
    for wave, begun in ((first, 100.0), (second, 100.5)):
        assert 6 <= len(wave.messages) <= 9
        assert begun < wave.messages[0] <= begun + 0.3
        assert all(0.18 <= b - a <= 0.35 for a, b in zip(wave.messages, wave.messages[1:], strict=False))
    assert second.messages[0] < first.messages[-1]


def test_regulars_speak_more_than_passers_by():
    """Who has a regular's badge says more than who is new."""
    show = director(3, viewers=110)
    show.start(0)
    said: Counter[str] = Counter()
    badges = {}
    while show.next_at() < 6 * 3600:
        message = show.next()
        said[message.username] += 1
        badges[message.username] = message.badges

    def mean(badge: str) -> float:
        counts = [said[name] for name, worn in badges.items() if badge in worn]
        return sum(counts) / len(counts)

    assert mean("regular") > 2 * mean("new")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_real_pack_repeats_nothing_early(language):
    """In the first hundred gameplay lines of a game no line comes twice."""
    channel = Channel(game="Minecraft" if language == "es" else "Elden Ring", language=language)
    show = Show(SHELF, channel, language, Random(5))
    texts = [show.draw("gameplay").text for _ in range(300)]
    assert len(set(texts)) == len(texts)
