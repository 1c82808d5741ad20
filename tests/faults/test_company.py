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
from tests.faults.conftest import Shows, open_theatre
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


def set_key(theatre, name: str, key: str) -> None:
    theatre.pool.set(name, theatre.config.section(name), key)


async def fulfil(theatre, request: GenerationRequest) -> GenerationRequest:
    with suppress(NoProviderAnswers):
        await theatre.failover.fulfil(request, theatre.budget)
    return request


def batch_of(theatre, lines: int = 6, **more: object) -> GenerationRequest:
    return GenerationRequest(theatre.writer(), RequestSpec(lines, "main", **more), may_refuse=False)


async def test_a_mended_key_is_used_at_once(theatre):
    """After a refused key everybody rests for a quarter of an hour; a good one ends that."""
    set_key(theatre, "cerebras", "")
    theatre.first.otherwise = FAULTS["key_refused"]
    writers = WriterPool(theatre.dependencies, theatre.pool)
    show = Shows()
    writers.attend(theatre.subject, show)
    await until(lambda: theatre.pool.members[0].circuit.trouble == "AUTH")
    theatre.first.otherwise = healthy
    set_key(theatre, "groq", "gsk_another")
    writers.nudge()
    await until(lambda: len(show.lines) >= 12)
    writers.leave(theatre.subject, show)
    await writers.close()


async def test_a_key_that_is_mended_while_the_old_one_is_refused_is_used_soon(theatre):
    """The refusal of the old one is no word on the new."""
    set_key(theatre, "cerebras", "")
    mended = asyncio.Event()

    async def refuses_late(answer: Answer):
        await mended.wait()
        return await answer.status(401)

    theatre.first.script.append(refuses_late)
    writer, show = theatre.writer(), Shows()
    writer.attend(show)
    await until(lambda: theatre.first.asked)
    set_key(theatre, "groq", "gsk_another")
    writer.nudge()
    mended.set()
    await until(lambda: len(show.lines) >= 12)
    await close(writer, show)


async def test_a_refused_request_cools_and_is_told_after_the_second_time(theatre):
    """Each is asked once more, plainly; then the topic rests, and only that one."""
    set_key(theatre, "cerebras", "")
    theatre.first.otherwise = FAULTS["bad_request"]
    groq = theatre.pool.members[0]
    request = await fulfil(theatre, batch_of(theatre))
    assert len(theatre.first.asked) == 2
    assert "reasoning_effort" in theatre.first.asked[0]
    assert "reasoning_effort" not in theatre.first.asked[1]
    assert theatre.pool.statuses()[0].trouble is None
    await fulfil(theatre, batch_of(theatre))
    assert len(theatre.first.asked) == 2  # it rests
    assert theatre.pool.again_in_s(request.topic) <= 2.4
    now = asyncio.get_running_loop().time() + 3
    entry = groq.enter(request.topic, groq.provider.model, now)
    groq.failed(entry, RequestRefused(status=400), now)
    standing = theatre.pool.statuses(theatre.subject.topic)[0]
    assert (standing.trouble, standing.until is not None) == ("REQUEST", True)
    assert theatre.pool.statuses(Subject("Hades", "game", "en").topic)[0].trouble is None
    theatre.first.otherwise = healthy
    other = GenerationRequest(
        WriterPool(theatre.dependencies, theatre.pool).writer(Subject("Hades", "game", "en")),
        RequestSpec(6, "main"),
        may_refuse=False,
    )
    assert (await fulfil(theatre, other)).arrived


async def test_what_a_plain_question_brought_is_asked_plainly_from_then_on(theatre):
    """A model that takes no effort is told of none again."""

    async def takes_no_effort(answer: Answer):
        if "reasoning_effort" in answer.asked:
            return await answer.status(400)
        return await healthy(answer)

    theatre.first.otherwise = takes_no_effort
    for _ in range(2):
        assert (await fulfil(theatre, batch_of(theatre))).arrived
    assert ["reasoning_effort" in asked for asked in theatre.first.asked] == [True, False, False]
    assert theatre.second.asked == []


async def test_a_text_that_changes_drops_the_answer_about_the_old_one(theatre):
    """At once, and the new one is asked about; no line about the old text comes after."""
    theatre.first.script.extend([healthy, slow])
    writer, show = theatre.writer(), Shows("fighting the king")
    writer.attend(show)
    await until(lambda: len(show.about_now) >= 3)
    show.situation = "lost in the sewers"
    writer.nudge()
    await until(lambda: any(line.now == "lost in the sewers" for line in show.about_now))
    texts = [line.now for line in show.about_now]
    assert texts == sorted(texts)  # the king, then the sewers, and never the king again
    assert [value(asked)["now"] for asked in theatre.first.asked[1:3]] == ["fighting the king", "lost in the sewers"]
    await close(writer, show)


