"""Bounded reading: what is well is read as the standard library reads it, and everything else is one error."""

from __future__ import annotations

import json
import os
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from server.text.bounded import MOST_DEPTH, Unreadable, load_json, load_toml, read_bytes, read_text
from server.text.invalid import Invalid, composed

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_json_means_what_it_means(value):
    """Brackets and quotes inside strings are letters."""
    assert load_json(json.dumps(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        'a = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["',
        "a = '.................................................'",
        'a = """\n"""""\nb = 1',
        "a = ''''x'''''\nb = ''",
        'a = ["""x"""", \'it\'\'s\' ] # [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['.replace("''", ""),
        'a = "\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["\nb = [1.5, 2.5]',
        "[a.b.c]\nd.e = {f.g = [[1], [2]]}",
    ],
)
def test_toml_means_what_it_means(text):
    """Brackets and dots inside strings and remarks are letters."""
    assert load_toml(text) == tomllib.loads(text)


def test_as_deep_as_anybody_writes():
    """The bound itself is still read."""
    text = "[" * MOST_DEPTH + "]" * MOST_DEPTH
    assert load_json(text) == json.loads(text)
    assert load_toml(f"a = {text}") == tomllib.loads(f"a = {text}")


def test_an_error_of_toml_says_its_line():
    """For the person who has to mend it."""
    with pytest.raises(Unreadable) as caught:
        load_toml("a = 1\nb = \n")
    assert (caught.value.code, caught.value.line) == ("NOT_TOML", 2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path):
    """Nobody may ever write into it."""
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(Unreadable) as caught:
        read_bytes(tmp_path / "pipe.toml", 10)
    assert caught.value.code == "UNREADABLE"


@pytest.mark.parametrize(("data", "code"), [(b"x" * 11, "TOO_LARGE"), (b"\xff", "NOT_TEXT")])
def test_a_file_that_is_no_text_or_too_much_says_so(tmp_path, data, code):
    """By a code."""
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        read_text(tmp_path / "file", 10)
    assert caught.value.code == code


def test_a_mark_of_notepads_is_no_letter(tmp_path):
    """A byte order mark goes."""
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbfhola")
    assert read_text(tmp_path / "file", 10) == "hola"


def test_what_is_composed_has_a_bound():
    """Composing takes the square of a run of marks, so what is far too long isn't composed at all."""
    assert composed("an\u0303o", 5) == "año"
    with pytest.raises(Invalid) as caught:
        composed("\u0345\u0300" * 30_000, 25)
    assert (caught.value.code, caught.value.more) == ("TOO_LONG", {"limit": 25})
