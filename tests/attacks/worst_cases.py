"""Texts made to hold up whoever reads them, each tried in a process of its own that may use so much of a processor.

Run as `python -m tests.attacks.worst_cases`: prints what used more, one a line. What takes a time by the square of its
length takes minutes with these; what goes once through its text takes a fraction of a second on any machine.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Mapping

CHARACTERS = 100_000
MOST_CPU_S = 60

PUMPS = (
    *(" ", "a", "1", ".", "|", "[", '"', "😀"),
    *("aA", "a ", "f*", "#a ", "\u0301\u0323"),
)
"""What a text is made of, again and again."""
TAILS = ("\n!", "1")
"""What doesn't fit, at the end: whoever has read so far must think again."""


def texts(pumps: tuple[str, ...] = PUMPS, tails: tuple[str, ...] = TAILS) -> Iterator[str]:
    """Every text."""
    for pump in pumps:
        body = (pump * (CHARACTERS // len(pump) + 1))[:CHARACTERS]
        for tail in tails:
            yield body + tail


def too_slow(calls: Mapping[str, Callable[[], None]]) -> list[str]:
    """The names of those that use more than `MOST_CPU_S`, or that fail."""
    return [name for name, call in calls.items() if not _ends(call)]


def _ends(call: Callable[[], None]) -> bool:
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S + 1))
        try:
            call()
        except BaseException as error:  # the child must not go on as its parent would
            print(repr(error)[:400], file=sys.stderr)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return status == 0


def main() -> None:
    """The patterns, those of the pages, then the readers."""
    from tests.attacks.pattern_uses import overlay_calls, pattern_calls
    from tests.attacks.readers import reader_calls

    for name in too_slow({**pattern_calls(), **overlay_calls(), **reader_calls()}):
        print(name)


if __name__ == "__main__":
    main()
