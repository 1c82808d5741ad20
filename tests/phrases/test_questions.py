"""What the streamer asks the chat, and of which kind it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.model.phrase import LANGUAGES, About
from server.phrases.library import load_library
from server.phrases.questions import KINDS, Question, read_question

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("left or right?", "en", Question("either", ("left", "right"))),
        ("do I buy the sword or the shield?", "en", Question("either", ("the sword", "the shield"))),
        ("ok chat, red, or blue?", "en", Question("either", ("red", "blue"))),
        ("should we fight him or run away?", "en", Question("either", ("fight him", "run away"))),
        ("chat, should I go in?", "en", Question("yes_no")),
        ("is it over or not?", "en", Question("yes_no")),
        ("so... what now?", "en", Question("open")),
        ("died again. should i stop?", "en", Question("yes_no")),
        ("who wins, the dog or the really quite extraordinarily large dragon?", "en", Question("open")),
        ("boss fight", "en", None),
        ("now or never", "en", None),
        ("¿izquierda o derecha?", "es", Question("either", ("izquierda", "derecha"))),
        ("subo fuerza o vigor?", "es", Question("either", ("fuerza", "vigor"))),
        ("chat, compro el arco o la espada?", "es", Question("either", ("el arco", "la espada"))),
        ("¿sigo?", "es", Question("yes_no")),
        ("entro o qué?", "es", Question("open")),
        ("¿por dónde se iba?", "es", Question("open")),
        ("el jefe", "es", None),
    ],
)
def test_what_is_asked(text, language, question):
    """Two things to choose from, a yes or a no, or anything; without a question mark nothing, unless its words ask."""
    assert read_question(text, LIBRARY.typed(language).questions, means_one=False) == question


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_answers_to_every_kind(language):
    """A wave of sixteen has enough, and all can be said."""
    about = About(bound=(("a", "left"), ("b", "right")))
    for kind in KINDS:
        answers = LIBRARY.typed(language).questions.answers[kind]
        assert len(answers) >= 16
        assert all(line.fits(about) and line.say(0, about) for line in answers)
    assert all(
        not line.fits(About()) for line in LIBRARY.typed(language).questions.answers["either"] if "{" in line.source
    )


@given(st.text(max_size=140), st.sampled_from(LANGUAGES), st.booleans())
def test_any_text_asks_something_or_nothing(text, language, means_one):
    """Nothing that can be typed breaks it; what is said back stands in the text."""
    question = read_question(text, LIBRARY.typed(language).questions, means_one=means_one)
    if question is not None:
        words = "".join(text.split())
        assert all("".join(thing.split()) in words for thing in question.things)
