"""Scripts: a timeline for rehearsal, and what is wrong with a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.model.phrase import LANGUAGES
from server.phrases.library import load_library
from server.services.rehearsal_script import AGAIN_S, OURS, ScriptError, read_script, read_scripts

SCRIPT = """
title = "Test"
[[cue]]
minute = 0
pace = "lively"
viewers = 80
[[cue]]
minute = 7
moment = "backseat"
minutes = 2
[[cue]]
minute = 12
silence = 1.5
"""


@pytest.fixture
def script(tmp_path: Path):
    path = tmp_path / "test.toml"
    path.write_text(SCRIPT, encoding="utf-8")
    return read_script(path)


def test_a_moment_goes_on_for_its_minutes(script):
    """It comes again and again; the script lasts until its last cue is over."""
    moments = [act.at_s for act in script.acts if act.cue.moment]
    assert moments == [420 + AGAIN_S * number for number in range(7)]
    assert script.lasts_s == 13.5 * 60


@given(steps=st.lists(st.floats(0.01, 200), max_size=60))
def test_every_act_is_due_exactly_once(steps):
    """However the clock's steps fall, what stands at minute 0 included."""
    for script in read_scripts(OURS)[0].values():
        at, done = 0.0, []
        for step in [*steps, script.lasts_s]:
            done += script.due(at, at + step)
            at += step
        assert done == list(script.acts)


def test_three_come_with_it():
    """In both languages; what they ask for is there."""
    scripts, _ = read_scripts(OURS)
    assert set(scripts) == {"first-stream", "boss-night", "hard-crowd"}
    for script in scripts.values():
        assert set(script.titles) == set(LANGUAGES)
        assert script.next_at(0) > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_moments_exist(language):
    """Every moment of ours is one that the general pack has."""
    known = load_library().general(language).moments
    asked = {act.cue.moment for script in read_scripts(OURS)[0].values() for act in script.acts if act.cue.moment}
    assert asked <= set(known)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("", "says its name"),
        ('title = "x"', "at least one"),
        ('title = "x"\n[[cue]]\nminute = 1', "a moment, or a silence"),
        ('title = "x"\n[[cue]]\nminute = -1\nmoment = "gg"', "minute"),
        ('title = "x"\n[[cue]]\nminute = 1\nmoment = "gg"\nsilence = 2', "a moment, or a silence"),
        ('title = "x"\n[[cue]]\nminute = 1\nmood = "bad"', "mood"),
        ('title = "x"\nnote = 1\n[[cue]]\nminute = 1\nmoment = "gg"', "unknown key note"),
        ('[title]\nfr = "x"\n[[cue]]\nminute = 1\nmoment = "gg"', "unknown key fr"),
        ("title =", "test.toml"),
    ],
)
def test_a_broken_script_is_named(tmp_path, broken, why):
    """The file and the mend; the others are there all the same."""
    path = tmp_path / "test.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ScriptError, match=why):
        read_script(path)
    (tmp_path / "well.toml").write_text(SCRIPT, encoding="utf-8")
    assert set(read_scripts(tmp_path)[0]) == {"well"}
