"""Real: logs of real chats, read from a folder to be laid beside ours. None are kept in this repository.

A file is named after its language (`en-03.jsonl`, `es-live-01.jsonl`) and holds what `seatfiller simulate` writes: a
message a line, with `timestamp` in milliseconds, `username` and `content`. The streamer is called `STREAMER` in them,
viewers by whatever stands for their names; replies begin with @name; bots and commands should be gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.realism.log import Line, without_urls
from server.model.phrase import Language

STREAMER = "Alex"
FIRST_S = 7_200.0
"""Of each log, the first two hours: as long as ours are."""
LEAST_RATE, MOST_RATE = 3.0, 45.0
"""Messages a minute of the logs that are compared: slower ones are another kind of chat."""


def real_logs(folder: Path, language: Language) -> Iterator[tuple[Line, ...]]:
    """The folder's logs in a language, in the order of their names, of those that are as busy as ours."""
    for path in sorted(folder.glob(f"{language}*.jsonl")):
        log = read_log(path)
        if len(log) > 1 and LEAST_RATE <= 60 * len(log) / (log[-1].at - log[0].at) <= MOST_RATE:
            yield log


def read_log(path: Path) -> tuple[Line, ...]:
    """One log. Raises `ValueError` and `KeyError` where it isn't one."""
    read = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    lines = (
        Line(message["timestamp"] / 1000, message["username"].casefold(), without_urls(message["content"]))
        for message in read
    )
    return tuple(line for line in lines if line.text.strip() and line.at <= FIRST_S)
