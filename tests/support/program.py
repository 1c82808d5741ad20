"""`python -m server …` as a process of its own: `Forked` from one that has imported it, or `Spawned` anew.

Importing everything is nine tenths of what a start costs, and hundreds of tests start a server each. So the standard
library's fork server imports it once: a process without threads that does nothing but fork. Each fork runs the module
as `python -m` does, with its own signals, output, environment and death. Where there is no fork server (Windows), the
same code is spawned.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol, TextIO

HAS_FORK_SERVER = "forkserver" in multiprocessing.get_all_start_methods()
IMPORTED = ["tests.support.preloaded", "uvloop"]

_context = multiprocessing.get_context("forkserver" if HAS_FORK_SERVER else "spawn")


class Program(Protocol):
    """A program that runs, and two ways to end it. Both wait until it is gone, and may be asked of one that is."""

    output: TextIO
    """What it prints, line by line."""

    def kill(self) -> None:
        """As a power cut would."""

    def stop(self) -> None:
        """As Ctrl-C or a service manager would."""


class Forked:
    """A module that runs with these arguments, of the sources that this process has imported."""

    def __init__(self, module: str, *arguments: str, **environment: str) -> None:
        read, write = _context.Pipe(duplex=False)
        with read, write:
            self._process = _start(_serve, write, module, arguments, os.environ | environment)
            self.output: TextIO = os.fdopen(os.dup(read.fileno()), encoding="utf-8")

    def kill(self) -> None:
        self._process.kill()
        self._end()

    def stop(self) -> None:
        self._process.terminate()
        self._end()

    def _end(self) -> None:
        self._process.join()
        self.output.close()


class Spawned:
    """A module that runs with these arguments, of the sources in `root`."""

    def __init__(self, root: Path, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments], cwd=root, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.output: TextIO = self._process.stdout

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate()


def finished(module: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What the module, forked with these arguments, printed until its end, and its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder, name)) for name in ("out", "err")]
        process = _start(_command, paths, module, arguments, os.environ | environment)
        process.join()
        printed = [Path(path).read_text("utf-8") for path in paths]
    return subprocess.CompletedProcess([module, *arguments], process.exitcode or 0, *printed)


def _start(target: Callable[..., None], *arguments: Any) -> BaseProcess:
    if HAS_FORK_SERVER:
        _context.set_forkserver_preload(IMPORTED)
    process = _context.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process


def _serve(output: Connection, *program: Any) -> None:
    os.dup2(output.fileno(), 1)
    output.close()
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    _run(*program)


def _command(paths: list[str], *program: Any) -> None:
    with ExitStack() as files:
        sys.stdout, sys.stderr = (files.enter_context(open(path, "w", encoding="utf-8")) for path in paths)
        _run(*program)


def _run(module: str, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["-m", *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
