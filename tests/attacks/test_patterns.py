"""No text that a stranger writes holds up whoever reads it: worst cases of a hundred thousand characters.

Each runs in a process that may use a minute of a processor. What goes through its text once takes a fraction of
one; what takes a time by the square of the length takes minutes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.pattern_uses import overlay_patterns, patterns, ways_of

ROOT = Path(__file__).parents[2]
PATIENCE_S = 1_200


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX")
def test_no_text_takes_the_square_of_its_length():
    """Neither any pattern of the program, in the ways in which it is used, nor one of its pages, nor any reader."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.attacks.worst_cases"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (ran.returncode, ran.stdout.splitlines()) == (0, []), ran.stderr


def test_no_pattern_is_made_where_nobody_would_look_for_it():
    """All stand in a module by a name, but for a few that are made of data and tried with their readers."""
    made_within = {
        f"{path.relative_to(ROOT).as_posix()}: {line.strip()}"
        for path in (ROOT / "server").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if re.match(r"\s+.*\bre\.compile\(", line) and not re.match(r'\s+"\w+": re', line)
    }
    assert {each.partition(":")[0] for each in made_within} == {
        "server/audience/typing_style.py",
        "server/moderation/word_list.py",
        "server/phrases/claims.py",
        "server/phrases/lint_fit.py",
        "server/phrases/lint_regions.py",
        "server/phrases/proper_names.py",
        "server/phrases/viewer_kinds.py",
        "server/text/languages.py",
        "server/text/second_person.py",
        "server/text/wondering.py",
    }


def test_a_use_is_told_by_its_name():
    """Anywhere in a text, from its beginning, or the whole of it; and what can't be told is tried in every way."""
    source = "_A = re.compile(x)\n_A.match(y)\n_B.sub(z)\nother._A.sub(z)\nfor each in _C: each.search(z)\n"
    assert ways_of("_A", source) == ("match",)
    assert ways_of("_B", source) == ("finditer",)
    assert ways_of("_C", source) == ("match", "fullmatch", "finditer")
    assert len(patterns()) > 70


def test_the_pages_patterns_are_found():
    """Wherever one stands: behind a name, in a call, after an arrow."""
    found = {(place.partition(":")[0], pattern.pattern) for place, pattern in overlay_patterns().items()}
    assert ("overlay/chat/message.js", r"(\s+)") in found
    assert ("overlay/common/words.js", r"\{(\w+)\}") in found
    assert ("overlay/panel/sections/games/ranking.js", r"\D") in found
