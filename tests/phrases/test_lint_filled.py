"""What gives a slot away is found, and mended where grammar alone can mend it."""

from pathlib import Path

import pytest

from server.model.phrase import About
from server.phrases.library import OURS
from server.phrases.lint import check_pack
from server.phrases.lint_filled import clash, filled_in
from server.phrases.pack import Pack, parse_pack
from server.phrases.viewer_kinds import NOBODY, Origins, read_people


def pack(text: str, language: str) -> Pack:
    return parse_pack(f'game = "G"\n{text}', key="game", language=language, path=Path("game.toml"))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "mira el la torre", "el la"),
        ("es", "cuidado con con eso", "con con"),
        ("es", "de una el láser", None),
        ("es", "dale la vuelta, ojo", None),
        ("en", "found the the sword", "the the"),
        ("en", "is that a castle", None),
        ("en", "saw a arrow", "a arrow"),
        ("en", "a unicorn and a user", None),
        ("en", "spaces  here", "  "),
    ],
)
def test_a_clash_is_heard(language, text, found):
    """Two articles, a word twice, "a" before a vowel; not what is said like that."""
    assert clash(text, language) == found


def test_a_slot_that_sounds_filled_in_is_reported():
    """By the first line that gives it away."""
    broken = pack('[slots]\nx = ["la torre", "ojo"]\n[phrases]\ngameplay = ["mira el {x}"]', "es")
    [said] = filled_in(broken.lines["gameplay"][0])
    assert "el la" in said
    assert any("sounds filled-in" in finding for finding in check_pack(broken))


def test_english_says_an_before_a_vowel():
    """Whatever the slot brings; by the sound, not by the letter."""
    line = pack('[slots]\nx = ["axe", "sword", "unicorn", "hour"]\n[phrases]\ngameplay = ["got a {x}"]', "en")
    said = [line.lines["gameplay"][0].say(way, About()) for way in range(4)]
    assert said == ["got an axe", "got a sword", "got a unicorn", "got an hour"]


def test_a_line_of_two_countries_fits_nobody():
    """Who says "vos" doesn't say "no manches"; `packs check` reports it."""
    origins = Origins(read_people(OURS / "es" / "viewers.toml").regions)
    assert origins.of("vos no manches") == NOBODY
    mixed = pack('[phrases]\ngameplay = ["vos no manches"]', "es")
    assert any("fits no viewer" in finding for finding in check_pack(mixed, origins))
