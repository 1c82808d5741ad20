"""What the tests of the audience share: a stock that never runs out, and a director in front of it."""

from __future__ import annotations

from random import Random

from server.audience.director import Director
from server.live.viewer_source import crowd_material_of
from server.model.phrase import Phrase, shown_category
from server.phrases.library import load_library

LIBRARY = load_library()
WEIGHTS = {"gameplay": 40, "reactions": 30, "questions": 20, "emotes": 10}


class Endless:
    """A stock that never runs out; moments have afterglows, lines have answers and nothing else."""

    def __init__(self) -> None:
        self.lines = 0

    def draw(self, category: str, taste: object = None, *, old: bool = True) -> Phrase:
        self.lines += 1
        return Phrase(f"linea numero {self.lines}", shown_category(category), "es")

    def draw_first(self, taste: object) -> None:
        return None

    def draw_about(self, category: str, words: object, taste: object) -> None:
        return None

    def answer(self, to: str, taste: object) -> Phrase:
        return self.draw("reactions")

    def thread(self, category: str, suits: object) -> None:
        return None

    def new_show(self) -> None:
        self.lines = 0


def director(seed: int, **changes: object) -> Director:
    """A director with everything as a new channel has it, but for the `changes`."""
    given = {
        "source": Endless(),
        "weights": WEIGHTS,
        "material": crowd_material_of(LIBRARY, "es"),
        "viewers": 15,
        "pace": "normal",
        "random": Random(seed),
    } | changes
    return Director(**given)  # type: ignore[arg-type]
