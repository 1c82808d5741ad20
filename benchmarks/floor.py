"""The floor: what the kernel alone takes to hand a frame to a connection, in the same run. Nobody can be below it."""

from __future__ import annotations

import multiprocessing
import selectors
import socket
import time

from benchmarks.peer import FRAME, PAUSE_S

ROUNDS = 10


def floor_us(connections: int) -> float:
    """CPU in µs per `send` of one frame on each of `connections` sockets whose reader is another process."""
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as server:
        reader = multiprocessing.get_context("spawn").Process(target=_read, args=(server.getsockname(), connections))
        reader.start()
        sockets = [server.accept()[0] for _ in range(connections)]
        for connection in sockets:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        before = time.process_time()
        for _ in range(ROUNDS):
            for connection in sockets:
                connection.send(FRAME)
            time.sleep(PAUSE_S)
        spent = time.process_time() - before
        for connection in sockets:
            connection.close()
        reader.join()
    return spent / (ROUNDS * connections) * 1e6


def _read(address: tuple[str, int], connections: int) -> None:
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            selector.register(socket.create_connection(address), selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                if not key.fileobj.recv(65_536):  # type: ignore[union-attr]
                    selector.unregister(key.fileobj)
                    key.fileobj.close()  # type: ignore[union-attr]