async def test_a_text_that_is_emptied_ends_its_answer(theatre):
    """Nobody waits for the rest of it."""
    theatre.first.script.extend([healthy, slow])
    writer, show = theatre.writer(), Shows("fighting the king")
    writer.attend(show)
    await until(lambda: len(show.about_now) >= 3)
    show.situation = ""
    writer.nudge()
    await asyncio.wait_for(theatre.first.until(open=0), 20)
    await close(writer, show)


async def test_finished_lines_are_kept_while_an_answer_goes_on():
    """Whatever happens to the server then."""
    async with open_theatre() as theatre:
        theatre.first.script.append(FAULTS["hangs_midstream"])
        writer, show = theatre.writer(), Shows()
        writer.attend(show)
        await until(lambda: theatre.archive.kept.get(theatre.subject))
        assert theatre.first.open == 1
        await close(writer, show)


async def test_a_stop_in_the_middle_keeps_every_finished_line(theatre):
    """The task is cancelled, as the server does when it stops."""
    theatre.first.script.append(slow)
    writers, show = WriterPool(theatre.dependencies, theatre.pool), Shows()
    writers.attend(theatre.subject, show)
    await until(lambda: len(show.lines) >= 5)
    await writers.close()
    assert {line.text for line in theatre.archive.kept[theatre.subject]} == set(show.lines)


async def test_two_writers_that_fail_together_are_one_failure(theatre):
    """The rest is that of one."""
    theatre.first.otherwise = theatre.second.otherwise = FAULTS["unavailable"]
    await asyncio.gather(*(fulfil(theatre, batch_of(theatre)) for _ in range(4)))
    assert [member.circuit.failures for member in theatre.pool.members] == [1, 1]


async def test_a_topic_that_a_model_has_no_use_for_leaves_it_the_others(theatre):
    """An odd game is no reason to leave a service alone."""
    theatre.first.script.append(FAULTS["prose"])
    await fulfil(theatre, batch_of(theatre))
    other = WriterPool(theatre.dependencies, theatre.pool).writer(Subject("Hades", "game", "en"))
    request = await fulfil(theatre, GenerationRequest(other, RequestSpec(6, "main"), may_refuse=False))
    assert {line.provider for line in request.lines} == {"Groq"}
    assert theatre.pool.members[0].circuit.state(0) == "closed"


async def test_in_turns_a_slow_server_takes_no_time_from_the_next():
    """Each answer has its own; a service that had no time isn't asked, and never blamed."""
    deadlines = {**PATIENT, "batch_s": PATIENT["attempt_s"] * 1.4}
    async with (
        open_theatre(order="round_robin", deadlines=deadlines) as theatre,
        passing_time(theatre.first, theatre.second),
    ):
        theatre.first.otherwise = FAULTS["trickle"]
        await fulfil(theatre, batch_of(theatre))
        groq, cerebras = theatre.pool.members
        assert groq.circuit.trouble == "TIMEOUT"
        assert cerebras.circuit.trouble is None


async def test_in_turns_a_slow_local_server_leaves_a_healthy_service_its_whole_time(monkeypatch):
    """The local one is asked first and uses up all the time of its kind; the service still gets all of its own."""
    async with (
        open_theatre(order="round_robin") as theatre,
        passing_time(theatre.first, theatre.second),
    ):
        groq, cerebras = theatre.pool.members
        monkeypatch.setattr(type(cerebras.provider), "is_local", property(lambda of: of.name == "groq"))
        theatre.first.otherwise = FAULTS["trickle"]
        given: list[float] = []
        write = cerebras.provider.write

        def noted(*args, deadline, **more):
            given.append(deadline - asyncio.get_running_loop().time())
            return write(*args, deadline=deadline, **more)

        monkeypatch.setattr(cerebras.provider, "write", noted)
        request = await fulfil(theatre, batch_of(theatre))
        assert groq.circuit.trouble == "TIMEOUT"
        assert {line.provider for line in request.lines} == {"Cerebras"}
        assert given[0] > PATIENT["batch_s"] - 60


async def test_a_full_ledger_asks_the_next_model_and_then_says_until_when():
    """Limits are counted by the model; once all are used up that is told, with when it renews."""
    async with open_theatre() as theatre:
        set_key(theatre, "cerebras", "")
        section = theatre.config.groq.model_copy(update={"tokens_per_day": 2_500, "tokens_per_minute": 0})
        theatre.pool.set("groq", section, SECRETS[0])
        member = theatre.pool.members[0]
        theatre.pool.usage(member, section.models[0]).reserve(2_400)
        assert (await fulfil(theatre, batch_of(theatre))).arrived
        assert [asked["model"] for asked in theatre.first.asked] == [section.models[1]]
        assert theatre.pool.statuses()[0].trouble is None
        theatre.pool.usage(member, section.models[1]).reserve(2_400)
        with pytest.raises(NoProviderAnswers) as caught:
            await theatre.failover.fulfil(batch_of(theatre), theatre.budget)
        standing = theatre.pool.statuses()[0]
        assert (standing.trouble, standing.state) == ("QUOTA", "open")
        assert caught.value.again_in_s > 22 * 3_600
        theatre.pool.set("groq", section, "gsk_another_account")
        assert theatre.pool.statuses()[0].trouble is None


