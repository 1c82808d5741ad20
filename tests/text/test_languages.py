"""What is known of the languages that a chat may be in."""

from __future__ import annotations

import pytest

from server.text.languages import called


@pytest.mark.parametrize(
    ("code", "name"), [("es", "Español"), ("pt", "Português"), ("pt-br", "Português (pt-br)"), ("fil", "fil")]
)
def test_a_language_has_the_name_that_its_speakers_give_it(code, name):
    """A kind of it is told apart from it, and one that nobody told of has its code."""
    assert called(code) == name
