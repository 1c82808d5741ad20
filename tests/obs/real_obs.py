"""OBS itself, as a process on a screen that nobody sees. Debian's has obs-websocket and no browser source."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

START_S = 120
"""How long OBS may take to listen, on a busy machine without a GPU."""
PASSWORD = "open sesame, please"

GLOBAL = """\
[General]
FirstRun=true
LastVersion=486539266
EnableAutoUpdates=false
[Basic]
Profile=Test
ProfileDir=Test
SceneCollection=Test
SceneCollectionFile=Test
[OBSWebSocket]
FirstLoad=false
ServerEnabled=true
ServerPort={port}
AlertsEnabled=false
AuthRequired=true
ServerPassword={password}
"""
"""FirstRun and LastVersion: no wizard, no welcome. Otherwise it waits for somebody to click."""

PROFILE = """\
[General]
Name=Test
[Video]
BaseCX=1280
BaseCY=720
OutputCX=320
OutputCY=180
FPSCommon=10
[SimpleOutput]
FilePath={folder}
"""


@dataclass
class RealOBS:
    """A process. `url` is where its obs-websocket listens."""

    url: str
    process: subprocess.Popen[bytes]

    def close(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(START_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def missing() -> str | None:
    """What this machine lacks for it."""
    absent = [name for name in ("obs", "Xvfb") if shutil.which(name) is None]
    return f"no {' and no '.join(absent)} here (Debian: obs-studio, xvfb)" if absent else None


@contextmanager
def running(folder: Path, *, more: Mapping[str, str] | None = None) -> Iterator[RealOBS]:
    """OBS with an empty scene collection and everything of its own in `folder`; `more`: of its environment."""
    port = _free_port()
    config = folder / "config/obs-studio"
    profile = config / "basic/profiles/Test"
    profile.mkdir(parents=True)
    (config / "global.ini").write_text(GLOBAL.format(port=port, password=PASSWORD))
    (profile / "basic.ini").write_text(PROFILE.format(folder=folder))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as screen:
        assert screen.stdout is not None
        display = screen.stdout.readline().decode().strip()
        environment = os.environ | {
            "DISPLAY": f":{display}",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_RUNTIME_DIR": str(runtime),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "QT_QPA_PLATFORM": "xcb",
            **(more or {}),
        }
        with (folder / "obs.log").open("wb") as log:
            process = subprocess.Popen(
                ["obs", "--multi", "--disable-updater", "--disable-shutdown-check"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        obs = RealOBS(f"ws://127.0.0.1:{port}", process)
        try:
            _wait_until_it_listens(obs, port, folder / "obs.log")
            yield obs
        finally:
            obs.close()
            screen.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_listens(obs: RealOBS, port: int, log: Path) -> None:
    deadline = monotonic() + START_S
    while monotonic() < deadline and obs.process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise RuntimeError(f"OBS didn't start: {log.read_text(errors='replace')[-2_000:]}")
