"""The store, on a real SQLite file: what was saved is there, whole, whatever happened to the process."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from server.model.channel import Channel
from server.model.look import Looks, NamedLook
from server.model.own_content import OwnContent
from server.model.settings import GameSlot, Preset
from server.store.migrations import STEPS
from server.store.store import FILE, Store, StoreError

ROOT = Path(__file__).parent.parent.parent


async def test_a_channel_comes_back_as_it_was(tmp_path):
    """Settings and games, in a new process's eyes."""
    channel = Channel(game="Minecraft", slots=(GameSlot(name="Minecraft"),), pace="calm", language="es")
    async with Store(tmp_path) as store:
        await store.save(channel)
    async with Store(tmp_path) as store:
        assert await store.channel(channel.id) == channel
        assert await store.channel("nobody") is None


async def test_a_field_of_the_first_version_has_todays_name(tmp_path):
    """What was called `happening` is the situation, in the row too."""
    async with Store(tmp_path) as store:
        await store.save(Channel(game="Minecraft", situation="building a bridge"))
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("UPDATE channels SET settings = replace(settings, '\"situation\"', '\"happening\"')")
        renaming = next(place for place, step in enumerate(STEPS, 1) if "happening" in step[0])
        database.execute("DELETE FROM schema_version WHERE step >= ?", (renaming,))
        database.execute("DROP TABLE evenings")
        for column in ("moment", "situation", "topic", "role"):
            database.execute(f"ALTER TABLE phrases DROP COLUMN {column}")
    async with Store(tmp_path) as store:
        assert (await store.channel("main") or Channel()).situation == "building a bridge"
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        assert "happening" not in database.execute("SELECT settings FROM channels").fetchone()[0]


async def test_what_hides_the_chat_and_the_active_look_have_todays_names(tmp_path):
    """The row of the first version had `curtain` and `worn`; a text that looks like a key stays as it is."""
    text = '"worn": "curtain":'
    looks = Looks(named=(NamedLook(name="boss"),), active="boss")
    presets = (Preset(name="Friday", active="boss"),)
    channel = Channel(visibility="panic", looks=looks, presets=presets, situation=text)
    async with Store(tmp_path) as store:
        await store.save(channel)
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute(
            """UPDATE channels SET settings =
            replace(replace(settings, '"visibility":', '"curtain":'), '"active":', '"worn":')"""
        )
        renaming = next(place for place, step in enumerate(STEPS, 1) if "curtain" in step[0])
        database.execute("DELETE FROM schema_version WHERE step >= ?", (renaming,))
        (row,) = database.execute("SELECT settings FROM channels").fetchone()
    assert Channel.model_validate_json(row) == channel, "exports of that version"
    async with Store(tmp_path) as store:
        assert await store.channel("main") == channel
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        (row,) = database.execute("SELECT settings FROM channels").fetchone()
    assert row == channel.model_dump_json()


async def test_a_generation_only_rises(tmp_path):
    """1 until the first renewal; each scope has its own."""
    async with Store(tmp_path) as store:
        assert [await store.raise_generation("main", "overlay") for _ in range(2)] == [2, 3]
        assert await store.generation("main", "panel") == 1
    async with Store(tmp_path) as store:
        assert await store.generation("main", "overlay") == 3


async def test_a_code_is_used_once_and_in_time(tmp_path):
    """Of two that try at once one gets in."""
    async with Store(tmp_path) as store:
        await store.add_code("once", "main", expires_at=100.0)
        assert sorted(map(str, await asyncio.gather(*(store.use_code("once", now=50.0) for _ in range(2))))) == [
            "None",
            "main",
        ]
        await store.add_code("late", "main", expires_at=100.0)
        assert await store.use_code("late", now=100.5) is None


async def test_a_code_is_not_readable_in_the_file(tmp_path):
    """Who reads the database can't sign in with it."""
    async with Store(tmp_path) as store:
        await store.add_code("a-code-nobody-guesses", "main", expires_at=100.0)
    assert b"a-code-nobody-guesses" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
async def test_the_files_are_the_owners_alone(tmp_path):
    """Nobody else on the machine reads the channel, its journal included."""
    async with Store(tmp_path) as store:
        await store.save(Channel())
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


WRITER = """
import asyncio, sys
from pathlib import Path
from server.model.channel import Channel
from server.model.look import Looks, NamedLook
from server.store.store import Store
async def main():
    async with Store(Path(sys.argv[1])) as store:
        for number in range(1, 100_000):
            await store.save(Channel(crowd=number % 5_000 + 1, game=f"Game {number}"))
            print(number, flush=True)
asyncio.run(main())
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
async def test_a_kill_in_the_middle_of_a_write_loses_nothing(tmp_path):
    """What was said to be saved is there; the write that was cut is there whole or not at all."""
    for _ in range(3):
        saved = await asyncio.to_thread(_write_until_killed, tmp_path)
        async with Store(tmp_path) as store:
            channel = await store.channel("main")
        assert channel is not None
        assert channel.game in (f"Game {saved}", f"Game {saved + 1}")


def _write_until_killed(folder: Path) -> int:
    """The number of the last change that was said to be saved."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        saved = [int(process.stdout.readline()) for _ in range(5)]
        process.send_signal(signal.SIGKILL)
        return max(saved + [int(line) for line in process.stdout.read().split()])


async def test_a_newer_database_is_left_alone(tmp_path):
    """One line that names the file and the mend."""
    async with Store(tmp_path):
        pass
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("INSERT INTO schema_version (step) VALUES (?)", (len(STEPS) + 1,))
    database.close()
    with pytest.raises(StoreError, match="newer Seatfiller"):
        async with Store(tmp_path):
            pass


async def test_a_file_that_is_no_database_is_named(tmp_path):
    """And not overwritten."""
    (tmp_path / FILE).write_bytes(b"not a database, but somebody's file" * 100)
    with pytest.raises(StoreError, match=FILE):
        async with Store(tmp_path):
            pass
    assert (tmp_path / FILE).read_bytes().startswith(b"not a database")


async def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path):
    """A write that doesn't fit is refused; what was there stays, and the store goes on when there is room."""
    async with Store(tmp_path) as store:
        await store.save(Channel(game="Minecraft"))
        async with store._database.writing() as connection:
            pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
        # One connection is pooled: the limit is its own, as a full disk would be everybody's.
        async with store._database.writing() as connection:
            await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="full"):
            await store.save(
                Channel(game="Elden Ring", mine=OwnContent(lines=tuple(f"{n:0200d}" for n in range(2_000))))
            )
        assert (await store.channel("main") or Channel()).game == "Minecraft"
        async with store._database.writing() as connection:
            await connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        await store.save(Channel(game="Elden Ring"))
        assert (await store.channel("main") or Channel()).game == "Elden Ring"
