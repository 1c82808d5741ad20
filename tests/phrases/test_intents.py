"""What a typed text means, with no model to ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.model.phrase import LANGUAGES
from server.phrases.intents import understand
from server.phrases.library import load_library

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("I died to Malenia again", "en", "fail"),
        ("we finally beat the boss!!", "en", "hype"),
        ("Chat, what do you think?", "en", "question"),
        ("ME MATÓ el jefe otra vez", "es", "fail"),
        ("¡GANAMOS!", "es", "hype"),
        ("goooooolazo", "es", "hype"),
        ("gooool", "es", "hype"),
        ("¿qué opinan?", "es", "question"),
        ("boss fight, Malenia", "en", None),
        ("estoy construyendo una casa", "es", None),
    ],
)
def test_what_just_happened_is_a_moment(text, language, moment):
    """Whatever its capitals, accents and marks; what is merely going on makes none."""
    assert understand(text, LIBRARY.typed(language).intents).moment == moment


@pytest.mark.parametrize(
    ("text", "language"),
    [("didn't die this time", "en"), ("we almost won", "en"), ("no perdí", "es"), ("casi gané", "es")],
)
def test_what_did_not_happen_makes_no_moment(text, language):
    """A "not" or an "almost" shortly before takes the meaning away."""
    assert understand(text, LIBRARY.typed(language).intents).moment is None


def test_the_words_of_the_game_are_found():
    """So that the packs' lines about them can be said."""
    assert "malenia" in understand("boss fight, Malénia", LIBRARY.typed("en").intents).words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_makes_a_moment_that_there_is(language):
    """Of those that every game has."""
    intents = LIBRARY.typed(language).intents
    known = set(LIBRARY.general(language).moments)
    assert {*intents.whole.values(), *intents.stems.values()} <= known


@given(text=st.text(max_size=140), language=st.sampled_from(LANGUAGES))
def test_no_text_breaks_it(text, language):
    """Whatever is typed means something or nothing."""
    understand(text, LIBRARY.typed(language).intents)
