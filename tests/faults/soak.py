"""A soak: many requests for lines, each answered by random faults of both services. `make soak` plays a thousand."""

from __future__ import annotations

import asyncio
import gc
import sys
import tracemalloc
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from server.generation.request import GenerationRequest, RequestSpec
from server.providers.failover import NoProviderAnswers
from tests.faults.conftest import Harness, open_harness
from tests.support.faults import FAULTS
from tests.support.passing_time import passing_time

AT_ONCE = 8
WARM_UP = 40
"""Requests before anything is measured: the SDKs make what they keep."""


@dataclass
class Result:
    """What was left behind."""

    requests: int = 0
    asked: int = 0
    lost: list[str] = field(default_factory=list)
    """Finished lines that went out and were not banked."""
    tasks: int = 0
    sockets: int = 0
    memory_kib: float = 0.0


async def soak(requests: int, seed: int) -> Result:
    """Play so many requests."""
    random, result = Random(seed), Result()
    # What was there before is nobody's garbage: `_settle` needn't go through it forty times.
    gc.collect()
    gc.freeze()
    try:
        await _measure(requests, random, result)
    finally:
        gc.unfreeze()
    return result


async def _measure(requests: int, random: Random, result: Result) -> None:
    async with open_harness() as harness, passing_time(harness.first, harness.second):
        names = sorted(FAULTS)
        await _play(harness, [random.choice(names) for _ in range(2 * WARM_UP)], Result())
        await _settle()
        before = _tasks(), _sockets()
        tracemalloc.start()
        gc.collect()
        memory, _ = tracemalloc.get_traced_memory()
        await _play(harness, [random.choice(names) for _ in range(2 * requests)], result)
        await _settle()
        result.memory_kib = (tracemalloc.get_traced_memory()[0] - memory) / 1024
        tracemalloc.stop()
        result.tasks, result.sockets = _tasks() - before[0], _sockets() - before[1]


async def _play(harness: Harness, names: list[str], result: Result) -> None:
    """Each service gets its share of faults; requests come a few at a time, so one's fault may strike another's."""
    for server, share in ((harness.first, names[::2]), (harness.second, names[1::2])):
        server.script.extend(FAULTS[name] for name in share)
    left = len(names) // 2

    async def ask_in_turn() -> None:
        nonlocal left
        while left > 0:
            left -= 1
            result.requests += 1
            for member in harness.pool.members:
                member.recover()  # a soak can't wait for rests
            request = GenerationRequest(harness.writer(), RequestSpec(6, "main"), may_refuse=False)
            with suppress(NoProviderAnswers):
                await harness.failover.fulfil(request, harness.budget)
            banked.update(line.text for line in request.lines)

    banked: set[str] = set()
    await asyncio.gather(*(ask_in_turn() for _ in range(AT_ONCE)))
    for server in (harness.first, harness.second):
        result.lost += [line for line in server.sent if line.partition("|")[2] not in banked]
        result.asked += len(server.asked)
        server.sent.clear()
        server.asked.clear()
        server.headers.clear()
        server.script.clear()


async def _settle() -> None:
    for _ in range(20):
        gc.collect()
        await asyncio.sleep(0.05)


def _tasks() -> int:
    """Tasks but those of the servers' connections, which are counted as sockets: some are kept alive."""
    return sum(1 for task in asyncio.all_tasks() if task.get_coro().__qualname__ != "RequestHandler.start")


def _sockets() -> int:
    """Sockets that this process holds (Linux)."""
    return sum(1 for path in Path("/proc/self/fd").iterdir() if _is_socket(path))


def _is_socket(path: Path) -> bool:
    try:
        return str(path.readlink()).startswith("socket:")
    except OSError:
        return False


def main() -> None:
    """A thousand requests for lines."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    result = asyncio.run(soak(requests, seed=1))
    print(
        f"{result.requests:,} requests, {result.asked:,} requests: {len(result.lost)} lines lost, "
        f"{result.tasks:+d} tasks, {result.sockets:+d} sockets, {result.memory_kib:+.0f} KiB"
    )


if __name__ == "__main__":
    main()
