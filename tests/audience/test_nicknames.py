"""What friends call somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audience.nicknames import nickname
from server.live.crowd_material import crowd_material_of
from server.model.phrase import LANGUAGES
from tests.audience.shows import LIBRARY

MATERIAL = {language: crowd_material_of(LIBRARY, language) for language in LANGUAGES}


def called(name: str, language: str) -> str:
    material = MATERIAL[language]
    return nickname(name, material.nicknames, language, material.name_words)


@pytest.mark.parametrize(
    ("name", "language", "nick"),
    [
        ("MurcianoSuelto", "es", "murciano"),
        ("El_Barto", "es", "barto"),
        ("NachoBravo", "es", "nacho"),
        ("José Luis", "es", "luis"),
        ("abuelagamer", "es", "abu"),
        ("xavi1899", "es", "xavi"),
        ("Lee1991", "en", "lee"),
        ("coachtitan", "en", "coach"),
        ("TheRealPhil", "en", "phil"),
        ("xXSn1perXx", "en", "sniper"),
        ("captainobvious", "en", "cap"),
        ("HannahB", "en", "han"),
        ("NorthernMonkey", "en", "monkey"),
        ("Zzrt77", "en", "zzrt"),
        ("Titania_Plays", "en", "titania"),
        ("42", "en", "42"),
    ],
)
def test_a_nickname_grows_from_the_name(name, language, nick):
    """The part that is a name: no articles, digits or frames; long words cut, well-known ones as they are called."""
    assert called(name, language) == nick


def test_spanish_is_fond_of_some():
    """A short word becomes a diminutive, spelt as Spanish spells it; the same name always the same way."""
    names = [f"{word}_{number}" for word in ("gato", "pulpo", "chico", "lobo") for number in range(60)]
    found = {called(name, "es") for name in names}
    assert {"gato", "gatito", "pulpito", "chiquito", "lobito"} <= found
    assert [called(name, "es") for name in names] == [called(name, "es") for name in names]


@given(st.text(min_size=1, max_size=40), st.sampled_from(LANGUAGES))
def test_any_name_has_one(name, language):
    """Whatever somebody is called, there is something to call them."""
    assert called(name, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_nickname_hurts(language):
    """What a cut leaves is a nickname that nobody would be ashamed of: of none that the names of our crowds have."""
    names = LIBRARY.names(language)
    hurting = {"ass", "cum", "tit", "puta", "puto", "culo", "caca", "pene", "cono"}
    assert hurting.isdisjoint(called(name, language) for name in (*names.whole, *names.starts, *names.ends))
