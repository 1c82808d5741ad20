"""How long a fault may hold the lines up: the delays are given, and the clock is the loop's own, put forward by hand.

With the deadlines that services on the internet really have. A slow service that keeps within them is waited for.
"""

from __future__ import annotations

import asyncio

import pytest

from server.generation.request import GenerationRequest, RequestSpec
from server.providers.failover import NoProviderAnswers
from server.providers.settings import Deadlines
from tests.faults.conftest import open_harness
from tests.support.fault_server import Answer
from tests.support.faults import FAULTS
from tests.support.passing_time import measured_time

SERVICE = Deadlines()
WANTED = 6
SLACK_S = 1.5
"""What the machine's own work may add on the clock that stands still meanwhile."""


def paced(*, head: float = 0, first: float = 0, between: float = 0, lines: int | None = None):
    """A service that takes so many seconds for its head, then for its first word, then for each line."""

    async def answers(answer: Answer) -> None:
        await wait(answer, head)
        await answer.begin()
        await answer.chunk("")
        await wait(answer, first)
        for each in answer.lines(lines):
            await answer.write([each])
            await wait(answer, between)
        await answer.end()

    return answers


async def wait(answer: Answer, seconds: float) -> None:
    if seconds:
        with answer.server.sticking():
            await asyncio.sleep(seconds)


async def ask(harness, clock):
    """One request for lines. When the first service was asked, and what came of it."""
    writer = harness.writer()
    request = GenerationRequest(writer, RequestSpec(WANTED, "main"), may_refuse=False)
    began = clock()
    await harness.failover.fulfil(request, harness.budget)
    return request, clock() - began


PLAIN = (
    *("server_error", "unavailable", "key_refused", "unpaid", "too_large", "redirected", "html_with_200", "no_http"),
    *("reset_before_headers", "malformed_json", "prose", "empty_answer", "wrong_categories", "compressed_bomb"),
)
"""Faults that show by themselves."""
HELD = {
    "hangs_before_headers": SERVICE.first_s,
    "hangs_before_content": SERVICE.first_s,
    "endless_comments": SERVICE.first_s,
    "drips_bytes": SERVICE.first_s,
    "hangs_midstream": SERVICE.idle_s,
    "trickle": SERVICE.attempt_s,
}
"""Faults that only a deadline ends, and which."""


@pytest.fixture
async def harness():
    """The two services, by their own deadlines; each package was loaded before."""
    async with open_harness(deadlines=SERVICE.model_dump()) as harness:
        await harness.failover.fulfil(
            GenerationRequest(harness.writer(), RequestSpec(2, "main"), may_refuse=False), harness.budget
        )
        harness.first.script.append(FAULTS["unpaid"])
        await harness.failover.fulfil(
            GenerationRequest(harness.writer(), RequestSpec(2, "main"), may_refuse=False), harness.budget
        )
        for member in harness.pool.members:
            member.recover()
        for server in (harness.first, harness.second):
            server.asked.clear()
        for _ in range(100):
            harness.second.next_line("g")  # no line is one of the first service's
        yield harness


@pytest.mark.parametrize("name", PLAIN)
async def test_after_a_plain_failure_the_next_service_is_asked_at_once(name, harness):
    """All lines are there in about the time that a healthy service takes."""
    harness.first.script.append(FAULTS[name])
    async with measured_time(harness.first, harness.second) as clock:
        request, took_s = await ask(harness, clock)
    assert harness.second.asked
    assert request.arrived >= WANTED
    assert took_s <= SLACK_S


@pytest.mark.parametrize(("name", "deadline_s"), HELD.items())
async def test_what_hangs_is_left_when_its_deadline_is_over(name, deadline_s, harness):
    """Neither before nor later; the finished lines of before stay."""
    harness.first.script.append(FAULTS[name])
    async with measured_time(harness.first, harness.second) as clock:
        request, took_s = await ask(harness, clock)
    assert harness.second.asked
    assert request.arrived >= WANTED
    assert deadline_s <= took_s <= deadline_s + SLACK_S


@pytest.mark.parametrize(
    "delays",
    [
        {"head": 0.8 * SERVICE.first_s},
        {"first": 0.8 * SERVICE.first_s},
        {"between": 0.9},
        {"head": 2.0, "first": 2.0, "between": 0.4},
    ],
)
async def test_a_slow_service_within_its_deadlines_is_waited_for(delays, harness):
    """Nobody else is asked, and its circuit stays closed."""
    harness.first.script.append(paced(**delays))
    async with measured_time(harness.first, harness.second) as clock:
        request, _ = await ask(harness, clock)
    assert harness.second.asked == []
    assert request.arrived >= WANTED
    assert harness.pool.members[0].circuit.error_kind is None


@pytest.mark.parametrize(
    ("delays", "left_after_s"),
    [
        ({"head": 2 * SERVICE.first_s}, SERVICE.first_s),
        ({"head": 3.0, "first": 3.0}, SERVICE.first_s),
        ({"between": 1.5 * SERVICE.idle_s}, SERVICE.idle_s),
        ({"between": 0.9 * SERVICE.idle_s, "first": 1.0}, None),
    ],
)
async def test_a_service_that_is_too_slow_costs_its_deadline_and_no_more(delays, left_after_s, harness):
    """Whatever of it came is kept; one that writes on when its whole time is over has failed in nothing."""
    harness.first.script.append(paced(**delays, lines=40))
    async with measured_time(harness.first, harness.second) as clock:
        request, took_s = await ask(harness, clock)
    assert request.arrived >= 0.6 * WANTED
    until_s = left_after_s if left_after_s is not None else SERVICE.attempt_s
    assert until_s <= took_s <= until_s + SLACK_S
    assert bool(harness.second.asked) is (left_after_s is not None)


async def test_the_first_line_is_there_as_soon_as_it_is_written(harness):
    """A slow model's first line isn't held for the rest of its answer."""
    harness.first.script.append(paced(first=1.0, between=1.0))
    heard = []
    async with measured_time(harness.first, harness.second) as clock:
        writer = harness.writer()
        bank, began = writer.bank, clock()

        def note(line, reader):
            heard.append(clock() - began)
            bank(line, reader)

        writer.bank = note
        request = GenerationRequest(writer, RequestSpec(WANTED, "main"), may_refuse=False)
        await harness.failover.fulfil(request, harness.budget)
    for number, at_s in enumerate(heard[:WANTED]):
        assert 1.0 + number <= at_s <= 1.0 + number + SLACK_S


async def test_both_services_hanging_cost_two_deadlines(harness):
    """Then it is told when to come back; nobody waits for ever."""
    for server in (harness.first, harness.second):
        server.otherwise = FAULTS["hangs_before_headers"]
    async with measured_time(harness.first, harness.second) as clock:
        began = clock()
        with pytest.raises(NoProviderAnswers, match="TIMEOUT"):
            await ask(harness, clock)
        took_s = clock() - began
    assert 2 * SERVICE.first_s <= took_s <= 2 * SERVICE.first_s + SLACK_S
