"""Others at the same data folder: a second server, a command, a program that holds the database, a full disk."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from server.model.channel import Channel
from server.model.own_content import OwnContent
from server.services import folder_lock
from server.services.folder_lock import FolderInUse, FolderLock
from server.store import database
from server.store.store import FILE, Store
from tests.support.program import finished

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 120


def command(*arguments):
    return [sys.executable, "-m", "server", *map(str, arguments)]


def run(*arguments):
    return finished("server", *map(str, arguments))


@contextmanager
def serving(folder):
    """A server in a process of its own; the address that it says."""
    with subprocess.Popen(
        command("serve", "--no-browser", "--port", 0, "--data", folder), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process, process.stdout.readline().split()[-1]
        finally:
            process.kill()


@contextmanager
def held(folder):
    """Another program is in the middle of a write."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_second_server_on_a_folder_is_refused_and_the_commands_go_on(tmp_path):
    """It points to the one that runs; to one that doesn't answer, by one line that says who has the folder, and exit 2.

    After a kill -9 the folder is free at once.
    """
    with serving(tmp_path) as (process, address):
        second = run("serve", "--no-browser", "--port", 0, "--data", tmp_path)
        assert second.returncode == 0
        assert address in second.stdout.splitlines()[0]
        process.send_signal(signal.SIGSTOP)
        second = run("serve", "--no-browser", "--port", 0, "--data", tmp_path)
        process.send_signal(signal.SIGCONT)
        assert (second.returncode, second.stdout, len(second.stderr.splitlines())) == (2, "", 1)
        assert f"process {process.pid}, port {address.rstrip('/').rpartition(':')[2]}" in second.stderr
        for words in (("link", "overlay"), ("sign-in",), ("packs", "check"), ("simulate", "--minutes", "0.1")):
            answer = run(*words, "--data", tmp_path)
            assert answer.returncode == 0, answer.stderr
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE_S)
        with serving(tmp_path) as (_, again):
            assert again.startswith("http")


def test_the_lock_is_one_and_free_when_it_is_left(tmp_path):
    """Whatever the file says of the last one who had it."""
    (tmp_path / folder_lock.FILE).write_bytes(b"\xff nonsense")
    with FolderLock(tmp_path) as lock:
        lock.tell(4321)
        with pytest.raises(FolderInUse, match=f"process {os.getpid()}, port 4321") as refused, FolderLock(tmp_path):
            pass
        assert refused.value.port == 4321
    with FolderLock(tmp_path):
        assert json.loads((tmp_path / folder_lock.FILE).read_bytes()) == {"pid": os.getpid(), "port": None}


def test_a_file_system_without_locks_is_warned_about_and_used(tmp_path, monkeypatch, caplog):
    """Some networks' have none."""

    def none(_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(folder_lock, "_lock", none)
    with FolderLock(tmp_path), FolderLock(tmp_path):
        assert "can't be locked (No locks available)" in caplog.text


@pytest.fixture
def impatient(monkeypatch):
    """A write that waits for another process not long."""
    monkeypatch.setattr(database, "BUSY_S", 0.2)


async def test_what_only_reads_is_answered_while_the_database_is_held(start, data, impatient):
    """And what writes says in problem+json that it is busy: never 500, and nothing of it is half done."""
    server = await start()
    code = await server.code()
    panel = server.bearer("panel")
    with held(data):
        for path in ("/api/phrases", "/api/channel", "/api/mine", "/api/providers", "/api/links/overlay", "/readyz"):
            async with server.client.get(server.url + path, headers=panel) as answer:
                assert answer.status == 200, path
        async with server.client.post(f"{server.url}/sign-in", data={"code": "wrong"}) as answer:
            assert answer.status == 403
        for method, path, more in (
            ("POST", "/sign-in", {"data": {"code": code}}),
            ("PATCH", "/api/channel", {"json": {"crowd": 40}, "headers": panel}),
            ("PUT", "/api/presets/one", {"headers": panel}),
            ("POST", "/api/phrases/ban", {"json": {"text": "hi", "language": "en"}, "headers": panel}),
        ):
            async with server.client.request(method, server.url + path, **more) as answer:
                assert (answer.status, answer.content_type) == (503, "application/problem+json"), path
                assert (await answer.json())["code"] == "STORE_BUSY"
                assert int(answer.headers["Retry-After"]) > 0
    async with server.client.get(f"{server.url}/api/channel", headers=panel) as answer:
        assert (await answer.json())["crowd"] != 40
    async with server.client.post(f"{server.url}/sign-in", data={"code": code}) as answer:
        assert answer.status == 200


def test_a_start_on_a_database_that_is_held_is_on_nevertheless(tmp_path):
    """Without a sign-in link, which one line says."""
    run("link", "overlay", "--data", tmp_path)
    with (
        held(tmp_path),
        subprocess.Popen(
            command("serve", "--no-browser", "--port", 0, "--data", tmp_path),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        try:
            assert "http://127.0.0.1:" in process.stdout.readline()
        finally:
            process.terminate()
            _, said = process.communicate(timeout=PATIENCE_S)
    assert "no sign-in link yet" in said
    assert "Traceback" not in said


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own of 1.5 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1536k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("mounting wants root")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder):
    with open(folder / "filling", "ab", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


async def test_on_a_full_disk_what_was_saved_stays_and_reads_go_on(small_disk):
    """A change is refused whole, and with room again it works without a restart."""
    mine = OwnContent(lines=tuple(f"{number:0200d}" for number in range(1_000)))
    async with Store(small_disk) as store:
        await store.save(Channel(crowd=40))
        fill(small_disk)
        with pytest.raises(database.StoreUnwritable, match="full"):
            await store.save(Channel(crowd=50, mine=mine))
        assert (await store.channel("main")) == Channel(crowd=40)
        (small_disk / "filling").unlink()
        await store.save(Channel(crowd=50, mine=mine))
        assert (await store.channel("main")) == Channel(crowd=50, mine=mine)


def test_a_start_on_a_full_disk_says_so_in_one_line(small_disk):
    """Or is on, where what it needs fits; a traceback in no case."""
    run("link", "overlay", "--data", small_disk)
    fill(small_disk)
    answer = run("link", "overlay", "--data", small_disk)
    assert "Traceback" not in answer.stderr
    assert answer.returncode == 0 or (answer.returncode == 2 and "full" in answer.stderr)
    (small_disk / "filling").unlink()
    assert run("link", "overlay", "--data", small_disk).returncode == 0
