"""Time and company: faults that last, several who ask at once, and what changes while an answer is being written."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Event

import pytest

from server.generation.line import Subject
from server.generation.request import GenerationRequest, RequestSpec
from server.generation.writer_pool import WriterPool
from server.providers.base import RateLimits, RequestRefused
from server.providers.failover import NoProviderAnswers
from server.providers.groq import Groq
from tests.faults.conftest import Shows, open_harness
from tests.faults.test_writer import close, until, value
from tests.support.fault_server import SECRETS, Answer, healthy
from tests.support.faults import FAULTS
from tests.support.passing_time import PATIENT, passing_time


async def slow(answer: Answer) -> None:
    """Three lines, then a line from time to time, until somebody has had enough."""
    await answer.begin()
    await answer.write(answer.lines(3))
    for line in answer.lines(200):
        await asyncio.sleep(0.1)
        await answer.write([line])


def set_key(harness, name: str, key: str) -> None:
    harness.pool.set(name, harness.config.section(name), key)


async def fulfil(harness, request: GenerationRequest) -> GenerationRequest:
    with suppress(NoProviderAnswers):
        await harness.failover.fulfil(request, harness.budget)
    return request


def batch_of(harness, lines: int = 6, **more: object) -> GenerationRequest:
    return GenerationRequest(harness.writer(), RequestSpec(lines, "main", **more), may_refuse=False)


async def test_a_mended_key_is_used_at_once(harness):
    """After a refused key everybody rests for a quarter of an hour; a good one ends that."""
    set_key(harness, "cerebras", "")
    harness.first.otherwise = FAULTS["key_refused"]
    writers = WriterPool(harness.dependencies, harness.pool)
    show = Shows()
    writers.add_reader(harness.subject, show)
    await until(lambda: harness.pool.members[0].circuit.error_kind == "AUTH")
    harness.first.otherwise = healthy
    set_key(harness, "groq", "gsk_another")
    writers.wake()
    await until(lambda: len(show.lines) >= 12)
    writers.remove_reader(harness.subject, show)
    await writers.close()


async def test_a_key_that_is_mended_while_the_old_one_is_refused_is_used_soon(harness):
    """The refusal of the old one is no word on the new."""
    set_key(harness, "cerebras", "")
    mended = asyncio.Event()

    async def refuses_late(answer: Answer):
        await mended.wait()
        return await answer.status(401)

    harness.first.script.append(refuses_late)
    writer, show = harness.writer(), Shows()
    writer.add_reader(show)
    await until(lambda: harness.first.asked)
    set_key(harness, "groq", "gsk_another")
    writer.wake()
    mended.set()
    await until(lambda: len(show.lines) >= 12)
    await close(writer, show)


async def test_a_refused_request_cools_and_is_told_after_the_second_time(harness):
    """Each is asked once more, plainly; then the topic rests, and only that one."""
    set_key(harness, "cerebras", "")
    harness.first.otherwise = FAULTS["bad_request"]
    groq = harness.pool.members[0]
    request = await fulfil(harness, batch_of(harness))
    assert len(harness.first.asked) == 2
    assert "reasoning_effort" in harness.first.asked[0]
    assert "reasoning_effort" not in harness.first.asked[1]
    assert harness.pool.statuses()[0].error_kind is None
    await fulfil(harness, batch_of(harness))
    assert len(harness.first.asked) == 2  # it rests
    assert harness.pool.again_in_s(request.topic) <= 2.4
    now = asyncio.get_running_loop().time() + 3
    entry = groq.enter(request.topic, groq.provider.model, now)
    groq.failed(entry, RequestRefused(status=400), now)
    status = harness.pool.statuses(harness.subject.topic)[0]
    assert (status.error_kind, status.until is not None) == ("REQUEST", True)
    assert harness.pool.statuses(Subject("Hades", "game", "en").topic)[0].error_kind is None
    harness.first.otherwise = healthy
    other = GenerationRequest(
        WriterPool(harness.dependencies, harness.pool).writer(Subject("Hades", "game", "en")),
        RequestSpec(6, "main"),
        may_refuse=False,
    )
    assert (await fulfil(harness, other)).arrived


async def test_what_a_plain_question_brought_is_asked_plainly_from_then_on(harness):
    """A model that takes no effort is told of none again."""

    async def takes_no_effort(answer: Answer):
        if "reasoning_effort" in answer.asked:
            return await answer.status(400)
        return await healthy(answer)

    harness.first.otherwise = takes_no_effort
    for _ in range(2):
        assert (await fulfil(harness, batch_of(harness))).arrived
    assert ["reasoning_effort" in asked for asked in harness.first.asked] == [True, False, False]
    assert harness.second.asked == []


async def test_a_text_that_changes_drops_the_answer_about_the_old_one(harness):
    """At once, and the new one is asked about; no line about the old text comes after."""
    harness.first.script.extend([healthy, slow])
    writer, show = harness.writer(), Shows("fighting the king")
    writer.add_reader(show)
    await until(lambda: len(show.about_now) >= 3)
    show.situation = "lost in the sewers"
    writer.wake()
    await until(lambda: any(line.now == "lost in the sewers" for line in show.about_now))
    texts = [line.now for line in show.about_now]
    assert texts == sorted(texts)  # the king, then the sewers, and never the king again
    assert [value(asked)["now"] for asked in harness.first.asked[1:3]] == ["fighting the king", "lost in the sewers"]
    await close(writer, show)


async def test_a_text_that_is_emptied_ends_its_answer(harness):
    """Nobody waits for the rest of it."""
    harness.first.script.extend([healthy, slow])
    writer, show = harness.writer(), Shows("fighting the king")
    writer.add_reader(show)
    await until(lambda: len(show.about_now) >= 3)
    show.situation = ""
    writer.wake()
    await asyncio.wait_for(harness.first.until(open=0), 20)
    await close(writer, show)


async def test_finished_lines_are_kept_while_an_answer_goes_on():
    """Whatever happens to the server then."""
    async with open_harness() as harness:
        harness.first.script.append(FAULTS["hangs_midstream"])
        writer, show = harness.writer(), Shows()
        writer.add_reader(show)
        await until(lambda: harness.archive.kept.get(harness.subject))
        assert harness.first.open == 1
        await close(writer, show)


async def test_a_stop_in_the_middle_keeps_every_finished_line(harness):
    """The task is cancelled, as the server does when it stops."""
    harness.first.script.append(slow)
    writers, show = WriterPool(harness.dependencies, harness.pool), Shows()
    writers.add_reader(harness.subject, show)
    await until(lambda: len(show.lines) >= 5)
    await writers.close()
    assert {line.text for line in harness.archive.kept[harness.subject]} == set(show.lines)


async def test_two_writers_that_fail_together_are_one_failure(harness):
    """The rest is that of one."""
    harness.first.otherwise = harness.second.otherwise = FAULTS["unavailable"]
    await asyncio.gather(*(fulfil(harness, batch_of(harness)) for _ in range(4)))
    assert [member.circuit.failures for member in harness.pool.members] == [1, 1]


async def test_a_topic_that_a_model_has_no_use_for_leaves_it_the_others(harness):
    """An odd game is no reason to leave a service alone."""
    harness.first.script.append(FAULTS["prose"])
    await fulfil(harness, batch_of(harness))
    other = WriterPool(harness.dependencies, harness.pool).writer(Subject("Hades", "game", "en"))
    request = await fulfil(harness, GenerationRequest(other, RequestSpec(6, "main"), may_refuse=False))
    assert {line.provider for line in request.lines} == {"Groq"}
    assert harness.pool.members[0].circuit.state(0) == "closed"


async def test_in_turns_a_slow_server_takes_no_time_from_the_next():
    """Each answer has its own; a service that had no time isn't asked, and never blamed."""
    deadlines = {**PATIENT, "batch_s": PATIENT["attempt_s"] * 1.4}
    async with (
        open_harness(order="round_robin", deadlines=deadlines) as harness,
        passing_time(harness.first, harness.second),
    ):
        harness.first.otherwise = FAULTS["trickle"]
        await fulfil(harness, batch_of(harness))
        groq, cerebras = harness.pool.members
        assert groq.circuit.error_kind == "TIMEOUT"
        assert cerebras.circuit.error_kind is None


