"""A show that breaks rests longer each time, and says each kind of breakage once."""

from __future__ import annotations

import logging

from server.live.backoff import LONGEST_S, Backoff


def broken(error, setback):
    try:
        raise error
    except Exception as raised:
        return setback.rest_s(raised)


def test_rests_double_up_to_a_minute_and_begin_anew():
    """A show that works again forgets how often it broke."""
    setback = Backoff("main")
    rests = [broken(RuntimeError("no"), setback) for _ in range(9)]
    assert rests == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, LONGEST_S, LONGEST_S, LONGEST_S]
    setback.over()
    assert broken(RuntimeError("no"), setback) == 1.0


def test_each_kind_is_said_once(caplog):
    """However often it comes, with its traceback."""
    setback = Backoff("main")
    with caplog.at_level(logging.ERROR):
        for _ in range(50):
            broken(RuntimeError("first"), setback)
            broken(ValueError("second"), setback)
    assert len(caplog.records) == 2
    assert all(record.exc_info for record in caplog.records)
