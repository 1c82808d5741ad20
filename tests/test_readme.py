"""The READMEs and the documents: what they point to is there, and both READMEs tell the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.cli import COMMANDS

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
READMES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.es.md")}


def anchor(heading: str) -> str:
    """What a heading is called in a link."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_link_leads_nowhere(document: Path):
    """Files and headings of ours; other people's pages are their own."""
    text = document.read_text("utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        path, _, heading = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if heading:
            assert heading in map(anchor, re.findall(r"(?m)^#+ (.*)$", target.read_text("utf-8"))), link


def test_both_readmes_have_equal_rank():
    """The same sections, links, commands and settings in both."""
    english, spanish = READMES.values()
    for pattern in (
        r"(?m)^(##+) ",
        r"\]\(([^)#\s]+\.(?:md|png|toml|txt))\)",
        r"`(seatfiller[a-z -]*|--[a-z-]+|SEATFILLER_\w+)",
    ):
        found = [set(re.findall(pattern, text)) - {"README.md", "README.es.md"} for text in (english, spanish)]
        assert found[0] == found[1], pattern
    assert english.count("\n## ") == spanish.count("\n## ")


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_told(name):
    """In the table of each README."""
    for command in COMMANDS:
        assert command == "serve" or f"seatfiller {command}" in READMES[name]
