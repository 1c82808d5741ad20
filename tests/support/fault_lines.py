"""Lines that pass the screen and are like no other: for tests that must tell each from all."""

from __future__ import annotations

from random import Random

_SYLLABLES = (
    *("ba", "be", "bi", "bo", "bu", "da", "de", "di", "do", "du", "fa", "fe", "fi", "fo", "fu", "ga", "go", "gu"),
    *("ka", "ke", "ko", "ku", "la", "le", "li", "lo", "lu", "me", "mi", "mo", "mu"),
)


def line(number: int) -> str:
    """The line of that number: three made-up words."""
    random = Random(number)
    words = ["".join(random.choices(_SYLLABLES, k=random.randint(3, 4))) for _ in range(3)]
    return f"{' '.join(words)} {number}"
