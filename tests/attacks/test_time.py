"""Whatever stops or moves the clocks, the chat never makes up for it, and never falls silent for it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from server.live.event import Event
from server.live.room import Room
from server.model.channel import Channel
from tests.live.test_clock import Time
from tests.support.rooms import room_context
from tests.support.stream import PATIENCE_S
from tests.support.watcher import Page

ROOT = Path(__file__).parent.parent.parent


class Offset(Time):
    """A real clock that a test moves by hand."""

    def __init__(self, clock):
        super().__init__(0.0)
        self._clock = clock

    def __call__(self) -> float:
        return self._clock() + self.now


@pytest.fixture
async def world():
    """A room that is watched, its two clocks, and its page."""

    class World:
        steady, wall, page = Offset(time.monotonic), Offset(time.time), Page()

    context = room_context(steady=World.steady, wall=World.wall)
    World.room = Room(Channel(language="en", pace="frantic"), context)
    World.room.watch(World.page, None)
    yield World
    World.room.close()


def waiting(page):
    """Messages that were sent and not read yet."""
    found = [event for event in page.events._queue if isinstance(event, Event) and event.name is None]
    page.events = asyncio.Queue()
    return found


@pytest.mark.parametrize("hours", [0.01, 0.5, 8.0, 8_760.0])
async def test_what_was_due_in_a_sleep_is_forgotten(world, hours):
    """The clock of timers ran on, as Windows' does: one beginning, not a night's worth of messages."""
    await world.page.next()
    world.room.wave("hype", 3)
    waiting(world.page)
    world.steady.now += hours * 3_600
    world.wall.now += hours * 3_600
    world.room._timer.fire()  # the timer fires once, however late
    assert not waiting(world.page)
    for _ in range(3):
        message = (await world.page.next()).data
        assert abs(message["timestamp"] / 1000 - world.wall()) < 60
    assert len(waiting(world.page)) < 3


@pytest.mark.parametrize("hours", [-8_760.0, -8.0, 8.0, 8_760.0])
async def test_a_wall_clock_that_jumps_changes_the_stamps_alone(world, hours):
    """As a suspend does on Linux, or the network's correction: the chat goes on at its pace, with the new time."""
    await world.page.next()
    world.wall.now += hours * 3_600
    due = world.room._show.director.next_at() - world.room._now()
    assert -60 < due < 60
    for _ in range(3):
        message = (await world.page.next()).data
    assert abs(message["timestamp"] / 1000 - world.wall()) < 60
    world.room.wave("raid")
    alert = (await world.page.next("alert")).data
    assert alert["timestamp"] > message["timestamp"]


async def test_pages_learn_the_clock_of_the_server(world):
    """Before the history, and with each status."""
    first = world.room.watch(Page(), None)
    assert abs(first[0].data["now"] / 1000 - world.wall()) < 60
    assert abs(first[-1].data["now"] / 1000 - world.wall()) < 60


async def test_a_show_that_always_breaks_rests(world, monkeypatch, caplog):
    """It is asked a few times, not a million; asking when it is due may break as well, and then it goes on."""
    asked = []

    def broken():
        asked.append(1)
        raise RuntimeError("no such line")

    due = world.room._show.director.next_at
    monkeypatch.setattr(world.room._show.director, "next", broken)
    monkeypatch.setattr(world.room._show.director, "next_at", broken)
    world.room._timer.schedule()
    while len(asked) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    assert sum("no such line" in record.exc_text for record in caplog.records) == 1
    monkeypatch.undo()
    assert world.room._show.director.next_at == due
    await world.page.next()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system can't stop a process")
def test_a_process_that_stood_still_does_not_make_up_for_it(tmp_path):
    """Stopped for 12 s at a frantic pace and then let go, it says a few lines in the next seconds, not all it owed."""
    command = [sys.executable, "-m", "server", "serve", "--no-browser", "--port", "0", "--data", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().strip().rpartition(" ")[2].rstrip("/")
            port = url.rpartition(":")[2]
            token = _link("panel", port, tmp_path)
            request = urllib.request.Request(
                f"{url}/api/channel?token={token}",
                method="PATCH",
                data=json.dumps({"pace": {"min": 0.5, "max": 0.5}}).encode(),
                headers={"Content-Type": "application/json"},
            )
            urllib.request.urlopen(request, timeout=PATIENCE_S).close()
            stream = urllib.request.urlopen(f"{url}/api/chat-stream?token={token}", timeout=PATIENCE_S)
            with stream:
                _messages(stream, 3)
                os.kill(process.pid, signal.SIGSTOP)
                time.sleep(12)
                os.kill(process.pid, signal.SIGCONT)
                let_go = time.monotonic()
                _messages(stream, 12)
                # Twenty-four were owed: made up for, twelve would be there in no time. At their pace they take 5 s.
                assert time.monotonic() - let_go > 3
        finally:
            process.terminate()
            process.communicate()


def _link(scope, port, data):
    command = [sys.executable, "-m", "server", "link", scope, "--port", port, "--data", str(data)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return answer.stdout.strip().partition("token=")[2]


def _messages(stream, count):
    while count:
        line = stream.readline()
        assert line, "the stream ended"
        count -= line.startswith(b"data: ") and b'"username"' in line
