"""Exchange: a thread with its slots filled."""

from __future__ import annotations

from dataclasses import dataclass

from server.model.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Exchange:
    """A thread with its slots filled: what each speaker says in turn. Speaker 0 opens."""

    speakers: tuple[int, ...]
    phrases: tuple[Phrase, ...]
