"""Fan-out: server CPU per delivery and memory per open overlay, beside the peer."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from dataclasses import dataclass

from benchmarks.peer import PAUSE_S
from benchmarks.process import Process, scratch, seatfiller, token
from benchmarks.readers import Readers

SETTLE_S = 3.0
MEASURE_S = 15.0


@dataclass(frozen=True)
class Figure:
    """What one server needed."""

    delivery_us: float
    overlay_kib: float


async def measure(process: Process, path: str, overlays: int, *, headers: str = "") -> Figure:
    """Open `overlays` streams, wait for quiet, then count deliveries and CPU."""
    warm = Readers(process.port, path, headers=headers)
    await warm.open(50)
    await asyncio.sleep(SETTLE_S)
    before = process.memory_bytes()
    readers = Readers(process.port, path, headers=headers)
    await readers.open(overlays)
    await asyncio.sleep(SETTLE_S)
    memory = (process.memory_bytes() - before) / overlays / 1024
    cpu, messages = process.cpu_s(), readers.messages + warm.messages
    await asyncio.sleep(MEASURE_S)
    deliveries = readers.messages + warm.messages - messages
    spent = process.cpu_s() - cpu
    readers.close()
    warm.close()
    return Figure(spent / max(1, deliveries) * 1e6, memory)


def ours(overlays: int, *, headers: str = "") -> Figure:
    """Seatfiller's figure, at the peer's number of messages a second."""
    with scratch() as data, seatfiller(data) as process:
        _patch(process.url, token(data, "panel"), {"pace": {"min": PAUSE_S, "max": PAUSE_S}})
        path = f"/api/chat-stream?token={token(data, 'overlay')}"
        return asyncio.run(measure(process, path, overlays, headers=headers))


def theirs(overlays: int, loop: str) -> Figure:
    """The peer's figure, on asyncio's own loop or on uvloop."""
    with Process("-m", "benchmarks.peer", loop) as process:
        return asyncio.run(measure(process, "/api/chat-stream", overlays))


def _patch(url: str, panel: str, body: object) -> None:
    request = urllib.request.Request(
        f"{url}/api/channel",
        method="PATCH",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {panel}", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(request).close()
