"""The words: complete in both languages, and none that nobody asks for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from server.web.invalid import CODES

OVERLAY = Path(__file__).parent.parent.parent / "overlay"
WORDS = {language: json.loads((OVERLAY / f"locales/{language}.json").read_text("utf-8")) for language in ("es", "en")}
SOURCES = "\n".join(
    path.read_text("utf-8") for path in OVERLAY.rglob("*") if path.suffix in (".js", ".html") and path.is_file()
)


def placeholders(word: str | dict[str, str]) -> set[str]:
    forms = [word] if isinstance(word, str) else word.values()
    return {name for form in forms for name in re.findall(r"\{(\w+)\}", form)}


def test_both_languages_say_the_same_things():
    """The same keys, and the same placeholders in each."""
    assert WORDS["es"].keys() == WORDS["en"].keys()
    for key, word in WORDS["es"].items():
        assert placeholders(word) == placeholders(WORDS["en"][key]), key


def test_every_word_that_a_page_asks_for_is_there():
    """t("key") and data-t="key", with a literal key."""
    literal = r"""(?:\b(?:t|word|hint)\(|data-(?:t|aria|placeholder)=)["']([a-z-]+\.[\w.-]*\w)["']"""
    asked = {*re.findall(literal, SOURCES), *re.findall(r'\b(?:fold|toggle)\("[\w-]+", "([\w.-]+)"', SOURCES)}
    assert asked
    assert asked <= WORDS["en"].keys()


def test_what_a_typed_value_breaks_has_its_words():
    """Each code of a broken rule, but those that only a program can break."""
    ours = {"MISSING", "UNKNOWN", "TOO_FEW", "NOT_ONE_OF", "NOT_TEXT", "NOT_YES_OR_NO", "NOT_A_LIST", "NOT_AN_OBJECT"}
    told = {key.removeprefix("error.why.") for key in WORDS["en"] if key.startswith("error.why.")}
    assert told == CODES.keys() - ours


@pytest.mark.parametrize("key", sorted(WORDS["en"]))
def test_no_word_is_left_over(key):
    """Each key, or the start of a computed one, stands somewhere in the pages."""
    stem = key
    while "." in stem:
        if f"'{stem}'" in SOURCES or f'"{stem}"' in SOURCES or f"`{stem}." in SOURCES or f"'{stem}." in SOURCES:
            return
        stem = stem.rpartition(".")[0]
    prefix = key.rpartition(".")[0] + "."
    assert re.search(rf"`{re.escape(prefix)}", SOURCES) or re.search(r"\$\{key\}\.(title|text)", SOURCES), key
