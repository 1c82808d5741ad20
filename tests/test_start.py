"""What starts Seatfiller on a bare machine: `make` and `start.cmd` ask for what the package asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

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
