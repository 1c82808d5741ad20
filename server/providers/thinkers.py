"""Thinkers: which models of a provider think before they answer, and how much room that takes."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_TOKENS, MOST_TOKENS = 1_500, 6_000
"""Room for a thought once a model was seen to think; doubled each time that it didn't suffice."""


@dataclass(slots=True)
class Thinkers:
    """What is known of one model."""

    tokens: int = 0
    """Room that its thoughts get; 0 while it wasn't seen to think."""
    opens_unmarked: bool = False
    """Whether its thoughts have no mark where they begin."""

    def seen(self, *, was_enough: bool, opens_unmarked: bool) -> None:
        """It thought; `was_enough`: it answered too."""
        self.opens_unmarked = self.opens_unmarked or opens_unmarked
        if not self.tokens:
            self.tokens = FIRST_TOKENS
        elif not was_enough:
            self.tokens = min(2 * self.tokens, MOST_TOKENS)
