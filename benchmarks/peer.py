"""The peer: a chat stream on aiohttp as most would write it, a queue and a task wake-up per connection."""

from __future__ import annotations

import asyncio
import sys

import uvloop
from aiohttp import web

FRAME = (
    b'id: 7f678e10e4-1\ndata: {"id":"2907ed0616e3","username":"quietgoblin","content":"check behind the door",'
    b'"timestamp":1795540852028,"category":"questions","color":"#64f3d7","badges":["regular"]}\n\n'
)
PAUSE_S = 0.5

queues: set[asyncio.Queue[bytes]] = set()


async def stream(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    queues.add(queue)
    try:
        while True:
            await response.write(await queue.get())
    finally:
        queues.discard(queue)


async def main() -> None:
    app = web.Application()
    app.router.add_get("/api/chat-stream", stream)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=4096).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    while True:
        await asyncio.sleep(PAUSE_S)
        for queue in queues:
            queue.put_nowait(FRAME)


if __name__ == "__main__":
    # aiohttp runs on asyncio's own loop unless told otherwise; `uvloop` puts both of us on the same.
    (uvloop if "uvloop" in sys.argv else asyncio).run(main())
