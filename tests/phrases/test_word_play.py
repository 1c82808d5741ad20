"""The file of word play: lines about a mistyped word, and what is wrong in one."""

from __future__ import annotations

import pytest

from server.phrases.library import load_library
from server.phrases.pack_error import PackError
from server.phrases.word_play import read_word_play


@pytest.mark.parametrize("language", ["en", "es"])
def test_ours_are_whole(language):
    """Lines enough for an evening in which none is said twice."""
    texts = load_library().word_play(language)
    assert (len(texts.takes_up) >= 10, len(texts.goes_on) >= 10) == (True, True)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('sayings = ["x"]', "isn't one of"),
        ('takes_up = "what"', "is a list"),
        ("goes_on = [1]", "is a list"),
        ('takes_up = ["{form}?"]', "nothing fills"),
        ('goes_on = ["{boss} again"]', "nothing fills"),
        ('goes_on = ["' + "x" * 61 + '"]', "1 to 60"),
        ("takes_up = [", "TOML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, content, why):
    """With the list, and the text that is meant."""
    path = tmp_path / "wordplay.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PackError, match=why):
        read_word_play(path)


def test_the_streamers_own_join_ours(tmp_path):
    """List by list; a broken file of theirs is left out."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "wordplay.toml").write_text('goes_on = ["park the {word}"]', "utf-8")
    ours, joined = load_library().word_play("en"), load_library(tmp_path).word_play("en")
    assert joined.goes_on == (*ours.goes_on, "park the {word}")
    (tmp_path / "en" / "wordplay.toml").write_text("goes_on = 3", "utf-8")
    library = load_library(tmp_path)
    assert library.word_play("en") == ours
    assert len(library.broken) == 1
