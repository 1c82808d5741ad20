"""Where a new channel's chat is mostly from, by what the streamer's browser says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.model.phrase import LANGUAGES
from server.phrases.library import load_library
from server.services.home_region import _ZONES, COUNTRIES, guess_home

LIBRARY = load_library()
HOMES = {language: LIBRARY.people(language).homes for language in LANGUAGES}


@pytest.mark.parametrize(
    ("language", "languages", "zone", "home"),
    [
        ("es", "es-MX,es;q=0.9,en;q=0.8", "America/Mexico_City", "mexico"),
        ("es", "es-419,es;q=0.9", "America/Bogota", "colombia"),
        ("es", "es-ES,es;q=0.9", "America/Argentina/Cordoba", "argentina"),
        ("es", "es-CL,es;q=0.9", "", "chile"),
        ("es", "en-US,en;q=0.9,es-PE;q=0.8", "America/Caracas", "peru"),
        ("es", "es-ES,es;q=0.9", "", "spain"),
        ("es", "es-ES,es;q=0.9", "America/Caracas", None),
        ("es", "es-MX", "America/New_York", "mexico"),
        ("es", "en-GB,es;q=0.9", "Europe/London", None),
        ("en", "en-US,en;q=0.9", "America/Chicago", "america"),
        ("en", "en-US,en;q=0.9", "Europe/London", "britain"),
        ("en", "en-US,en;q=0.9", "Europe/Berlin", None),
        ("en", "en-AU", "", "australia"),
        ("en", "es-MX", "America/Mexico_City", None),
        ("en", "", "", None),
    ],
)
def test_the_clock_says_it_else_the_languages(language, languages, zone, home):
    """In the language of the chat; what every browser says as it is installed counts only without a clock."""
    assert guess_home(language, languages, zone, HOMES[language]) == home


def test_every_region_that_can_be_guessed_is_one_of_ours():
    """And every one of ours can be, from a country and from a clock."""
    ours = {home for homes in HOMES.values() for home in homes}
    assert set(COUNTRIES.values()) == set(_ZONES) == ours


@given(st.sampled_from(LANGUAGES), st.text(), st.text())
def test_any_header_is_a_region_or_none(language, languages, zone):
    """Whatever a stranger's browser sends."""
    assert guess_home(language, languages, zone, HOMES[language]) in (None, *HOMES[language])
