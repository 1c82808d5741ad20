"""Lines that wonder aloud, and those that ask."""

from __future__ import annotations

from random import Random

import pytest

from server.text.second_person import called, says_you
from server.text.wondering import wonders


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Forgot which npc wants the needle", "en"),
        ("i cant tell if thats bleed", "en"),
        ("honestly no idea where this goes", "en"),
        ("wonder what that does", "en"),
        ("me pregunto si cae de noche", "es"),
        ("Nunca supe para qué sirve", "es"),
        ("yo no sé si lleva poción", "es"),
    ],
)
def test_who_wonders_asks_nobody(text, language):
    """However it is typed."""
    assert wonders(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("wait what", "en"),
        ("which one", "en"),
        ("how many tries is this", "en"),
        ("es vanilla?", "es"),
        ("desde cuándo", "es"),
        ("forgot if", "pt"),
    ],
)
def test_who_asks_does_not_wonder(text, language):
    """A question is put to somebody; of a language that we know nothing of nothing is said."""
    assert not wonders(text, language)


def test_a_line_is_for_somebody_when_it_says_you():
    """In the words of its language."""
    assert says_you("U have flasks left", "en")
    assert says_you("te falta una llave", "es")
    assert not says_you("the music here", "en")
    assert not says_you("you", "eo")


def test_a_name_stands_before_or_behind():
    """With an @ or without, and a mark stays at the end."""
    ways = {called("did you heal?", "Alex", Random(seed)) for seed in range(50)}
    assert ways == {"@Alex did you heal?", "Alex did you heal?", "did you heal Alex?"}
