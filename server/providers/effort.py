"""Effort: how much each model may think first, in the words that it takes.

The same word is a 400 from one model and what another one needs: on Groq, gpt-oss takes low, medium and high, qwen
takes none and default, and models that don't think take nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Efforts = Mapping[str, Sequence[str]]
"""By a part of the model's name: what it takes, the least first."""

LEAST = ("none", "minimal", "low", "medium", "high")
"""What the config knows, the least first."""


def effort_for(model: str, wanted: str | None, known: Efforts) -> str | None:
    """What to say to `model` when `wanted` is asked for; None to say nothing. Without `known` it is said as it is."""
    if wanted is None or not known:
        return wanted
    takes = next((takes for part, takes in known.items() if part in model.casefold()), ())
    if not takes or wanted in takes:
        return wanted if takes else None
    return takes[0] if LEAST.index(wanted) <= LEAST.index("low") else takes[-1]
