"""The documentation says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from server.providers.base import ProviderError
from tests.faults.test_faults import EXPECTED

DOCS = Path(__file__).parent.parent / "docs"


def test_the_table_of_faults_is_that_of_the_tests():
    """Each fault, the class that its circuit opens for, and what is banked."""
    text = (DOCS / "providers.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z0-9 ]+) \| ([A-Z–]+) \| (all|\d) \|", text, re.MULTILINE)
    expected = {
        name.replace("_", " "): (trouble or "–", "all" if lines == 8 else str(lines))
        for name, (trouble, lines) in EXPECTED.items()
    }
    assert {name: (trouble, banked) for name, trouble, banked in rows} == expected


def test_every_class_of_trouble_is_explained():
    """In the table of rests."""
    text = (DOCS / "providers.md").read_text("utf-8")
    for kind in ProviderError.__subclasses__():
        assert kind.trouble in text
