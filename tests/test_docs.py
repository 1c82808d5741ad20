"""The documentation says what the program does."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

from server.providers.base import ProviderError
from server.providers.registry import KINDS, title_of
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


def test_the_table_of_services_is_that_of_their_files():
    """Each provider with where its keys come from and its limits, and the month of all that."""
    text = (DOCS / "providers.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([^|]+) \| (.*?\|.*?) \|$", text.partition("What they cost")[2], re.MULTILINE))
    months = {kind.facts.as_of for kind in KINDS.values()} - {""}
    assert [f"{date.fromisoformat(month + '-01'):%B %Y}" for month in months] == [
        re.search(r"What they cost, as of (\w+ \d+)", text)[1]
    ]
    for name, kind in KINDS.items():
        row = rows[title_of(name) or "your own server"]
        assert kind.facts.keys_at in row
        assert ("free within" in row) == (kind.facts.cost == "free")
        if kind.facts.cost == "free":
            for limit in dataclasses.astuple(kind.facts.limits):
                assert not limit or f"{limit:,}" in row
