"""What starts Seatfiller on a bare machine: `make` and `start.cmd` ask for what the package asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from server.config.load import load_config

ROOT = Path(__file__).parent.parent
START = (ROOT / "start.cmd").read_bytes()


def test_every_way_in_asks_for_the_same_python():
    """`requires-python`, in the tuple that each of them compares with, and in the READMEs."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    least = tuple(map(int, wanted.removeprefix(">=").split(".")))
    for name in ("Makefile", "start.cmd"):
        asked = re.findall(r"version_info < (\(\d+, \d+\))", (ROOT / name).read_text("utf-8"))
        assert asked == [str(least)], name
    for name in ("README.md", "README.es.md"):
        assert f"Python {wanted.removeprefix('>=')} " in (ROOT / name).read_text("utf-8"), name


def test_start_cmd_is_what_cmd_exe_can_read():
    """Windows line ends, without which a goto may miss its label; plain ASCII; and no goto into nowhere."""
    assert START.count(b"\n") == START.count(b"\r\n")
    text = START.decode("ascii")
    labels = set(re.findall(r"(?m)^:(\w+)", text))
    assert set(re.findall(r"goto (\w+)", text)) == labels


def test_every_way_in_says_which_one_it_is():
    """The pages then name the line that gives a new sign-in link."""
    said = {"start.cmd": "start.cmd", "Makefile": "make", "Dockerfile": "docker"}
    for name, how in said.items():
        found = re.findall(r"SEATFILLER_STARTED_BY=([\w.]+)", (ROOT / name).read_text("utf-8"))
        assert found == [how]
        assert load_config(environ={"SEATFILLER_STARTED_BY": how})[0].started_by == how


def test_start_cmd_asks_for_64_bits_and_knows_ways_to_a_python():
    """A 32-bit Python would want a compiler; who has none gets one from uv or winget."""
    text = START.decode("ascii")
    assert "sys.maxsize < 2**32" in text
    assert "uv venv" in text
    assert "winget install --exact --id Python.Python." in text


def test_start_cmd_speaks_both_languages():
    """Each sentence in English and in Spanish."""
    english, spanish = START.decode("ascii").split(":spanish", 1)
    sentences = [re.findall(r'(?m)^set "([A-Z]+)=', part.split(":spoken")[0]) for part in (english, spanish)]
    assert [name for name in sentences[0] if name not in ("SEATFILLER_STARTED_BY", "SPOKEN")] == sentences[1]
