"""Beat: a message is due. What it answers, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from server.audience.moment import Wave


@dataclass(frozen=True, slots=True, order=True)
class Beat:
    """A message is due at `at`."""

    at: float
    number: int = 0
    """Number of the beat in its show, in the order of scheduling."""
    parent: int | None = field(default=None, compare=False)
    """The number of the beat that it answers; that one is always in the past."""
    wave: Wave | None = field(default=None, compare=False)
    late: bool = field(default=False, compare=False)
    """In its wave's afterglow."""
    immigrant: bool = field(default=False, compare=False)
    meant: float | None = field(default=None, compare=False)
    """When it was due before it was brought forward."""
    stays: bool = field(default=False, compare=False)
    """Once it has been next and wasn't skipped: that is drawn once."""

    @property
    def is_first(self) -> bool:
        """Whether it was brought forward, so that something new is mentioned."""
        return self.meant is not None