async def test_in_turns_a_slow_local_server_leaves_a_healthy_service_its_whole_time(monkeypatch):
    """The local one is asked first and uses up all the time of its kind; the service still gets all of its own."""
    async with (
        open_harness(order="round_robin") as harness,
        passing_time(harness.first, harness.second),
    ):
        groq, cerebras = harness.pool.members
        monkeypatch.setattr(type(cerebras.provider), "is_local", property(lambda of: of.name == "groq"))
        harness.first.otherwise = FAULTS["trickle"]
        given: list[float] = []
        write = cerebras.provider.write

        def noted(*args, deadline, **more):
            given.append(deadline - asyncio.get_running_loop().time())
            return write(*args, deadline=deadline, **more)

        monkeypatch.setattr(cerebras.provider, "write", noted)
        request = await fulfil(harness, batch_of(harness))
        assert groq.circuit.error_kind == "TIMEOUT"
        assert {line.provider for line in request.lines} == {"Cerebras"}
        assert given[0] > PATIENT["batch_s"] - 60


async def test_a_used_up_limit_asks_the_next_model_and_then_says_until_when():
    """Limits are counted by the model; once all are used up that is told, with when it renews."""
    async with open_harness() as harness:
        set_key(harness, "cerebras", "")
        section = harness.config.groq.model_copy(update={"tokens_per_day": 2_500, "tokens_per_minute": 0})
        harness.pool.set("groq", section, SECRETS[0])
        member = harness.pool.members[0]
        harness.pool.usage(member, section.models[0]).reserve(2_400)
        assert (await fulfil(harness, batch_of(harness))).arrived
        assert [asked["model"] for asked in harness.first.asked] == [section.models[1]]
        assert harness.pool.statuses()[0].error_kind is None
        harness.pool.usage(member, section.models[1]).reserve(2_400)
        with pytest.raises(NoProviderAnswers) as caught:
            await harness.failover.fulfil(batch_of(harness), harness.budget)
        status = harness.pool.statuses()[0]
        assert (status.error_kind, status.state) == ("QUOTA", "open")
        assert caught.value.again_in_s > 22 * 3_600
        harness.pool.set("groq", section, "gsk_another_account")
        assert harness.pool.statuses()[0].error_kind is None


