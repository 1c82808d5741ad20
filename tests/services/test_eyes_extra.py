"""The one command that installs what reads the screen, for each way of installing."""

from __future__ import annotations

import sys

import pytest

from server.services import eyes_extra
from server.services.eyes_extra import install_command


@pytest.mark.parametrize(
    ("how", "prefix", "begins"),
    [
        ("docker", "/opt/seatfiller", "docker compose build --build-arg EXTRAS=eyes"),
        ("uvx", "/home/me/.cache/uv/archive-v0/x", "uvx --with rapidocr --with onnxruntime"),
        ("command", "/home/me/.local/pipx/venvs/seatfiller", "pipx inject seatfiller rapidocr onnxruntime"),
        ("command", "/home/me/.local/share/uv/tools/seatfiller", "uv tool install --with rapidocr"),
        ("make", "/home/me/seatfiller/.venv", f"{sys.executable} -m pip install rapidocr onnxruntime"),
        ("module", "/home/me/seatfiller/.venv", f"{sys.executable} -m pip install rapidocr onnxruntime"),
    ],
)
def test_each_way_of_installing_has_its_command(how, prefix, begins, monkeypatch):
    """One line to copy."""
    monkeypatch.setattr(sys, "prefix", prefix)
    command = install_command(how)
    assert command is not None
    assert command.startswith(begins)


def test_an_environment_without_pip_is_uvs(monkeypatch):
    """uv makes them so."""
    monkeypatch.setattr(sys, "prefix", "/home/me/seatfiller/.venv")
    monkeypatch.setattr(eyes_extra, "find_spec", lambda name: None)
    assert str(install_command("make")).startswith("uv pip install --python ")


def test_the_ready_build_takes_nothing_in():
    """It is what it is."""
    assert install_command("exe") is None
