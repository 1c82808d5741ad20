"""Known moments: which of the moments that are sensed are news.

What stays on the screen is read again and again, and the streamer may have pressed the button for it already: each is
one moment. Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

APART_S = 4.0
"""From one sensed moment to the next of another type, at least: a screen that says two things at once means one."""


class KnownMoments:
    """When what is known to have happened did, by its type."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._sensed_at = float("-inf")

    def clear(self) -> None:
        """Another show."""
        self._at.clear()
        self._sensed_at = float("-inf")

    def note(self, moment: str, now: float) -> None:
        """It happened: somebody pressed its button, typed it, or it was sensed."""
        self._at[moment] = now

    def is_news(self, moment: str, now: float, *, repeats_s: float) -> bool:
        """Whether that moment, sensed now, is another one than was known; if so, it is known from now on.

        What is sensed over and over counts from the last time: a text that stays for minutes is one moment.
        """
        before = self._at.get(moment, float("-inf"))
        self._at[moment] = now
        if now - before < repeats_s or now - self._sensed_at < APART_S:
            return False
        self._sensed_at = now
        return True
