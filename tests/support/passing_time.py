"""Time for the faults: deadlines that no machine is slow enough to miss, and a clock that is put forward instead.

A fault that says nothing useful any more (it hangs, trickles, comments) is *stuck*. Only while every request is stuck,
and has been for a while of the loop's own turns, does the loop's clock jump: so the fault decides which deadline
passes, and never the machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
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
