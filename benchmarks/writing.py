"""Writing: how soon a first line is in the bank, also when the first provider hangs, and what a start costs."""

from __future__ import annotations

import asyncio
import statistics
import time

from benchmarks.process import Process, scratch
from server.providers.sections import Deadlines
from tests.faults.conftest import Harness, Shows, open_harness
from tests.support.fault_server import Answer
from tests.support.faults import FAULTS

ROUNDS = 20
STARTS = 5
BOTH_KEYS = {"GROQ_API_KEY": "gsk_benchmark", "CEREBRAS_API_KEY": "csk-benchmark"}


class _Watch(Shows):
    """A show that remembers when its first line came."""

    def __init__(self) -> None:
        super().__init__()
        self.first = asyncio.Event()
        self.at = 0.0

    def receive(self, lines: object, *, only_now: bool = False) -> None:
        super().receive(lines, only_now=only_now)
        if not self.first.is_set():
            self.at = time.perf_counter()
            self.first.set()


async def _first_line(harness: Harness) -> tuple[float, bool]:
    """Seconds from the first line's last byte to the bank, and whether the answer was still being written then."""
    sent = 0.0

    async def slow(answer: Answer) -> None:
        nonlocal sent
        await answer.begin()
        for line in answer.lines():
            await answer.text(f"{line}\n")
            sent = sent or time.perf_counter()
            await asyncio.sleep(0.02)
        await answer.end()

    harness.first.otherwise = slow
    writer, show = harness.writer(), _Watch()
    harness.archive.kept.clear()
    writer.add_reader(show)
    await show.first.wait()
    streams = harness.first.open == 1
    writer.remove_reader(show)
    while writer.task is not None:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return show.at - sent, streams


async def _behind_a_hanging_one() -> float:
    """Seconds from the request to the second provider's first line, with the default deadlines."""
    async with open_harness(deadlines=Deadlines().model_dump()) as harness:
        harness.first.otherwise = FAULTS["hangs_before_headers"]
        writer, show = harness.writer(), _Watch()
        began = time.perf_counter()
        writer.add_reader(show)
        await show.first.wait()
        writer.remove_reader(show)
        return show.at - began


def _start_s(**environment: str) -> float:
    with scratch() as data:
        began = time.perf_counter()
        arguments = ("-m", "server", "serve", "--no-browser", "--port", "0", "--data", data)
        with Process(*arguments, **environment):
            return time.perf_counter() - began


async def _measure() -> None:
    async with open_harness() as harness:
        await _first_line(harness)  # imports the SDK
        found = [await _first_line(harness) for _ in range(ROUNDS)]
    latency = sorted(seconds * 1000 for seconds, _ in found)
    print(
        f"first line into the bank   median {statistics.median(latency):6.1f} ms, worst {latency[-1]:.1f} ms"
        f"   (under 50); the rest still streamed in {sum(streams for _, streams in found)} of {ROUNDS}"
    )
    print(f"second provider's first line, the first hanging   {await _behind_a_hanging_one():6.2f} s   (under 6)")


def report() -> None:
    """Print the figures."""
    asyncio.run(_measure())
    bare = statistics.median(_start_s() for _ in range(STARTS))
    keys = statistics.median(_start_s(**BOTH_KEYS) for _ in range(STARTS))
    print(f"server start, both keys set   {keys:6.2f} s   without {bare:.2f} s, ratio {keys / bare:.2f}   (under 1 s)")


if __name__ == "__main__":
    report()
