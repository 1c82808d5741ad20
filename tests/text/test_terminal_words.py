"""What the terminal says, in the language of the system."""

from __future__ import annotations

import string
import sys

import pytest

from server.text.terminal_words import WORDS, say, system_language


def test_both_languages_say_the_same_things():
    """The same lines with the same values in them."""

    def holes(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {name: holes(text) for name, text in WORDS["en"].items()} == {
        name: holes(text) for name, text in WORDS["es"].items()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked itself")
@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LC_ALL": "C", "LANG": "es_ES"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "es", "LANG": "en_GB"}, "es"),
        ({"LANG": "fr_FR"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_systems(monkeypatch, environment, language):
    """By the variables that gettext asks, in its order; another language than ours is English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language
    assert say("on", url="http://x") == WORDS[language]["on"].format(url="http://x")
