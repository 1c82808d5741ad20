"""Subject lines: the lines that were written about one subject, and what is stored of them."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

from server.generation.dependencies import LineArchive
from server.generation.line import GeneratedLine, Subject
from server.generation.request import GenerationRequest
from server.generation.response import Refusal
from server.providers.sections import Writing
from server.text.normalize import plain

REFUSED_S = 6 * 3_600.0
"""Seconds that a refusal is remembered."""


class SubjectLines:
    """In memory, and in an `archive` that outlives the process."""

    def __init__(self, subject: Subject, archive: LineArchive, settings: Writing) -> None:
        self._subject, self._archive, self._settings = subject, archive, settings
        self.lines: dict[str, GeneratedLine] = {}
        """By their plain text, oldest first."""
        self.dropped: Counter[str] = Counter()
        """How many lines didn't pass, by reason."""
        self._refused: tuple[Refusal, float] | None = None
        """A refusal, and until when it counts, in seconds of Unix time."""
        self._is_loaded = False

    @property
    def refusal(self) -> Refusal | None:
        """What the model had against the subject, while that is remembered."""
        if self._refused is not None and self._refused[1] <= time.time():
            self._refused = None
        return self._refused[0] if self._refused else None

    async def load(self) -> list[GeneratedLine] | None:
        """Read what earlier runs stored: its lines; None if that was read before."""
        if self._is_loaded:
            return None
        lines = await self._archive.lines(self._subject)
        refused = await self._archive.refusal(self._subject)
        dropped = await self._archive.dropped(self._subject)
        if self._is_loaded:
            return None
        self._is_loaded = True
        self._refused = refused
        self.dropped.update(dropped)
        self.lines = {plain(line.text): line for line in lines} | self.lines
        return lines

    def put(self, line: GeneratedLine) -> None:
        """Add a line, or replace the one with the same text."""
        self.lines[plain(line.text)] = line

    def drop(self, text: str) -> None:
        """Remove a line."""
        self.lines.pop(plain(text), None)

    def mark(self, text: str, *, is_kept: bool) -> None:
        """Mark a line so that it doesn't age out, or take the mark away."""
        line = self.lines.get(plain(text))
        if line is not None:
            self.lines[plain(text)] = replace(line, is_kept=is_kept)

    async def keep_lines(self, request: GenerationRequest, *, is_over: bool) -> None:
        """Store the lines of a request that weren't yet, unless they are for one show alone."""
        if request.spec.reader is None:
            lines = request.take_up(is_over=is_over)
            if lines:
                await self._archive.add(self._subject, lines)

    async def keep(self, request: GenerationRequest) -> None:
        """Store what a request that has ended brought, and remove what is too old or too many."""
        if request.refusal is not None:
            self._refused = request.refusal, time.time() + REFUSED_S
            await self._archive.refuse(self._subject, *self._refused)
        if request.dropped:
            self.dropped.update(request.dropped)
            await self._archive.drop(self._subject, request.dropped)
        await self.keep_lines(request, is_over=True)
        if request.lines and request.spec.reader is None:
            self._forget_oldest(len(self.lines) - self._settings.most)
            older_than = time.time() - self._settings.keep_days * 86_400
            await self._archive.trim(self._subject, most=self._settings.most, older_than=older_than)

    def _forget_oldest(self, count: int) -> None:
        for key in [key for key, line in self.lines.items() if not line.is_kept][: max(0, count)]:
            del self.lines[key]
