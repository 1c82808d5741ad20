"""The streamer's own lines: each with the category that it looks like."""

from __future__ import annotations

import pytest

from server.model.phrase import About
from server.selection.own_line import own_lines


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("😂😂", "emotes"),
        ("when is the next race?", "questions"),
        ("when ? ", "questions"),
        ("let's go", "reactions"),
        ("the pit lane is on the left", "comments"),
    ],
)
def test_a_pasted_line_looks_like_its_category(text, category):
    """An emote, a question, a short reaction; the rest is about what goes on."""
    (line,) = own_lines([text], "comments", "en")
    assert (line.category, line.text, line.language, line.ways) == (category, text, "en", 1)


def test_a_line_with_the_streamers_name_waits_for_a_name():
    """It fits once there is one, and says it; other braces stay as they were typed."""
    (line,) = own_lines(["go {streamer} go {x}"], "gameplay", "en")
    assert not line.fits(About())
    assert line.fits(About(streamer="Kai"))
    assert line.say(0, About(streamer="Kai")) == "go Kai go {x}"
