"""Lines that a model wrote, in a show: plain ones at any time, marked ones only where they fit."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from server.generation.line import GeneratedLine
from server.model.channel import Channel, GameSlot
from server.phrases.library import load_library
from server.selection.lacking import MOMENTS, SITUATIONS
from server.selection.selector import PhraseSelector

LIBRARY = load_library()


@pytest.fixture
def selector() -> PhraseSelector:
    """A show of a game with a pack, for which models write."""
    channel = Channel(game="Elden Ring", language="en", slots=(GameSlot(name="Elden Ring"),))
    return PhraseSelector(LIBRARY, channel, "en", Random(1))


def written(text: str, category: str = "gameplay", **marks: str) -> GeneratedLine:
    return GeneratedLine(text, category, "en", provider="Groq", model="m", **marks)


def anything(text, mood):
    return 1.0


def drawn(draw, times=60) -> set[str]:
    """What comes in so many draws."""
    return {phrase.text for phrase in (draw() for _ in range(times)) if phrase is not None}


def situation_of(selector, key):
    return next(one for one in selector.situations() if one.key == key)


def test_a_talk_that_came_line_by_line_counts_each_line_once(selector):
    """With three it can be opened, it has the word that they share, and with one that is dropped it can't any more."""
    generated = selector.lines.generated
    topics, before = generated.topics, generated.topics.unopened()
    first = written("parrying is a scam", topic="t", role="claim")
    generated.receive([first, written("you start parrying too early", topic="t", role="no")])
    answered = replace(first, answer="nah")
    generated.receive([answered])
    assert topics.unopened() == before
    last = written("i was parrying a dog once", "reactions", topic="t", role="joke")
    generated.receive([last])
    assert topics.unopened() == before + 1
    assert topics.word("t") == "parrying"
    generated.forget([last])
    assert topics.unopened() == before


def test_a_likely_line_is_said_only_while_its_situation_goes_on(selector):
    """Neither before nor in another one; what it names in braces is what that one is about."""
    line = written("watch for {boss}s second swing", situation="boss")
    selector.lines.generated.receive([line])
    said = "watch for malenias second swing"
    others = [one for one in selector.situations() if one.key != "boss"]
    assert said not in drawn(lambda: selector.draw("gameplay", anything))
    selector.enter(others[0], {})
    assert said not in drawn(lambda: selector.draw_likely("gameplay", anything))
    selector.enter(situation_of(selector, "boss"), {"boss": "malenia"})
    assert said in drawn(lambda: selector.draw_likely("gameplay", anything))


def test_a_line_about_what_just_happened_answers_that_moment_alone(selector):
    """It is in that moment's wave, in no other one's, and nobody says it of their own accord."""
    line = written("he got folded again", "reactions", moment="fail")
    selector.lines.generated.receive([line])
    selector.enter(situation_of(selector, "boss"), {"boss": "malenia"})
    for draw in (
        lambda: selector.draw("reactions", anything),
        lambda: selector.draw_likely("reactions", anything),
        lambda: selector.open_topic("reactions", anything),
        lambda: selector.draw_wave("hype", anything),
    ):
        assert "he got folded again" not in drawn(draw, 30)
    assert "he got folded again" in drawn(lambda: selector.draw_wave("fail", anything))


def test_the_lines_of_a_talk_are_a_topic(selector):
    """Opened by its first line once there are a few, gone on with by their roles, and by nothing else."""
    generated = selector.lines.generated
    generated.receive([written("parrying is a scam", topic="t", role="claim")])
    opened = drawn(lambda: selector.open_topic("gameplay", anything), 10)
    assert "parrying is a scam" not in opened
    generated.receive(
        [
            written("you parry too early", topic="t", role="no"),
            written("parried a dog once", "reactions", topic="t", role="joke"),
        ]
    )
    found = None
    for _ in range(200):
        phrase = selector.open_topic("gameplay", anything)
        if phrase is not None and phrase.text == "parrying is a scam":
            found = phrase
            break
    assert found is not None
    assert (found.topic, found.role) == ("t", "claim")
    answer = selector.go_on("t", "gameplay", ["no", "detail"], anything)
    assert answer is not None
    assert (answer.text, answer.role) == ("you parry too early", "no")
    assert selector.go_on("t", "gameplay", ["no", "detail"], anything) is None


def test_the_answer_of_a_marked_line_stays_behind_it(selector):
    """As a talk of two it would be said at any time."""
    generated = selector.lines.generated
    line = written("who even is {boss}", "questions", situation="boss")
    generated.receive([line])
    generated.receive([GeneratedLine(**{**_fields(line), "answer": "his mum"})])
    selector.enter(situation_of(selector, "boss"), {"boss": "malenia"})
    found = None
    for _ in range(80):
        phrase = selector.draw_likely("questions", anything)
        if phrase is not None and phrase.text == "who even is malenia":
            found = phrase
    assert found is not None
    assert [answer.source for answer in found.answers] == ["his mum"]
    assert generated.thread("questions", selector.lines.about, lambda text: True, None) is None


def test_what_a_show_lacks_is_what_it_has_least_of(selector):
    """A few situations with their values, a few moments, and talks while few can be opened; new lines count."""
    generated = selector.lines.generated
    before = generated.lacks()
    assert len(before.situations) == SITUATIONS
    assert len(before.moments) == MOMENTS
    assert set(before.situations) <= {one.key for one in selector.situations()}
    poorest = next(iter(before.situations))
    count = 400
    generated.receive([written(f"unlike any other line {n} {n * 7}", situation=poorest) for n in range(count)])
    assert poorest not in generated.lacks().situations
    assert all(f"{{{name}}}" in before.situations[key] for key, names in before.names.items() for name in names)


def test_what_goes_on_now_counts_as_stock(selector):
    """So do talks; what another situation has can't be said."""
    generated = selector.lines.generated
    generated.receive([written("one of the boss", situation="boss"), written("a claim", topic="t", role="claim")])
    assert generated.stock()["gameplay"] == 1
    selector.enter(situation_of(selector, "boss"), {"boss": "malenia"})
    assert generated.stock()["gameplay"] == 2


def _fields(line: GeneratedLine) -> dict[str, object]:
    return {name: getattr(line, name) for name in GeneratedLine.__dataclass_fields__}
