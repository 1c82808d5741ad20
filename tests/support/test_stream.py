"""Waiting for an event: bounded as a whole, however many others come."""

import asyncio
from itertools import count

import pytest

from tests.support.stream import Events


class Counted(Events):
    """Status after status, without end."""

    def __init__(self) -> None:
        self.numbers = count()

    async def _event(self):
        await asyncio.sleep(0)
        return "status", next(self.numbers)


async def test_it_passes_over_what_does_not_fulfil_the_condition():
    """The first event that does is given, and the next wait goes on after it."""
    events = Counted()
    assert await events.until("status", lambda number: number >= 3) == 3
    assert await events.next("status") == 4
    assert await events.next(None) == ("status", 5)


@pytest.mark.parametrize("name", ["status", "settings"])
async def test_events_that_keep_coming_do_not_prolong_the_wait(name):
    """What never comes ends the test with an error, though something else comes all the time."""
    with pytest.raises(TimeoutError):
        await Counted().until(name, lambda _: False, within=0)
