"""Text reader: the OCR worker as the server sees it. Started when a picture is to be read, ended when it hangs."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import server
from server.senses.screen_text import ReadLine

START_S = 180.0
"""Loading takes 2 s of a core; a busy machine with a cold disk takes its time."""
ANSWER_S = 90.0
"""A picture takes .2 s of a core, one full of small text 1 s, and the game comes first. What takes so long hangs."""
MOST_MIB = 800.0
"""It holds 230 to 330 MiB; past this it is ended, and a new one started with the next picture."""
LONGEST_ANSWER = 256 * 1024
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Of the environment: what a program needs. Keys of services aren't among it."""


class ReadingFailed(Exception):
    """The worker didn't start, died or hangs; it is ended."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a picture."""

    lines: tuple[ReadLine, ...]
    same: bool
    """The picture is as it was; nothing was read."""
    cpu_s: float
    """Seconds of a core that it took."""


def is_installed() -> bool:
    """Whether the extra `eyes` is."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class TextReader:
    """One worker process. `close` it; what is read afterwards starts another."""

    def __init__(self, command: Sequence[str] = (sys.executable, "-m", "server.senses.ocr_worker")) -> None:
        self._command = tuple(command)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """Of the worker, while there is one."""
        return self._process.pid if self._process is not None else None

    async def read(self, picture: bytes, *, band: bool) -> Reading:
        """The text of a JPEG, or of its middle band. Raises `ReadingFailed`."""
        try:
            if self._process is None:
                await self._start()
            answer = await self._ask(picture, band=band)
            reading = Reading(
                tuple(ReadLine(*line) for line in answer["lines"]), bool(answer["same"]), float(answer["cpuS"])
            )
            is_full = float(answer["mib"]) > MOST_MIB
        except (OSError, ValueError, KeyError, TypeError, TimeoutError, asyncio.IncompleteReadError) as error:
            await self.close()
            raise ReadingFailed(type(error).__name__) from error
        except asyncio.CancelledError:
            await self.close()
            raise
        if is_full:
            await self.close()
        return reading

    async def close(self) -> None:
        """End the worker."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if process.stdin is not None:
            process.stdin.close()

    async def _start(self) -> None:
        flags: dict[str, Any] = {}
        if sys.platform == "win32":
            flags["creationflags"] = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(server.__file__).parents[1],
            env={name: os.environ[name] for name in KEPT if name in os.environ} | {"OMP_NUM_THREADS": "1"},
            limit=LONGEST_ANSWER,
            **flags,
        )
        await self._answer(START_S)

    async def _ask(self, picture: bytes, *, band: bool) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"bytes": len(picture), "band": band}).encode() + b"\n" + picture)
        async with asyncio.timeout(ANSWER_S):
            await self._process.stdin.drain()
        return await self._answer(ANSWER_S)

    async def _answer(self, seconds: float) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(seconds):
            line = await self._process.stdout.readline()
        if not line:
            raise OSError("it ended")
        answer = json.loads(line)
        if not isinstance(answer, dict):
            raise ValueError("no answer")
        return answer
