"""What the server keeps of itself over restarts."""

from __future__ import annotations

import pytest

from server.services.server_state import FILE, Remembered


def test_what_is_kept_is_there_at_the_next_start(tmp_path):
    """The port and the switch, each by itself."""
    Remembered(tmp_path).keep(port=4325)
    Remembered(tmp_path).keep(lan=True)
    found = Remembered(tmp_path)
    assert (found.port, found.lan) == (4325, True)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"port": "x", "lan": 1}', '{"port": true}', '{"port": 70000}', "[" * 5_000, "\x00"]
)
def test_a_spoilt_file_counts_as_none(tmp_path, text):
    """The server starts as it did the first time."""
    (tmp_path / FILE).write_text(text)
    found = Remembered(tmp_path)
    assert (found.port, found.lan) == (None, False)
