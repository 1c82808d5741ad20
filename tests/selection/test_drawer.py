"""Drawers keep apart what lines are for."""

from random import Random

import pytest

from server.model.phrase import About
from server.phrases.template import Template
from server.selection.bank import Bank, BankEmpty
from server.selection.drawer import (
    AfterMoment,
    AnswersTo,
    Drawer,
    OfAnyGame,
    OfAnySituation,
    OfCategory,
    OfFrame,
    OfMoment,
    OfRole,
    OfSituation,
    OfTopic,
)

DRAWERS: list[Drawer] = [
    *(OfCategory("questions"), OfAnyGame("questions"), AnswersTo("questions")),
    *(OfMoment("laugh"), AfterMoment("laugh"), OfRole("laugh")),
    *(OfSituation("boss", "questions"), OfAnySituation("boss", "questions")),
    *(OfFrame("boss", "questions"), OfTopic("boss", "ask", "questions")),
]
"""As alike as they can be."""


def stocked() -> Bank:
    """A bank with one line in each of these drawers."""
    bank = Bank(Random(1), alike=True)
    for drawer in DRAWERS:
        text = f"a line of {drawer}"
        bank.add([Template(text, "questions", "en", (text,))], drawer)
    return bank


@pytest.mark.parametrize("drawer", DRAWERS, ids=lambda drawer: type(drawer).__name__)
def test_a_drawer_gives_its_own_lines_alone(drawer):
    """Of drawers that share every word (a moment, its afterglow, a role) each has its own lines and no other's."""
    bank = stocked()
    assert bank.draw(drawer, About(), old=False).text == f"a line of {drawer}"
    with pytest.raises(BankEmpty):
        bank.draw(drawer, About(), old=False)


def test_a_show_has_the_phrases_that_are_said_of_ones_own_accord():
    """Answers, short reactions, frames and the lines of waves come on top of the phrases that a show counts."""
    assert {type(drawer) for drawer in DRAWERS if drawer.is_own_accord} == {
        *(OfCategory, OfAnyGame, OfSituation, OfAnySituation, OfTopic)
    }
    assert stocked().unsaid() == 5
