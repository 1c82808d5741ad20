"""Sound for a real OBS: a PulseAudio of its own, with a sink that nobody hears and a voice that speaks into it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

START_S = 60
SINK = "booth"
SPEECH = {
    "en": "so today we are going to try the first boss again and I really think that this time it will work out",
    "es": "bueno hoy vamos a probar otra vez con el primer jefe y de verdad creo que esta vez nos va a salir",
}


def missing() -> str | None:
    """What this machine lacks for it."""
    absent = [name for name in ("pulseaudio", "pactl", "paplay", "espeak-ng") if shutil.which(name) is None]
    return f"no {' and no '.join(absent)} here (Debian: pulseaudio, pulseaudio-utils, espeak-ng)" if absent else None


@dataclass
class Sound:
    """A PulseAudio that runs. OBS records `device`; `environment` leads programs to it."""

    environment: dict[str, str]
    folder: Path

    @property
    def device(self) -> str:
        return f"{SINK}.monitor"

    def speech(self, language: str) -> Path:
        """A file in which somebody speaks."""
        file = self.folder / f"{language}.wav"
        if not file.exists():
            spoken = ["espeak-ng", "-v", language, "-s", "150", "-w", str(file), SPEECH[language]]
            subprocess.run(spoken, check=True, timeout=START_S)
        return file

    @contextmanager
    def speaking(self, language: str) -> Iterator[None]:
        """Somebody speaks, over and over, until it ends."""
        file = self.speech(language)
        loop = f'while :; do paplay --device={SINK} "{file}" || sleep 0.2; done'
        process = subprocess.Popen(["sh", "-c", loop], env=self.environment, start_new_session=True)
        try:
            yield
        finally:
            os.killpg(process.pid, 15)
            process.wait(START_S)


@contextmanager
def running(folder: Path) -> Iterator[Sound]:
    """PulseAudio with nothing but a null sink, its socket and files in `folder`."""
    runtime = folder / "pulse"
    runtime.mkdir(mode=0o700)
    socket = runtime / "native"
    environment = os.environ | {
        "HOME": str(folder),
        "PULSE_RUNTIME_PATH": str(runtime),
        "PULSE_SERVER": f"unix:{socket}",
        "PULSE_COOKIE": str(folder / "cookie"),
    }
    arguments = [
        *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no"),
        f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
        f"--load=module-null-sink sink_name={SINK}",
    ]
    with (folder / "pulse.log").open("wb") as log:
        process = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    try:
        _wait_until_it_answers(process, environment, folder / "pulse.log")
        yield Sound(environment, folder)
    finally:
        process.terminate()
        try:
            process.wait(START_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_it_answers(process: subprocess.Popen[bytes], environment: dict[str, str], log: Path) -> None:
    deadline = monotonic() + START_S
    while monotonic() < deadline and process.poll() is None:
        asked = subprocess.run(["pactl", "info"], env=environment, capture_output=True, timeout=START_S, check=False)
        if asked.returncode == 0:
            return
        sleep(0.1)
    raise RuntimeError(f"PulseAudio didn't start: {log.read_text(errors='replace')[-2_000:]}")
