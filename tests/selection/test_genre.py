"""A game without a pack hears what fits games of its kind, once somebody said which kind it is."""

from __future__ import annotations

from random import Random

import pytest

from server.model.channel import Channel
from server.model.phrase import GENRES, LANGUAGES, Language
from server.phrases.library import load_library
from server.selection.pack_sources import all_spoken
from server.selection.selector import PhraseSelector

LIBRARY = load_library()
UNKNOWN = "Hollow Tides Online"


def unknown(language: Language, genre: str | None) -> PhraseSelector:
    """What a channel says of a game that nobody wrote a pack for, of that kind."""
    slots = [{"name": UNKNOWN, "mode": "game", "genre": genre}]
    channel = Channel.model_validate({"game": UNKNOWN, "language": language, "slots": slots})
    return PhraseSelector(LIBRARY, channel, language, Random(1))


def only(language: Language, genre: str) -> set[str]:
    """The general pack's lines for games of that kind alone."""
    pack = LIBRARY.general(language)
    found = {
        line.source for some in pack.only if genre in some.genres for lines in some.lines.values() for line in lines
    }
    kept = [one for one in pack.situations.values() if one.genres and genre in one.genres]
    return found | {line.source for one in kept for lines in one.lines.values() for line in lines}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("genre", GENRES)
def test_an_unknown_game_speaks_as_games_of_its_kind(language, genre):
    """Its situations and lines are said; those of other kinds alone aren't, nor any of them before it is known."""
    mine = {line.source for _, _, line in all_spoken(LIBRARY, LIBRARY.general(language), {genre})}
    assert only(language, genre)
    assert only(language, genre) <= mine
    nobody = {line.source for _, _, line in all_spoken(LIBRARY, LIBRARY.general(language), frozenset())}
    # "buen ojo" fits many kinds; most of its lines are its own.
    assert len(only(language, genre) & nobody) <= 0.2 * len(only(language, genre))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("genre", GENRES)
def test_what_goes_on_in_it_fits_its_kind(language, genre):
    """No boss in a football game: every situation that the crowd may suppose is of any game, or of this kind."""
    situations = unknown(language, genre).situations()
    assert situations
    assert all(not one.genres or genre in one.genres for one in situations)
    assert any(genre in one.genres for one in situations)
    assert not any(one.genres for one in unknown(language, None).situations())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_the_kind_is_said(language):
    """Of a sports game that nobody knows, within a hundred lines that go with its match."""
    selector = unknown(language, "sport")
    match = next(one for one in selector.situations() if "sport" in one.genres)
    selector.enter(match, {})
    sources = {line.source for lines in match.lines.values() for line in lines if line.is_literal}
    said = {phrase.text for _ in range(100) if (phrase := selector.draw_likely("gameplay", None)) is not None}
    assert said & sources
