"""Connections that end before there is an answer, or that carry something else."""

from __future__ import annotations

from tests.support.fault_server import Answer, Broken
from tests.support.faults.registry import fault

HEADERS, HEADER_BYTES = 500, 2_000


@fault
async def reset_before_headers(answer: Answer) -> None:
    answer.cut()


@fault
async def closed_midstream(answer: Answer) -> None:
    """The connection ends in order, and the body isn't over."""
    await answer.begin()
    await answer.write(answer.lines(3))
    await answer.text("g|never fini")
    _say(answer, b"")


@fault
async def no_http(answer: Answer) -> None:
    """Another program listens there."""
    _say(answer, b"SSH-2.0-OpenSSH_9.6\r\n")


@fault
async def endless_headers(answer: Answer) -> None:
    """A megabyte of them."""
    header = b"X-Filler: " + b"x" * HEADER_BYTES + b"\r\n"
    _say(answer, b"HTTP/1.1 200 OK\r\n" + header * HEADERS)


def _say(answer: Answer, data: bytes) -> None:
    """These bytes, whatever stood before them, and no more."""
    assert answer.request.transport is not None
    answer.request.transport.write(data)
    answer.request.transport.close()
    raise Broken
