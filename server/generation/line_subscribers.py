"""Readers: the shows that read one writer's lines, and callers that wait for its first line."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from server.generation.dependencies import Reader
from server.generation.line import GeneratedLine
from server.generation.marks import Lacks
from server.generation.need import Stock, Weights, mean_weights
from server.generation.prompt import SAID


class Readers:
    """The shows that read, in the order in which they began."""

    def __init__(self) -> None:
        self._readers: dict[Reader, None] = {}

    def __len__(self) -> int:
        return len(self._readers)

    def __iter__(self) -> Iterator[Reader]:
        return iter(self._readers)

    def __contains__(self, reader: object) -> bool:
        return reader in self._readers

    def add(self, reader: Reader) -> None:
        """A show begins to read."""
        self._readers[reader] = None

    def remove(self, reader: Reader) -> None:
        """A show stops reading."""
        self._readers.pop(reader, None)

    def receive(self, lines: Sequence[GeneratedLine]) -> None:
        """Hand lines to all of them."""
        for reader in self._readers:
            reader.receive(lines)

    def latest(self) -> list[str]:
        """What was said last in the shows that read, of each its share."""
        share = max(1, SAID // max(1, len(self._readers)))
        return [text for reader in self._readers for text in list(reader.latest(shared=True))[-share:]]

    def mix(self) -> tuple[Weights, Stock]:
        """What all of them ask for together, and of each category what the poorest of them has left."""
        stocks = [reader.stock() for reader in self._readers]
        weights = mean_weights(reader.weights() for reader in self._readers)
        return weights, {category: min(stock.get(category, 0) for stock in stocks) for category in weights}

    def lacks(self, channel: str) -> Lacks:
        """What the show of the channel that pays has least of; else of the one that began first."""
        first = next(iter(self._readers), None)
        reader = next((reader for reader in self._readers if reader.channel == channel), first)
        return reader.lacks() if reader is not None else Lacks()


class FirstLineWaiters:
    """Callers that wait until a subject has a line, or it is known that there will be none for now."""

    def __init__(self) -> None:
        self.channel = ""
        """The channel of the last one, whose budget pays."""
        self._waiting: list[asyncio.Future[None]] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, channel: str) -> asyncio.Future[None]:
        """One more; what it returns is done once the wait is over."""
        self.channel = channel
        self._waiting.append(asyncio.get_running_loop().create_future())
        return self._waiting[-1]

    def release(self) -> None:
        """End the wait of all."""
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)
