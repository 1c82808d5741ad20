"""Time for the faults: deadlines that no machine is slow enough to miss, and a clock that is put forward instead.

A fault that says nothing useful any more (it hangs, trickles, comments) is *stuck*. Only while every request is stuck,
and has been for a while of the loop's own turns, does the loop's clock jump: so the fault decides which deadline
passes, and never the machine.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tests.support.fault_server import FaultServer

PATIENT = {"connect_s": 600, "first_s": 900, "idle_s": 600, "attempt_s": 2_000, "batch_s": 5_000}
"""Deadlines of the tests: hours of a stalled machine are none of the faults."""
TURN_S = 0.005
QUIET_TURNS = 20
JUMP_S = 100.0


@asynccontextmanager
async def passing_time(*servers: FaultServer) -> AsyncIterator[None]:
    """Whatever is stuck at these servers runs into its deadline."""
    loop = asyncio.get_running_loop()
    real, ahead = loop.time, [0.0]
    loop.time = lambda: real() + ahead[0]  # type: ignore[method-assign]

    async def run() -> None:
        quiet, before = 0, None
        while True:
            await asyncio.sleep(TURN_S)
            now = [(server.open, server.stuck, len(server.sent)) for server in servers]
            is_stuck = any(server.open for server in servers) and all(server.open == server.stuck for server in servers)
            quiet = quiet + 1 if is_stuck and now == before else 0
            before = now
            if quiet >= QUIET_TURNS:
                ahead[0] += JUMP_S

    task = loop.create_task(run(), name="passing time")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
        # It goes on from there: a clock that went back would hold up what waits.


STEP_S, IDLE_STEP_S = 0.1, 0.0005
"""How far the clock of `measured_time` goes in a turn: while all that is open is stuck, and while something is done."""


@asynccontextmanager
async def measured_time(*servers: FaultServer) -> AsyncIterator[Callable[[], float]]:
    """The loop's clock stands still but for these steps, so that what is waited for can be told to the tenth of a
    second, however slow the machine is. Yields the clock."""
    loop = asyncio.get_running_loop()
    real, now = loop.time, [loop.time()]
    loop.time = lambda: now[0]  # type: ignore[method-assign]

    async def run() -> None:
        quiet, before = 0, None
        while True:
            await asyncio.to_thread(time.sleep, TURN_S)
            state = [(server.open, server.stuck, len(server.sent), len(server.asked)) for server in servers]
            is_stuck = any(server.open for server in servers) and all(server.open == server.stuck for server in servers)
            quiet = quiet + 1 if is_stuck and state == before else 0
            before = state
            now[0] += STEP_S if quiet >= QUIET_TURNS else IDLE_STEP_S

    task = loop.create_task(run(), name="measured time")
    try:
        yield lambda: now[0]
    finally:
        loop.time = lambda: real() + max(0.0, now[0] - real())  # type: ignore[method-assign]
        task.cancel()
        await asyncio.wait({task})
