"""The command line: what it prints, and how it refuses."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "server", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )


def refused(*arguments: object, **environment: str) -> str:
    """The one line on standard error of a command that is refused."""
    answer = run(*arguments, **environment)
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    return answer.stderr


@pytest.mark.parametrize("scope", ["overlay", "panel"])
def test_link_prints_a_url_and_nothing_else(tmp_path, scope):
    """With the server running or not; the key lies in the data folder, for the owner alone."""
    printed = run("link", scope, "--data", tmp_path, "--port", 4999)
    assert printed.returncode == 0
    assert printed.stdout.startswith(f"http://127.0.0.1:4999/{scope}?token=")
    assert len(printed.stdout.splitlines()) == 1
    if os.name == "posix":
        assert (tmp_path / "link.key").stat().st_mode & 0o777 == 0o600


def test_simulate_writes_json_lines(tmp_path):
    """Messages of the API's shape, timestamps in milliseconds from the start; the same seed, the same bytes."""
    arguments = ("simulate", "--game", "rdr2", "--language", "es", "--minutes", 10, "--seed", 3, "--data", tmp_path)
    one, other = run(*arguments), run(*arguments)
    assert one.stdout == other.stdout
    messages = [json.loads(line) for line in one.stdout.splitlines()]
    assert len(messages) > 60
    assert all(0 <= message["timestamp"] <= 600_000 for message in messages)
    assert set(messages[0]) == {"id", "username", "content", "timestamp", "category", "color", "badges"}


def test_a_taken_port_is_named(tmp_path):
    """One line with the port and the mend."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused("serve", "--no-browser", "--data", tmp_path, "--port", port)
    assert f"port {port} is taken" in said
    assert "--port" in said


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    """One line with the folder and the mend."""
    (tmp_path / "file").write_text("")
    assert "--data" in refused("serve", "--no-browser", "--data", tmp_path / "file" / "data")


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("serve", "--port", "99999"), {}, "port"),
        (("serve", "--port", "x"), {}, "--port"),
        (("serve", "--config", "nowhere.toml"), {}, "nowhere.toml"),
        (("serve",), {"SEATFILLER_LIMITS__GAMES": "none"}, "limits.games"),
        (("simulate", "--game", "x"), {}, "2 to 80"),
        (("simulate", "--viewers", "0"), {}, "--viewers"),
        (("simulate", "--mood", "cruel"), {}, "--mood"),
        (("fly",), {}, "fly"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path, arguments, environment, said):
    """Exit 2, no traceback, the thing and what is allowed."""
    assert said in refused(*arguments, *(("--data", tmp_path) if arguments[0] != "fly" else ()), **environment)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_it_survives_a_kill_and_stops_when_told(tmp_path):
    """kill -9 loses nothing; SIGTERM ends it with exit 0."""
    for number in (signal.SIGKILL, signal.SIGTERM):
        with subprocess.Popen(
            [sys.executable, "-m", "server", "serve", "--no-browser", "--port", "0", "--data", str(tmp_path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert "Seatfiller is on at http://127.0.0.1:" in process.stdout.readline()
            assert "/sign-in?code=" in process.stdout.readline()
            process.send_signal(number)
            process.communicate()
        assert process.returncode == (-signal.SIGKILL if number == signal.SIGKILL else 0)
