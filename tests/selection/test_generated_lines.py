"""Generated lines in a show: preferred, brought forward when something is new, and gone with what they were about."""

from __future__ import annotations

from random import Random

from server.generation.line import GeneratedLine, Subject
from server.model.channel import Channel
from server.model.phrase import About
from server.selection.drawer import AfterMoment, OfCategory, OfMoment
from server.selection.generated_banks import PREFERRED
from server.selection.generated_lines import GeneratedLines
from server.text.words import Memory

WORDS = [
    "fox",
    "sword",
    "key",
    "door",
    "bell",
    "lake",
    "ruin",
    "page",
    "star",
    "shop",
    "golden",
    "map",
    "coin",
    "rope",
    "lamp",
    "hill",
    "path",
    "gate",
    "moss",
    "song",
]
SUBJECT = Subject("Tunic", "game", "en")


def line(text: str, category: str = "gameplay", **more: str) -> GeneratedLine:
    return GeneratedLine(text, category, "en", **more)


def show(**channel: str) -> GeneratedLines:
    return GeneratedLines(SUBJECT, Channel(**channel), Random(1), Memory())


def drawn(lines: GeneratedLines, drawer: object, times: int = 1) -> list[str]:
    """What comes of so many draws, without those that left the word to the packs."""
    found = [lines.draw(drawer, About(), None, None) for _ in range(times)]  # type: ignore[arg-type]
    return [phrase.text for phrase in found if phrase is not None]


def test_nothing_written_leaves_the_word_to_the_packs():
    """Until a line has come."""
    lines = show()
    assert not lines.has_lines
    assert drawn(lines, OfCategory("gameplay"), 20) == []


def test_written_lines_come_first_but_not_alone():
    """Two of three draws while there are fresh ones; each once."""
    lines = show()
    texts = [" ".join(Random(seed).sample(WORDS, 5)) for seed in range(400)]
    lines.receive([line(text) for text in texts])
    assert lines.has_lines
    said = drawn(lines, OfCategory("gameplay"), 300)
    assert len(said) == len(set(said))
    assert abs(len(said) / 300 - PREFERRED) < 0.1
    assert lines.unsaid_written() <= 400 - len(said)


def test_what_was_taken_is_not_taken_again():
    """A line that the writer brings twice is one."""
    lines = show()
    lines.receive([line("the fox has a sword now")])
    lines.receive([line("the fox has a sword now")])
    assert lines.stock()["gameplay"] == 1


def test_a_banned_line_is_gone():
    """It was never said, and never will be."""
    lines, bad = show(), line("the fox has a sword now")
    lines.receive([bad])
    lines.forget([bad])
    assert drawn(lines, OfCategory("gameplay"), 30) == []


def test_what_was_written_about_a_situation_goes_with_it():
    """Its lines wait for nobody: once something else goes on, they are over."""
    lines = show(situation="a boss")
    lines.receive([line("the boss hits like a truck", now="a boss")], only_now=True)
    assert lines.unsaid_now() == 1
    lines.know(Channel(situation="a walk"), About())
    assert lines.unsaid_now() == 0
    assert drawn(lines, OfCategory("gameplay"), 30) == []


def test_lines_that_a_moment_was_written_for_wait_for_it():
    """They are for its wave or its afterglow, and never for the chat at large."""
    lines = show()
    lines.receive([line("clip that", "reactions", moment="clutch")])
    assert drawn(lines, OfCategory("reactions"), 30) == []
    assert drawn(lines, OfMoment("laugh"), 30) == []
    said = drawn(lines, OfMoment("clutch"), 30) + drawn(lines, AfterMoment("clutch"), 30)
    assert said in ([], ["clip that"])


def test_the_weights_are_the_channels():
    """In the words of its mode."""
    assert dict(show().weights()) == {"gameplay": 40, "reactions": 30, "questions": 20, "emotes": 10}
