"""Which lines say that something has just happened."""

from __future__ import annotations

import pytest

from server.phrases.claims import claims_a_moment


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "he died"),
        ("en", "omg she just missed lol"),
        ("en", "nice shot"),
        ("en", "what a save!!"),
        ("en", "GOOOOOL"),
        ("en", "what just happened"),
        ("en", "hes dead"),
        ("es", "se acaba de morir"),
        ("es", "acabas de perder todo"),
        ("es", "GOLAZO"),
        ("es", "goooool"),
        ("es", "qué tiro"),
        ("es", "lo mató"),
        ("es", "se murió otra vez"),
        ("es", "moriste jajaja"),
        ("es", "qué acaba de pasar?"),
    ],
)
def test_what_just_happened_is_no_line_for_any_time(language, text):
    """Few patterns, and each is what chats type in that very second."""
    assert claims_a_moment(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "i died there for two hours"),
        ("en", "hes never died to this one"),
        ("en", "good shot placement matters more than the gun"),
        ("en", "there was a time when you just died to that"),
        ("en", "you got it"),
        ("en", "you won me over"),
        ("en", "gold"),
        ("es", "acaba de salir el parche"),
        ("es", "acabo de llegar"),
        ("es", "ya se perdió"),
        ("es", "yo ahí perdí dos horas"),
        ("es", "qué jugador"),
        ("es", "goleada segura"),
    ],
)
def test_memories_and_opinions_claim_nothing(language, text):
    """They are true whatever is on screen."""
    assert not claims_a_moment(text, language)
