"""How the server was started, and the line that gives a new sign-in link."""

from __future__ import annotations

import sys

import pytest

from server.config.config import Config
from server.services import launch_method as starting
from server.services.launch_method import command_line, how_started


@pytest.fixture(autouse=True)
def a_plain_machine(monkeypatch):
    """No container, no PATH that knows us."""
    monkeypatch.setattr(starting, "in_a_container", lambda: False)
    monkeypatch.setattr(sys, "argv", ["/opt/seats/bin/seatfiller"])
    monkeypatch.setattr(starting.shutil, "which", lambda name: None)


def test_start_cmd_is_named(tmp_path):
    """With the folder of its data where that isn't the usual one."""
    started = how_started(Config(data=tmp_path / "My Seats", started_by="start.cmd"))
    assert started.how == "start.cmd"
    assert started.sign_in == command_line(("start.cmd", "sign-in", "--data", str(tmp_path / "My Seats")))
    assert "'" in started.sign_in or '"' in started.sign_in
    assert started.bare == "start.cmd sign-in"


def test_make_is_not_on_the_path(monkeypatch):
    """Its command lies in the environment that it made."""
    monkeypatch.setattr(sys, "argv", [".venv/bin/seatfiller", "serve"])
    started = how_started(Config(started_by="make"))
    assert started.sign_in == ".venv/bin/seatfiller sign-in"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("0123456789ab", "docker exec 0123456789ab seatfiller sign-in"),
        ("chat", "docker compose exec seatfiller seatfiller sign-in"),
    ],
)
def test_a_container_is_entered(monkeypatch, name, line):
    """By the container's id, which is its host's name; by compose where somebody gave it another."""
    monkeypatch.setattr(starting, "in_a_container", lambda: True)
    monkeypatch.setattr(starting.socket, "gethostname", lambda: name)
    started = how_started(Config())
    assert (started.how, started.sign_in) == ("docker", line)


def test_a_module_and_a_path_are_named_whole(monkeypatch):
    """`python -m server`, and a script that no PATH knows."""
    monkeypatch.setattr(sys, "argv", ["/srv/seatfiller/server/__main__.py"])
    assert how_started(Config()).sign_in == f"{sys.executable} -m server sign-in"
    monkeypatch.setattr(sys, "argv", ["/opt/seats/bin/seatfiller"])
    started = how_started(Config())
    assert (started.sign_in, started.bare) == ("/opt/seats/bin/seatfiller sign-in", "seatfiller sign-in")


def test_pipx_and_its_like_are_on_the_path(monkeypatch):
    """The bare name is enough."""
    monkeypatch.setattr(sys, "argv", ["/home/me/.local/bin/seatfiller"])
    monkeypatch.setattr(starting.shutil, "which", lambda name: "/home/me/.local/bin/seatfiller")
    assert how_started(Config()).sign_in == "seatfiller sign-in"


def test_uvx_is_told_where_the_package_came_from(monkeypatch):
    """Its environment is a cache, on nobody's PATH."""

    class Distribution:
        def read_text(self, name):
            return '{"url": "https://example.org/seatfiller", "vcs_info": {"vcs": "git", "commit_id": "0"}}'

    monkeypatch.setattr(sys, "prefix", "/home/me/.cache/uv/archive-v0/abc")
    monkeypatch.setattr(starting.metadata, "distribution", lambda name: Distribution())
    started = how_started(Config())
    assert started.sign_in == "uvx --from git+https://example.org/seatfiller seatfiller sign-in"
