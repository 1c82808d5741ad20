"""The command line: what it prints, and how it refuses."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.support.program import Forked, finished

ROOT = Path(__file__).parent.parent


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return finished("server", *map(str, arguments), **({"LC_ALL": "C"} | environment))


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


def test_a_story_is_told_on_demand(tmp_path):
    """`--story` invents a session, as `--imagination full` does; without it only what is likely is said."""
    arguments = ("simulate", "--game", "elden ring", "--minutes", 15, "--data", tmp_path)
    story = run(*arguments, "--story")
    assert story.returncode == 0
    assert story.stdout == run(*arguments, "--imagination", "full").stdout
    likely = run(*arguments).stdout
    assert likely == run(*arguments, "--imagination", "soft").stdout
    assert len({story.stdout, likely, run(*arguments, "--imagination", "off").stdout}) == 3


def test_cues_are_replayed(tmp_path):
    """`--cues`: the same file gives the same bytes; a moment in it is a wave in every show, none changes nothing."""
    cues, none = tmp_path / "cues.jsonl", tmp_path / "none.jsonl"
    cues.write_text(
        '{"at": 60, "kind": "talking"}\n{"at": 90, "kind": "screen", "moment": "fail"}\n{"at": 100, "kind": "quiet"}\n'
    )
    none.write_text("\n")
    arguments = ("simulate", "--game", "elden ring", "--minutes", 2, "--data", tmp_path, "--seed")
    assert run(*arguments, 1, "--cues", cues).stdout == run(*arguments, 1, "--cues", cues).stdout
    assert run(*arguments, 1).stdout == run(*arguments, 1, "--cues", none).stdout

    def in_the_wave(*options):
        texts = [run(*arguments, seed, *options).stdout for seed in (1, 2, 3)]
        return sum(90_000 <= json.loads(line)["timestamp"] < 100_000 for text in texts for line in text.splitlines())

    assert in_the_wave("--cues", cues) >= in_the_wave() + 9


@pytest.mark.parametrize(
    ("content", "why"),
    [('{"at": 1, "kind": "smell"}', "line 1: kind"), ("\n[]", "line 2"), (None, "No such file"), (b"\xff", "UTF-8")],
)
def test_cues_that_are_none_are_refused(tmp_path, content, why):
    """One line with the file, the line and what is wrong."""
    cues = tmp_path / "cues.jsonl"
    if content is not None:
        cues.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = refused("simulate", "--data", tmp_path, "--cues", cues)
    assert "cues.jsonl" in said
    assert why in said


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


def write_key(data: Path) -> None:
    (data / "link.key").write_text("nonsense")


def make_key_a_folder(data: Path) -> None:
    (data / "link.key").mkdir()


def write_noise_for_a_database(data: Path) -> None:
    (data / "seatfiller.db").write_bytes(bytes(range(256)) * 20)


def make_database_a_folder(data: Path) -> None:
    (data / "seatfiller.db").mkdir()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (write_key, "link.key isn't a key of ours"),
        (make_key_a_folder, "link.key"),
        (write_noise_for_a_database, "seatfiller.db can't be used"),
        (make_database_a_folder, "seatfiller.db can't be used"),
    ],
)
def test_a_spoilt_data_folder_is_refused_before_anything_is_announced(tmp_path, spoil, said):
    """One line that names the file; nothing on standard output."""
    spoil(tmp_path)
    answer = run("serve", "--no-browser", "--port", 0, "--data", tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's full device")
@pytest.mark.parametrize("command", [("link", "overlay"), ("simulate", "--minutes", "600")])
def test_a_full_disk_behind_the_output_is_said(tmp_path, command):
    """One line, exit 2, also where the words were still in the buffer."""
    with open("/dev/full", "w") as full:
        answer = subprocess.run(
            [sys.executable, "-m", "server", *command, "--data", str(tmp_path)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1
    assert "space" in answer.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's full device")
def test_a_server_whose_output_is_full_goes_on_and_says_so(tmp_path):
    """A service whose log can't grow must not fall; the sign-in link is to be had by its command."""
    command = [sys.executable, "-m", "server", "serve", "--no-browser", "--port", "0", "--data", str(tmp_path)]
    with (
        open("/dev/full", "w") as full,
        subprocess.Popen(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True) as server,
    ):
        assert server.stderr is not None
        try:
            assert "standard output takes no lines: No space left on device" in server.stderr.readline()
            assert "/sign-in?code=" in run("sign-in", "--data", tmp_path).stdout
        finally:
            server.terminate()
            rest = server.stderr.read()
    assert rest == ""


def test_json_lines_are_utf_8_whatever_the_console_speaks(tmp_path):
    """A Windows console of code page 1252, or one of plain ASCII, can't break the show."""
    arguments = [sys.executable, "-m", "server", "simulate", "--language", "es", "--minutes", "20", "--data", tmp_path]
    told, plain = (
        subprocess.run(
            arguments, cwd=ROOT, capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": encoding}
        ).stdout
        for encoding in ("ascii", "utf-8")
    )
    assert told == plain
    assert told.decode("utf-8") != told.decode("latin-1")


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
        (("simulate", "--home", "atlantis"), {}, "britain"),
        (("simulate", "--imagination", "wild"), {}, "--imagination"),
        (("simulate", "--story", "--imagination", "off"), {}, "--story"),
        (("fly",), {}, "fly"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path, arguments, environment, said):
    """Exit 2, no traceback, the thing and what is allowed."""
    assert said in refused(*arguments, *(("--data", tmp_path) if arguments[0] != "fly" else ()), **environment)


