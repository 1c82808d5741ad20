"""A server process under measurement: its CPU time and its memory, as the kernel counts them (Linux)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")


class Process:
    """A Python program that prints its URL as the last word of its first line. A context."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self._arguments = arguments
        self._environment = environment

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, *self._arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a peer that is killed has a lot to say
            text=True,
            env=os.environ | self._environment,
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().split()[-1].rstrip("/")
        self.port = int(self.url.rpartition(":")[2])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def cpu_s(self) -> float:
        """User and system time so far, in seconds."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * _TICK_S

    def memory_bytes(self) -> int:
        """Resident memory of its own."""
        for line in Path(f"/proc/{self._process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
        raise RuntimeError("the kernel doesn't tell")


def seatfiller(data: str, **environment: str) -> Process:
    """Our server, with room for many streams on one link."""
    return Process(
        *("-m", "server", "serve", "--no-browser", "--port", "0", "--data", data),
        SEATFILLER_LIMITS__STREAMS_PER_LINK="100000",
        SEATFILLER_LIMITS__CALLS_PER_MINUTE="100000",
        **environment,
    )


def token(data: str, scope: str) -> str:
    """A link's token, as the command line prints it."""
    printed = subprocess.run(
        [sys.executable, "-m", "server", "link", scope, "--data", data],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return printed.stdout.strip().partition("token=")[2]


def scratch() -> tempfile.TemporaryDirectory[str]:
    """An empty data folder."""
    return tempfile.TemporaryDirectory(prefix="seatfiller-bench-")
