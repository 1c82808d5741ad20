"""What gives a slot away is found, and mended where grammar alone can mend it."""

from pathlib import Path

import pytest

from server.model.phrase import About
from server.phrases.lint import check_pack
from server.phrases.lint_filled import clash, filled_in, filled_in_pack
from server.phrases.pack import Pack, parse_pack


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


@pytest.mark.parametrize(
    ("language", "line", "found"),
    [
        ("en", "fear the {boss}", "the the"),
        ("en", "[fear|avoid] {boss}", None),
        ("es", "ese {boss} otra vez", "ese el"),
        ("es", "cuidado con {boss}", None),
    ],
)
def test_a_bound_value_is_tried_in_every_line(language, line, found):
    """Each that its situation may bind, not only the first."""
    last = {"en": "the cook", "es": "el cocinero"}[language]
    bound = pack(
        f'[situations.fight]\nreactions = ["{line}"]\n'
        f'[[situations.fight.values]]\nboss = "margit"\n[[situations.fight.values]]\nboss = ["mohg", "{last}"]',
        language,
    )
    said = [finding for finding in filled_in_pack(bound) if "sounds filled-in" in finding]
    assert [f"{found!r}" in finding for finding in said] == ([True] if found else [])


def test_what_is_written_so_is_no_clash():
    """A name that doubles itself, and a wording that somebody typed."""
    club = pack(
        '[situations.match]\nreactions = ["vamos {club}", "[esa|otra] la vi"]\n'
        '[[situations.match.values]]\nclub = "colo colo"',
        "es",
    )
    assert list(filled_in_pack(club)) == []
