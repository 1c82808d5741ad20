"""Writer pool: the writers of all subjects, shared by all channels."""

from __future__ import annotations

import asyncio
import time

from server.generation.dependencies import Reader, WriterDependencies
from server.generation.line import Subject
from server.generation.response import Refusal
from server.generation.writer import GUESS_TOKENS, Writer
from server.providers.pool import ProviderPool
from server.providers.status import ProviderStatus

MOST_IDLE = 64
"""Idle writers that are kept in memory with their lines."""


class WriterPool:
    """Each subject's writer, made when it is first needed."""

    def __init__(self, dependencies: WriterDependencies, pool: ProviderPool) -> None:
        self._generated = dependencies
        self._pool = pool
        self._writers: dict[tuple[str, str, str], Writer] = {}

    def writer(self, subject: Subject) -> Writer:
        """The writer of a subject."""
        key = (subject.key, subject.mode, subject.language)
        writer = self._writers.pop(key, None) or Writer(subject, self._generated)
        self._writers[key] = writer  # the latest last
        idle = [key for key, writer in self._writers.items() if writer.is_idle]
        for old in idle[: max(0, len(idle) - MOST_IDLE)]:
            if old != key:
                del self._writers[old]
        return writer

    def add_reader(self, subject: Subject, reader: Reader) -> None:
        """A show that is watched begins to read."""
        self.writer(subject).add_reader(reader)

    def remove_reader(self, subject: Subject, reader: Reader) -> None:
        """It stops."""
        self.writer(subject).remove_reader(reader)

    async def prepare(self, subject: Subject, channel: str, *, patience_s: float) -> Refusal | None:
        """Wait until there are lines about a subject, or for `patience_s`. What the model has against it, if so."""
        writer = self.writer(subject)
        try:
            async with asyncio.timeout(patience_s):
                await writer.prepare(channel)
        except TimeoutError:
            pass
        return writer.refusal

    def statuses(self, subject: Subject | None = None) -> list[ProviderStatus]:
        """How the providers are doing, about that subject."""
        return self._pool.statuses(subject.topic if subject is not None else None)

    def spent_until(self, channel: str) -> float | None:
        """When a channel that has spent its own allowance may have lines written again, in wall-clock seconds."""
        wait_s = self._generated.budget(channel).free_in_s(GUESS_TOKENS)
        return time.time() + wait_s if wait_s else None

    def wake(self) -> None:
        """Providers came or went: everybody looks again."""
        for writer in self._writers.values():
            writer.wake()

    def release(self) -> None:
        """The server stops: end every request."""
        for writer in self._writers.values():
            writer.release()

    async def close(self) -> None:
        """End every task."""
        tasks = {writer.task for writer in self._writers.values() if writer.task is not None}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
