"""What the tests of the audience share: a stock that never runs out, and a director in front of it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from server.audience.director import Director
from server.audience.show_settings import ShowSettings
from server.audience.viewer import Viewer
from server.audience.viewer_factory import CrowdMaterial
from server.live.crowd_material import crowd_material_of
from server.model.phrase import Phrase
from server.phrases.library import load_library

LIBRARY = load_library()
WEIGHTS = {"gameplay": 40, "reactions": 30, "questions": 20, "emotes": 10}


class Endless:
    """A stock that never runs out; moments have afterglows, lines have answers and nothing else."""

    def __init__(self) -> None:
        self.lines = 0

    def draw(self, category: str, preference: object = None, *, old: bool = True, again: bool = True) -> Phrase:
        self.lines += 1
        return Phrase(f"linea numero {self.lines}", category, "es")

    def draw_wave(self, moment: str, preference: object) -> Phrase:
        return self.draw("reactions")

    def draw_afterglow(self, moment: str, preference: object) -> Phrase:
        return self.draw("reactions")

    def draw_first(self, preference: object) -> None:
        return None

    def draw_about(self, category: str, words: object, preference: object) -> None:
        return None

    def answer(self, to: str, preference: object) -> Phrase:
        return self.draw("reactions")

    def thread(self, category: str, suits: object) -> None:
        return None

    def situations(self) -> tuple[()]:
        return ()

    def situation(self, key: str) -> None:
        return None

    def enter(self, situation: object, values: object) -> None:
        return None

    def draw_likely(self, category: str, preference: object, *, again: bool = False) -> None:
        return None

    def open_topic(self, category: str, preference: object, moment: object = None, heard: object = None) -> None:
        return None

    def builds(self, topic: str) -> bool:
        return False

    def build_on(self, topic: str) -> None:
        return None

    def allows(self, text: str) -> bool:
        return True

    def takes(self, text, *, again=False):
        return True

    def names_in(self, text: str) -> frozenset[str]:
        return frozenset()

    def go_on(self, topic: str, category: str, roles: object, preference: object) -> None:
        return None

    def answer_to(self, phrase: object, preference: object) -> None:
        return None

    def role(self, role: str, preference: object, *, old: bool = True) -> Phrase:
        return self.draw("reactions")

    def speaks_at(self, moment: str) -> bool:
        return True

    def community(self, kind: str, values: object, category: object, preference: object) -> None:
        return None

    def topic_word(self, topic: str) -> None:
        return None

    def new_show(self) -> None:
        self.lines = 0


def director(
    seed: int,
    *,
    source: object = None,
    material: CrowdMaterial | None = None,
    known: Sequence[Viewer] = (),
    **changes: Any,
) -> Director:
    """A director with everything as a new channel has it, but for the `changes` of its settings; 15 watch."""
    return Director(
        source=source or Endless(),  # type: ignore[arg-type]
        settings=ShowSettings(**({"viewers": 15} | changes)),
        material=material or crowd_material_of(LIBRARY, "es"),
        random=Random(seed),
        known=known,
    )
