"""Known moments: which of the moments that are sensed are news.

What stays on the screen is read again and again, and the streamer may have pressed the button for it already: each is
one moment. Pure: takes time (seconds) as an argument.
"""

from __future__ import annotations

APART_S = 4.0
"""From one sensed moment to the next of another type, at least: a screen that says two things at once means one."""


class SensedMoments:
    """When what is known to have happened did, by its type."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._sensed_at = float("-inf")

    def note(self, moment: str, now: float) -> None:
        """It happened: somebody pressed its button, typed it, or it was sensed."""
        self._at[moment] = now

    def would_be_news(self, moment: str, now: float, *, repeats_s: float) -> bool:
        """Whether that moment, sensed now, is another one than was known."""
        before = self._at.get(moment, float("-inf"))
        return now - before >= repeats_s and now - self._sensed_at >= APART_S

    def is_news(self, moment: str, now: float, *, repeats_s: float) -> bool:
        """The same; it is known from now on.

        What is sensed over and over counts from the last time: a text that stays for minutes is one moment.
        """
        is_news = self.would_be_news(moment, now, repeats_s=repeats_s)
        self._at[moment] = now
        if is_news:
            self._sensed_at = now
        return is_news
