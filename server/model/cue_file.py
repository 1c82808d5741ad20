"""Cue file: the cues of a session as JSON Lines, one object a line, `at` in seconds from the start."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from server.model.cue import Cue
from server.text.bounded import Unreadable, load_json

LARGEST_BYTES = 16 * 1024 * 1024
"""Of a file of cues."""
MOST_CUES = 100_000
"""Cues in a file."""


class BadCues(ValueError):
    """A line that is no cue; the message says which and why."""


def read_cues(text: str) -> Sequence[Cue]:
    """The cues in the order of their times; empty lines count for nothing. Raises `BadCues`."""
    cues = [_cue(line, number) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(cues) > MOST_CUES:
        raise BadCues(f"{len(cues)} cues, {MOST_CUES} at most")
    return sorted(cues, key=lambda cue: cue.at)


def _cue(line: str, number: int) -> Cue:
    try:
        found = load_json(line)
        if not isinstance(found, dict):
            raise BadCues(f"line {number}: a cue is an object, {{...}}")
        if "at" not in found:
            raise BadCues(f"line {number}: at: a cue says when, in seconds from the start")
        return Cue.model_validate(found)
    except Unreadable as error:
        raise BadCues(f"line {number}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadCues(f"line {number}: {f'{where}: ' if where else ''}{first['msg']}") from None
