"""The director: pure, seeded, true to the streamer's weights; people who answer each other and don't repeat."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.audience.director import SHOW_ENDS_S
from server.audience.line_context import LineContext
from server.model.channel import Channel
from server.model.phrase import Language, Phrase
from server.selection.selector import PhraseSelector
from server.simulate import as_json_line, simulate
from server.text.words import LONG_WORDS
from tests.audience.shows import LIBRARY, WEIGHTS, director

GAMES: dict[Language, str] = {"es": "Minecraft", "en": "Elden Ring"}


def told(language: Language, minutes: float, seed: int = 1, game: str | None = "", **settings: object):
    """A simulated stream."""
    return list(
        simulate(
            LIBRARY,
            game=GAMES[language] if game == "" else game,
            mode="game",
            language=language,
            minutes=minutes,
            seed=seed,
            channel=Channel(**settings),
        )
    )


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def test_categories_follow_the_weights():
    """Over 40,000 messages a chi-square test sees no difference from 40/30/20/10, answers and echoes included."""
    show = director(7)
    show.start(0)
    counted = Counter(show.next().category for _ in range(40_000))
    from scipy.stats import chisquare  # a second of imports, which whoever runs another test needn't wait for

    expected = [40_000 * weight / 100 for weight in WEIGHTS.values()]
    assert chisquare([counted[category] for category in WEIGHTS], expected).pvalue > 0.001


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("pace", "hours"), [("calm", 10), ("lively", 4)])
def test_real_packs_follow_the_weights(language, pace, hours):
    """Within two points over some five thousand messages, when everything has been said and comes back."""
    messages = told(language, 60 * hours, pace=pace)
    counted = Counter(message.category for message in messages)
    for category, weight in WEIGHTS.items():
        assert 100 * counted[category] / len(messages) == pytest.approx(weight, abs=2)


def test_the_same_seed_gives_the_same_chat():
    """The same seed and inputs give the same chat, to the byte; another seed another one."""

    def hour(seed: int) -> list[str]:
        return [as_json_line(message) for message in told("es", 60, seed)]

    assert hour(1) == hour(1)
    assert hour(1) != hour(2)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("crowd", [15, 400])
def test_no_long_line_twice_in_two_hours(language, seed, crowd):
    """With no key, at the normal pace, hardly a line of three words comes twice in two hours, and none of four or more;
    emotes aside."""
    lines = [folded(message.content) for message in told(language, 120, seed, crowd=crowd)]
    again = [line for line, count in Counter(lines).items() if count > 1 and len(set(line.split())) >= LONG_WORDS]
    assert len(again) <= len(lines) / 500
    assert [line for line in again if len(set(line.split())) > LONG_WORDS] == []


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), crowd=st.integers(1, 3_000), pace=st.sampled_from(["normal", "frantic", "life"]))
def test_a_reply_is_to_somebody_who_spoke(seed, crowd, pace):
    """What a message replies to was said before, by another, and is still on screen."""
    seen: dict[str, int] = {}
    for place, message in enumerate(told("es", 20, seed, crowd=crowd, pace=pace)):
        if message.reply_to is not None:
            assert place - seen[message.reply_to.id] <= 40
            assert message.reply_to.username != message.username
        seen[message.id] = place


def test_people_answer_each_other():
    """Some messages carry a reply, some an @name of somebody who was there."""
    messages = told("en", 120, crowd=110)
    names = {message.username for message in messages}
    replies = [message for message in messages if message.reply_to is not None]
    mentions = [message for message in messages if message.content.startswith("@")]
    assert 0 < len(replies) < len(messages) * 0.2
    assert mentions
    assert all(message.content.split()[0][1:] in names for message in mentions)


@pytest.mark.parametrize("address", ["el", "ella", "neutral"])
def test_a_named_streamer_is_spoken_to(address):
    """Every form of address gives a whole show, and some of it names the streamer."""
    messages = told("es", 60, crowd=110, streamer={"name": "Ximena", "address": address})
    assert any("ximena" in message.content.casefold() for message in messages)


def test_a_rough_crowd_is_only_for_those_who_asked(monkeypatch):
    """Rough lines are heard in a rough crowd and nowhere else; a gentle one hardly teases."""
    said = Counter[tuple[str, str | None]]()
    crowd = ""
    note = LineContext.note

    def counted(self: LineContext, phrase: Phrase, now: float) -> None:
        said[crowd, phrase.mood] += 1
        note(self, phrase, now)

    monkeypatch.setattr(LineContext, "note", counted)
    for crowd in ("gentle", "honest", "rough"):
        for _ in told("en", 120, mood=crowd):
            pass
    assert said["gentle", "rough"] == said["honest", "rough"] == 0
    assert said["rough", "rough"] > 20
    assert said["gentle", "teasing"] < said["honest", "teasing"] < said["rough", "teasing"] + said["rough", "rough"]


def test_an_afterglow_and_echoes_follow_a_wave():
    """A wave is said by many, mostly short, and its late lines come after it."""
    show = director(5, viewers=80)
    show.start(0)
    wave = show.wave("laugh", 30.0, 3)
    messages = []
    while show.next_at() < 120:
        messages.append(show.next())
    in_wave = [message for message in messages if 30_000 < message.timestamp <= wave.messages[-1] * 1000 + 1]
    assert len({message.username for message in in_wave}) > len(in_wave) / 2


def test_after_ten_minutes_another_show_begins():
    """A short pause changes nobody; after a long one most of the regulars are back, and lines may be said again."""
    show = director(5, viewers=80)
    show.start(0)
    while show.next_at() < 600:
        last = show.next().timestamp / 1000
    here = {viewer.name for viewer in show.crowd.here}
    show.start(last + SHOW_ENDS_S / 2)
    assert {viewer.name for viewer in show.crowd.here} == here
    regulars = show.crowd.regulars()
    show.expect(regulars, ())
    show.start(last + 3 * SHOW_ENDS_S)
    back = {viewer.name for viewer in show.crowd.here} & {viewer.name for viewer in regulars}
    assert 0.5 * len(regulars) < len(back) < len(regulars)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_real_pack_repeats_nothing_early(language):
    """In the first hundreds of gameplay lines of a game no line comes twice in two hours."""
    channel = Channel(game="Minecraft" if language == "es" else "Elden Ring", language=language)
    show = PhraseSelector(LIBRARY, channel, language, Random(5))
    texts = [show.draw("gameplay").text for _ in range(300)]
    assert len(set(texts)) == len(texts)