async def test_a_model_at_its_limit_makes_way_for_the_next(harness):
    """A 429 is about one model."""
    harness.first.script.append(FAULTS["limited_with_retry_after"])
    for _ in range(2):
        assert (await fulfil(harness, batch_of(harness))).arrived
    models = list(harness.config.groq.models)
    assert [asked["model"] for asked in harness.first.asked] == [*models, models[1]]


@pytest.mark.parametrize("name", ["unavailable", "limited", "key_refused", "model_gone", "too_large", "bad_request"])
async def test_what_was_refused_costs_nothing(name, harness):
    """Neither for the provider nor for the channel."""
    harness.first.otherwise = harness.second.otherwise = FAULTS[name]
    harness.budget.limits = RateLimits(tokens_per_day=10_000, requests_per_day=10)
    member = harness.pool.members[0]
    model = member.provider.model
    await fulfil(harness, batch_of(harness))
    assert harness.budget.headroom() == 1.0
    assert list(harness.pool.usage(member, model).state()["hours"].values()) == [[0, 0]]


async def test_what_broke_off_costs_what_was_asked_and_what_came(harness):
    """Not the most that it could have cost."""
    harness.first.script.append(FAULTS["reset_midstream"])
    harness.second.otherwise = FAULTS["unavailable"]
    request = await fulfil(harness, batch_of(harness))
    messages, most = request.question()
    asked = sum(len(message.content) for message in messages) / 3.5
    ((requests, tokens),) = harness.budget.state()["hours"].values()
    assert requests == 1
    assert asked * 0.9 < tokens < asked + most / 2


async def test_what_groq_had_read_before_costs_nothing_there(harness):
    """Its limits don't count cached tokens."""

    async def cached(answer: Answer) -> None:
        await answer.begin()
        await answer.write(answer.lines())
        usage = {"total_tokens": 1_000, "prompt_tokens_details": {"cached_tokens": 600}}
        await answer.chunk(None, finish="stop", usage=usage, x_groq={"id": "r", "usage": usage})

    harness.first.otherwise = cached
    await fulfil(harness, batch_of(harness))
    assert list(harness.budget.state()["hours"].values()) == [[1, 400]]


async def test_a_new_key_cuts_no_answer_off(harness):
    """What is being written goes on to its end; the next one uses the new key."""
    go_on = asyncio.Event()

    async def waits(answer: Answer) -> None:
        await answer.begin()
        lines = answer.lines()
        await answer.write(lines[:2])
        await go_on.wait()
        await answer.write(lines[2:])
        await answer.end()

    async with open_harness() as harness:
        harness.first.script.append(waits)
        request = batch_of(harness)
        task = asyncio.ensure_future(harness.failover.fulfil(request, harness.budget))
        await until(lambda: request.arrived == 2)
        set_key(harness, "groq", "gsk_another")
        go_on.set()
        await task
        assert request.arrived == 8
        await fulfil(harness, batch_of(harness))
        assert harness.first.headers[1]["Authorization"] == "Bearer gsk_another"


async def test_closing_waits_for_no_import(harness):
    """A package may take seconds to load from a cold disk."""
    loads = Event()

    class Cold(Groq):
        def load(self):
            loads.wait(60)
            return super().load()

    provider = Cold(harness.config.groq, SECRETS[0], harness.config.deadlines)
    answer = provider.write([], model="m", max_tokens=1, deadline=0, meter=None)
    task = asyncio.ensure_future(anext(answer))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})
    try:
        await asyncio.wait_for(provider.close(), 30)
    finally:
        loads.set()


async def test_an_address_without_its_version_is_found():
    """As most people type it; the address that answered is told."""
    async with open_harness() as harness:
        section = harness.config.compatible.model_copy(update={"base_url": harness.second.url, "models": ("llama",)})
        checked = await harness.checks.check("compatible", section, "")
        assert (checked.error, checked.base_url) == (None, f"{harness.second.url}/v1")


async def test_the_requests_of_an_unknown_server_are_not_the_days():
    """OpenAI counts them by the minute: 60 of those aren't a day's."""

    async def says(answer: Answer) -> None:
        await answer.begin(**{"x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "0"})
        await answer.write(answer.lines())
        await answer.end()

    async with open_harness() as harness:
        for name in ("groq", "cerebras"):
            set_key(harness, name, "")
        section = harness.config.compatible.model_copy(
            update={"base_url": f"{harness.second.url}/v1", "models": ("llama",)}
        )
        harness.pool.set("compatible", section, "")
        harness.second.otherwise = says
        for _ in range(2):
            assert (await fulfil(harness, batch_of(harness))).arrived
        assert harness.pool.usage_states()["compatible/llama"]["requests_per_day"] == 0
