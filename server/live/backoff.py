"""Backoff: a show that breaks tries again, later and later, and says each thing that broke once."""

from __future__ import annotations

import logging
import traceback

FIRST_S, LONGEST_S = 1.0, 60.0
"""Rests between attempts: doubled each time, up to the second."""
KINDS = 100
"""Kinds of breakage remembered as said."""

log = logging.getLogger(__name__)


class Backoff:
    """How often a show broke in a row."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rest_s = FIRST_S
        self._said: set[tuple[str, int]] = set()

    def over(self) -> None:
        """The show works."""
        self._rest_s = FIRST_S

    def rest_s(self, error: Exception) -> float:
        """It broke: how long to rest."""
        rest_s, self._rest_s = self._rest_s, min(2 * self._rest_s, LONGEST_S)
        kind = _kind(error)
        if kind not in self._said and len(self._said) < KINDS:
            self._said.add(kind)
            log.error("the show of channel %s broke; it goes on (said once)", self._name, exc_info=error)
        return rest_s


def _kind(error: Exception) -> tuple[str, int]:
    """What broke, and in which line."""
    frames = traceback.extract_tb(error.__traceback__)
    return type(error).__name__, (frames[-1].lineno or 0) if frames else 0
