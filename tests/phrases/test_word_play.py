"""The file of word play: words and lines about them, and what is wrong in one."""

from __future__ import annotations

import pytest

from server.phrases.library import load_library
from server.phrases.pack_error import PackError
from server.phrases.word_play import FORM, LISTS, WORD, read_word_play


@pytest.mark.parametrize("language", ["en", "es"])
def test_ours_are_whole(language):
    """Hundreds of words, and lines enough for an evening in which none is said twice."""
    texts = load_library().word_play(language)
    assert len(texts.words) >= 200
    assert (len(texts.takes_up) >= 25, len(texts.goes_on) >= 80, len(texts.makes) >= 30) == (True, True, True)
    assert all(WORD in text for text in texts.makes)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('sayings = ["x"]', "isn't one of"),
        ('words = "door"', "is a list"),
        ("words = [1]", "is a list"),
        ('words = ["Door"]', "small letters"),
        ('words = ["two words"]', "small letters"),
        ('takes_up = ["{form}?"]', "nothing fills"),
        ('goes_on = ["{boss} again"]', "nothing fills"),
        ('makes = ["door"]', "holds no"),
        ('goes_on = ["' + "x" * 61 + '"]', "1 to 60"),
        ("words = [", "TOML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, content, why):
    """With the list, and the text that is meant."""
    path = tmp_path / "wordplay.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PackError, match=why):
        read_word_play(path)


def test_the_streamers_own_join_ours(tmp_path):
    """Words and lines, list by list; a broken file of theirs is left out."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "wordplay.toml").write_text('words = ["zamboni"]\ngoes_on = ["park the {word}"]', "utf-8")
    ours, joined = load_library().word_play("en"), load_library(tmp_path).word_play("en")
    assert joined.words - ours.words == {"zamboni"}
    assert joined.goes_on[-1] == "park the {word}"
    (tmp_path / "en" / "wordplay.toml").write_text("words = 3", "utf-8")
    library = load_library(tmp_path)
    assert library.word_play("en") == ours
    assert len(library.broken) == 1


def test_the_names_of_the_braces_are_the_documented_ones():
    """As docs/packs.md teaches them."""
    assert (WORD, FORM) == ("{word}", "{form}")
    assert LISTS == ("words", "takes_up", "goes_on", "makes")
