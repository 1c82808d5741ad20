"""A long line is told once an evening, in one of its wordings."""

from __future__ import annotations

from pathlib import Path
from random import Random
from string import ascii_lowercase

from server.model.phrase import About
from server.phrases.pack import parse_pack
from server.selection.bank import Bank
from server.selection.drawer import OfCategory

STORY = "i went in a circle for [forty|fifty] minutes [because|since] one wall isnt there until you hit it"


def test_two_wordings_of_a_story_are_one_story():
    """Of the wordings of a long line one is said, as long as anything else is left; of a short one all are."""
    short = ", ".join(f'"[that|this] {letter}{letter}"' for letter in ascii_lowercase)
    pack = parse_pack(
        f'game = "G"\n[phrases]\ngameplay = ["{STORY}", {short}]', key="game", language="en", path=Path("game.toml")
    )
    bank = Bank(Random(3), alike=True)
    for lines in pack.lines.values():
        bank.add(lines)
    said = [bank.draw(OfCategory("gameplay"), About(), old=False).text for _ in range(40)]
    assert sum("in a circle" in text for text in said) == 1
    assert len(said) == len(set(said))
