"""Line answers: which of a line's own answers is given."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

from server.model.phrase import About, Phrase
from server.phrases.pack import parse_pack
from server.selection.line_answers import pick_answer
from server.text.words import Memory


def line(answers: str) -> Phrase:
    """A question with these answers."""
    text = f'game = "G"\n[phrases]\nquestions = ["is it far? >> {answers}"]\ngameplay = ["hi"]\n'
    (template,) = parse_pack(text, key="g", language="en", path=Path("g.toml")).lines["questions"]
    return Phrase("is it far?", "questions", "en", answers=template.answers, topic="roads")


def anything(text: str, mood: object) -> float:
    return 1.0


def answer(
    phrase: Phrase, random: Random, *, memory: Memory | None = None, preference=anything, about: About | None = None
):
    return pick_answer(
        phrase,
        about or About(),
        preference,
        game="G",
        tells=lambda text: "idea" not in text,
        memory=memory or Memory(),
        random=random,
    )


def test_each_answer_is_given_sooner_or_later():
    """As part of the talk that the question is of; one that tells nothing isn't taken for an answer."""
    random = Random(1)
    found = [answer(line("very far / round the corner / no idea"), random) for _ in range(100)]
    assert {phrase.text for phrase in found} == {"very far", "round the corner", "no idea"}
    assert {phrase.topic for phrase in found} == {"roads"}
    assert {phrase.text for phrase in found if phrase.is_answer} == {"very far", "round the corner"}


def test_what_suits_somebody_better_they_say_more_often():
    """And never what doesn't suit them at all."""
    weights = {"very far": 3.0, "round the corner": 1.0, "no idea": 0.0}
    random = Random(1)
    counts = Counter(
        answer(line("very far / round the corner / no idea"), random, preference=lambda text, mood: weights[text]).text
        for _ in range(1_000)
    )
    assert counts.keys() == {"very far", "round the corner"}
    assert 700 < counts["very far"] < 800


def test_nobody_repeats_an_answer_of_some_length():
    """A short one may be given again: "no idea" is nobody's own."""
    memory = Memory()
    found = line("just round the corner / no idea")
    for text in ("just round the corner", "no idea"):
        memory.add(text)
    random = Random(1)
    assert {answer(found, random, memory=memory).text for _ in range(50)} == {"no idea"}
    assert answer(line("just round the corner"), random, memory=memory) is None


def test_an_answer_about_nobody_is_not_given():
    """One that names the streamer, where the streamer has no name."""
    only = line("ask {streamer}")
    assert answer(only, Random(1)) is None
    assert answer(only, Random(1), about=About(streamer="Ana")).text == "ask Ana"