class Running:
    """`serve` as a process of its own."""

    def __init__(self, data: Path, *options: object, **environment: str) -> None:
        arguments = ("serve", "--no-browser", "--data", str(data), *map(str, options))
        self._program = Forked("server", *arguments, **({"LC_ALL": "C"} | environment))
        self.lines: list[str] = []
        while not self.lines or "Ctrl+C" not in self.lines[-1]:
            line = self._program.output.readline()
            assert line, "it ended"
            self.lines.append(line.rstrip())

    @property
    def url(self) -> str:
        return self.lines[0].split()[-1].rstrip("/")

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.stop()


def answer(url: str, **form: str) -> int:
    request = urllib.request.Request(url, data=urllib.parse.urlencode(form).encode() if form else None)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as found:
        return int(found.status)


posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@posix
def test_the_start_says_what_there_is_to_know(tmp_path):
    """Address, sign-in link, the folder as it really is, and how to stop; in the language of the system."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with Running(tmp_path / "link", "--port", 0) as server:
        assert server.lines[0].startswith("Seatfiller is on at http://127.0.0.1:")
        assert f"Your data: {tmp_path / 'real'}" in server.lines
        assert server.lines[-1] == "Ctrl+C stops it."
    with Running(tmp_path / "real", "--port", 0, LC_ALL="es_MX.UTF-8") as server:
        assert server.lines[0].startswith("Seatfiller está en marcha en http://127.0.0.1:")
        assert server.lines[-1] == "Ctrl+C lo detiene."


@posix
@pytest.mark.parametrize("host", ["localhost", "0.0.0.0", "::"])
def test_the_printed_address_answers(tmp_path, host):
    """Whatever this machine says first of `localhost`."""
    with Running(tmp_path, "--port", 0, "--host", host) as server:
        assert answer(f"{server.url}/healthz") == 200


@posix
def test_a_taken_port_moves_and_is_kept(tmp_path):
    """Nobody asked for it by name: another is found, said, and had again at the next start."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        (tmp_path / "server.json").write_text(json.dumps({"port": wanted}))
        with Running(tmp_path) as server:
            port = server.port
            assert port != wanted
            assert any(line.startswith(f"Port {wanted} is taken") for line in server.lines)
            assert any("OBS's links changed" in line for line in server.lines)
            assert run("link", "overlay", "--data", tmp_path).stdout.startswith(f"{server.url}/overlay?token=")
    with Running(tmp_path) as server:
        assert server.port == port
        assert not any("changed" in line for line in server.lines)


def test_a_link_leads_to_the_server_that_runs(tmp_path):
    """Whatever port it was started with, and none said to the command."""
    with Running(tmp_path, "--port", 0) as server:
        assert run("link", "panel", "--data", tmp_path).stdout.startswith(f"{server.url}/panel?token=")


@posix
def test_a_second_start_opens_the_one_that_runs(tmp_path):
    """It ends well, with a link into the running one; so does `sign-in`, which needs no port."""
    with Running(tmp_path, "--port", 0) as server:
        second = run("serve", "--no-browser", "--data", tmp_path)
        assert (second.returncode, second.stderr) == (0, "")
        assert second.stdout.startswith(f"Seatfiller is running already, at {server.url}/")
        for printed in (second.stdout.split()[-1], run("sign-in", "--data", tmp_path).stdout.strip()):
            assert printed.startswith(f"{server.url}/sign-in?code=")
            assert answer(f"{server.url}/sign-in", code=printed.partition("code=")[2]) == 200


@posix
def test_sign_in_says_that_nothing_runs(tmp_path):
    """A code fits a running server alone. Another program that has its port by now isn't it."""
    assert f"running with the data folder {tmp_path}" in refused("sign-in", "--data", tmp_path)
    with Running(tmp_path, "--port", 0) as server:
        port = server.port
    with Running(tmp_path / "another", "--port", port):
        assert f"running with the data folder {tmp_path}" in refused("sign-in", "--data", tmp_path)


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


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_what_the_streamer_broke_is_told_and_left_out(tmp_path):
    """A pack and a script of one's own, in a folder with spaces and no ASCII in its name: the show goes on."""
    data = tmp_path / "mis dátos 日本"
    for name in ("packs/en/mine.toml", "scripts/night.toml"):
        (data / name).parent.mkdir(parents=True)
        (data / name).write_text("x = [")
    with subprocess.Popen(
        [sys.executable, "-m", "server", "serve", "--no-browser", "--port", "0", "--data", str(data)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert "Seatfiller is on" in process.stdout.readline()
        process.terminate()
        _, told = process.communicate()
    assert process.returncode == 0
    assert f"pack left out: {data / 'packs/en/mine.toml'}" in told
    assert f"script left out: {data / 'scripts/night.toml'}" in told
    assert len(told.splitlines()) == 2