async def test_a_model_at_its_limit_makes_way_for_the_next(theatre):
    """A 429 is about one model."""
    theatre.first.script.append(FAULTS["limited_with_retry_after"])
    for _ in range(2):
        assert (await fulfil(theatre, batch_of(theatre))).arrived
    models = list(theatre.config.groq.models)
    assert [asked["model"] for asked in theatre.first.asked] == [*models, models[1]]


@pytest.mark.parametrize("name", ["unavailable", "limited", "key_refused", "model_gone", "too_large", "bad_request"])
async def test_what_was_refused_costs_nothing(name, theatre):
    """Neither in the provider's book nor in the channel's."""
    theatre.first.otherwise = theatre.second.otherwise = FAULTS[name]
    theatre.budget.limits = RateLimits(tokens_per_day=10_000, requests_per_day=10)
    member = theatre.pool.members[0]
    model = member.provider.model
    await fulfil(theatre, batch_of(theatre))
    assert theatre.budget.headroom() == 1.0
    assert list(theatre.pool.usage(member, model).state()["hours"].values()) == [[0, 0]]


async def test_what_broke_off_costs_what_was_asked_and_what_came(theatre):
    """Not the most that it could have cost."""
    theatre.first.script.append(FAULTS["reset_midstream"])
    theatre.second.otherwise = FAULTS["unavailable"]
    request = await fulfil(theatre, batch_of(theatre))
    messages, most = request.question()
    asked = sum(len(message.content) for message in messages) / 3.5
    ((requests, tokens),) = theatre.budget.state()["hours"].values()
    assert requests == 1
    assert asked * 0.9 < tokens < asked + most / 2


async def test_what_groq_had_read_before_costs_nothing_there(theatre):
    """Its limits don't count cached tokens."""

    async def cached(answer: Answer) -> None:
        await answer.begin()
        await answer.write(answer.lines())
        usage = {"total_tokens": 1_000, "prompt_tokens_details": {"cached_tokens": 600}}
        await answer.chunk(None, finish="stop", usage=usage, x_groq={"id": "r", "usage": usage})

    theatre.first.otherwise = cached
    await fulfil(theatre, batch_of(theatre))
    assert list(theatre.budget.state()["hours"].values()) == [[1, 400]]


async def test_a_new_key_cuts_no_answer_off(theatre):
    """What is being written goes on to its end; the next one uses the new key."""
    go_on = asyncio.Event()

    async def waits(answer: Answer) -> None:
        await answer.begin()
        lines = answer.lines()
        await answer.write(lines[:2])
        await go_on.wait()
        await answer.write(lines[2:])
        await answer.end()

    async with open_theatre() as theatre:
        theatre.first.script.append(waits)
        request = batch_of(theatre)
        task = asyncio.ensure_future(theatre.failover.fulfil(request, theatre.budget))
        await until(lambda: request.arrived == 2)
        set_key(theatre, "groq", "gsk_another")
        go_on.set()
        await task
        assert request.arrived == 8
        await fulfil(theatre, batch_of(theatre))
        assert theatre.first.headers[1]["Authorization"] == "Bearer gsk_another"


async def test_closing_waits_for_no_import(theatre):
    """A package may take seconds to load from a cold disk."""
    loads = Event()

    class Cold(Groq):
        def load(self):
            loads.wait(60)
            return super().load()

    provider = Cold(theatre.config.groq, SECRETS[0], theatre.config.deadlines)
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
    async with open_theatre() as theatre:
        section = theatre.config.compatible.model_copy(update={"base_url": theatre.second.url, "models": ("llama",)})
        checked = await theatre.pool.check("compatible", section, "")
        assert (checked.error, checked.base_url) == (None, f"{theatre.second.url}/v1")


async def test_the_requests_of_an_unknown_server_are_not_the_days():
    """OpenAI counts them by the minute: 60 of those aren't a day's."""

    async def says(answer: Answer) -> None:
        await answer.begin(**{"x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "0"})
        await answer.write(answer.lines())
        await answer.end()

    async with open_theatre() as theatre:
        for name in ("groq", "cerebras"):
            set_key(theatre, name, "")
        section = theatre.config.compatible.model_copy(
            update={"base_url": f"{theatre.second.url}/v1", "models": ("llama",)}
        )
        theatre.pool.set("compatible", section, "")
        theatre.second.otherwise = says
        for _ in range(2):
            assert (await fulfil(theatre, batch_of(theatre))).arrived
        assert theatre.pool.usage_states()["compatible/llama"]["requests_per_day"] == 0
