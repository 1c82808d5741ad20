"""A cue and the file of a session's cues: what is one, and what is said of what isn't."""

from __future__ import annotations

import pytest

from server.model.cue import REPEATS_S, Cue
from server.model.cue_file import BadCues, read_cues

GOOD = """\
{"at": 30, "kind": "screen", "moment": "fail", "text": "YOU DIED", "repeats_s": 12}

{"at": 4.5, "kind": "talking", "level_db": -31.5}
{"at": 9, "kind": "quiet", "quiet_s": 0.6}
{"at": 40, "kind": "screen", "situation": "boss", "values": {"boss": "malenia"}}
"""


def test_cues_come_in_the_order_of_their_times():
    """Whatever the order of the lines; empty ones count for nothing, and what isn't said has its default."""
    cues = read_cues(GOOD)
    assert [(cue.kind, cue.at) for cue in cues] == [("talking", 4.5), ("quiet", 9), ("screen", 30), ("screen", 40)]
    assert cues[2] == Cue(kind="screen", at=30, moment="fail", text="YOU DIED", repeats_s=12)
    assert cues[3].repeats_s == REPEATS_S
    assert [cue.source for cue in cues] == ["heard", "heard", "seen", "seen"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"at": 1, "kind": "smell"}', "kind"),
        ('{"kind": "talking"}', "at"),
        ('{"at": -1, "kind": "talking"}', "at"),
        ('{"at": NaN, "kind": "quiet"}', "at"),
        ('{"at": 1, "kind": "quiet", "loud": true}', "loud"),
        ('{"at": 1, "kind": "talking", "moment": "fail"}', "talking carries no moment"),
        ('{"at": 1, "kind": "screen"}', "a moment or a situation"),
        ('{"at": 1, "kind": "screen", "moment": "' + "x" * 200 + '"}', "moment"),
        ('{"at": 1, "kind": "screen", "moment": "fail", "intensity": 9}', "intensity"),
        ("[1]", "a cue is an object"),
        ("{", "isn't JSON"),
        ("[" * 60, "levels within each other"),
    ],
)
def test_a_line_that_is_no_cue_is_named(line, why):
    """With its number, what is wrong with it, and in one line."""
    with pytest.raises(BadCues) as refused:
        read_cues('{"at": 1, "kind": "quiet"}\n' + line)
    assert str(refused.value).startswith("line 2: ")
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)
