"""What was said in the last evenings rests tonight."""

import pytest

from server.services.evening_memory import EVENING_ENDS_S
from server.services.said_lines import KEPT_EVENINGS, SaidLines
from server.store.store import Store

DAY_S = 86_400


@pytest.fixture
async def store(tmp_path):
    async with Store(tmp_path) as store:
        yield store


async def opened(store, clock) -> SaidLines:
    said = SaidLines(wall=lambda: clock[0])
    await said.open(store, "main", ("en", "es"))
    return said


async def test_an_evening_is_known_after_a_restart(store):
    """Lines kept tonight are told tomorrow as one evening old, and by language apart."""
    clock = [1_000_000.0]
    said = await opened(store, clock)
    said.keep("main", "es", {1, 2, 3})
    await said.close()
    again = await opened(store, clock)
    assert again.before("main", "es") == {1: 1, 2: 1, 3: 1}
    assert again.before("main", "en") == {}
    assert again.before("another", "es") == {}


async def test_two_shows_of_a_day_are_one_evening(store):
    """A restart of the stream is no new evening; a night between two shows is."""
    clock = [1_000_000.0]
    said = await opened(store, clock)
    said.keep("main", "en", {1})
    clock[0] += EVENING_ENDS_S / 2
    said.keep("main", "en", {2})
    clock[0] += DAY_S
    said.keep("main", "en", {2, 3})
    assert said.before("main", "en") == {1: 2, 2: 1, 3: 1}
    await said.close()
    assert (await opened(store, clock)).before("main", "en") == {1: 2, 2: 1, 3: 1}


async def test_so_many_evenings_are_kept(store):
    """What is older may be said as if it never was, and takes no room."""
    clock = [1_000_000.0]
    said = await opened(store, clock)
    for evening in range(KEPT_EVENINGS + 5):
        clock[0] += DAY_S
        said.keep("main", "en", {evening})
    await said.close()
    kept = (await opened(store, clock)).before("main", "en")
    assert set(kept) == set(range(5, KEPT_EVENINGS + 5))
    assert max(kept.values()) == KEPT_EVENINGS


async def test_a_cut_row_costs_no_start(store):
    """Of a row that somebody cut, the whole digests are read."""
    clock = [1_000_000.0]
    said = await opened(store, clock)
    said.keep("main", "en", {1, 2, 3})
    await said.close()
    await store.write("UPDATE said_lines SET lines = substr(lines, 1, 14)")
    assert set((await opened(store, clock)).before("main", "en")) == {1, 2}


@pytest.mark.parametrize("damage", ["lines = 7", "lines = 'text'", "began_at = 'x'"])
async def test_a_damaged_row_costs_that_evening_alone(store, damage, caplog):
    """The lines of the others rest, and the log names what can't be read."""
    clock = [1_000_000.0]
    said = await opened(store, clock)
    said.keep("main", "en", {1})
    clock[0] += DAY_S
    said.keep("main", "en", {2})
    await said.close()
    await store.write(f"UPDATE said_lines SET {damage} WHERE began_at = 1000000")
    assert set((await opened(store, clock)).before("main", "en")) == {2}
    assert "an evening of channel main can't be read" in caplog.text


async def test_an_evening_that_said_nothing_long_is_none(store):
    """Nothing is kept of it."""
    said = await opened(store, [5.0])
    said.keep("main", "en", set())
    await said.close()
    assert (await opened(store, [5.0])).before("main", "en") == {}
