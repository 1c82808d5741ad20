"""The worker process that reads: started when needed, ended when it hangs, and, where it is there, for real."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from server.phrases.library import load_library
from server.senses import text_reader
from server.senses.screen_text import ScreenWatch
from server.senses.text_reader import ReadingFailed, TextReader, is_installed
from tests.senses.game_over import GAME_OVER, picture_of
from tests.senses.ordinary_screens import COUNT, ordinary_picture

FAKE = (sys.executable, "-m", "tests.support.fake_reader")


@pytest.fixture
async def reader():
    """A reader whose worker only repeats what a picture says."""
    reader = TextReader(FAKE)
    yield reader
    await reader.close()


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_what_is_read_comes_with_its_place_and_its_cost(reader):
    """One process serves all pictures."""
    first = await reader.read(b"YOU DIED\nMargit", band=False)
    assert [line.text for line in first.lines] == ["YOU DIED", "Margit"]
    assert (first.same, first.cpu_s) == (False, 0.05)
    pid = reader.pid
    assert (await reader.read(b"same", band=True)).same
    assert reader.pid == pid


@pytest.mark.parametrize("picture", [b"die", b"garbage"])
async def test_a_worker_that_breaks_is_replaced(reader, picture):
    """It is told, and the next picture starts another."""
    with pytest.raises(ReadingFailed):
        await reader.read(picture, band=True)
    assert reader.pid is None
    assert (await reader.read(b"YOU DIED", band=True)).lines


async def test_a_worker_that_hangs_is_killed(reader, monkeypatch):
    """After a time in which any picture would have been read."""
    await reader.read(b"YOU DIED", band=True)
    pid = reader.pid
    monkeypatch.setattr(text_reader, "ANSWER_S", 0.2)
    with pytest.raises(ReadingFailed):
        await reader.read(b"hang", band=True)
    assert not is_running(pid)


async def test_a_worker_that_has_grown_is_ended(reader):
    """Its answer counts; the memory comes back."""
    assert (await reader.read(b"big", band=True)).lines
    assert reader.pid is None


async def test_closing_ends_the_process(reader):
    """Nothing of it stays behind."""
    await reader.read(b"YOU DIED", band=True)
    pid = reader.pid
    await reader.close()
    assert not is_running(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="/proc is Linux's")
async def test_no_key_of_ours_goes_to_the_worker(reader, monkeypatch):
    """It reads pictures of whatever is on the screen, and needs no secret for that."""
    monkeypatch.setenv("GROQ_API_KEY", "gsk-very-secret")
    await reader.read(b"YOU DIED", band=True)
    environment = Path(f"/proc/{reader.pid}/environ").read_bytes()
    assert b"PATH=" in environment
    assert b"secret" not in environment


@pytest.mark.skipif(not is_installed(), reason="the extra `eyes` isn't installed")
async def test_screens_are_read_for_real(tmp_path):
    """Of thirty that say that it is over, over noise, in several faces, some faded, 28 mean that moment; of twelve
    ordinary ones (menus, HUDs, subtitles, chats) none means any."""
    library = load_library(tmp_path)
    packs = [library.pack("Elden Ring", "en"), *(library.general(language) for language in ("en", "es"))]
    meanings = [text for pack in packs if pack is not None for text in pack.screen]
    reader = TextReader()
    missed, taken = [], []
    try:
        for number, screen in enumerate(GAME_OVER):
            lines = (await reader.read(picture_of(screen, seed=number), band=True)).lines
            cues = ScreenWatch(screen.meanings).see(lines, 0.0)
            if [cue.moment for cue in cues] != ["over"]:
                missed.append((screen.text, [line.text for line in lines]))
        for number in range(4, COUNT, COUNT // 12):
            lines = (await reader.read(ordinary_picture(number), band=False)).lines
            assert lines
            taken += [(number, cue.text) for cue in ScreenWatch(meanings).see(lines, 0.0) if cue.moment is not None]
    finally:
        await reader.close()
    assert len(GAME_OVER) == 30
    assert len(missed) <= 2, missed
    assert taken == []
