"""Every fault: what was banked, who was asked next, what the circuit did, what was logged."""

from __future__ import annotations

import asyncio
import logging

import pytest

from server.generation.request import GenerationRequest, RequestSpec
from server.providers.failover import NoProviderAnswers
from tests.faults.conftest import open_harness
from tests.support.fault_server import SECRETS
from tests.support.faults import FAULTS
from tests.support.passing_time import passing_time

WANTED = 6

EXPECTED = {
    "limited": ("RATE", 8),
    "limited_with_retry_after": ("RATE", 8),
    "limited_with_junk_after": ("RATE", 8),
    "queue_is_full": ("RATE", 8),
    "server_error": ("SERVER", 0),
    "bad_gateway_in_html": ("SERVER", 0),
    "unavailable": ("SERVER", 0),
    "key_refused": ("AUTH", 0),
    "unpaid": ("PAY", 0),
    "forbidden": ("AUTH", 0),
    "model_gone": (None, 8),
    "model_decommissioned": (None, 8),
    "bad_request": (None, 8),
    "too_large": ("REQUEST", 0),
    "redirected": ("SERVER", 0),
    "html_with_200": ("PROTOCOL", 0),
    "unstreamed_json": ("PROTOCOL", 0),
    "reset_before_headers": ("NET", 0),
    "no_http": ("NET", 0),
    "endless_headers": ("NET", 0),
    "deeply_nested_error": (None, 8),
    "slow_headers": (None, 8),
    "warms_up": (None, 8),
    "hangs_before_headers": ("TIMEOUT", 0),
    "hangs_before_content": ("TIMEOUT", 0),
    "hangs_midstream": ("TIMEOUT", 3),
    "reset_midstream": ("NET", 3),
    "clean_end_midstream": ("PROTOCOL", 3),
    "closed_midstream": ("NET", 3),
    "filtered_midway": (None, 3),
    "error_midstream": ("SERVER", 3),
    "trickle": ("TIMEOUT", 0),
    "drips_lines": (None, 5),
    "drips_bytes": ("TIMEOUT", 0),
    "endless_comments": ("TIMEOUT", 0),
    "endless_reasoning": ("THINKING", 0),
    "thinks_aloud": (None, 8),
    "thinks_without_a_beginning": (None, 8),
    "thinks_until_cut": ("THINKING", 0),
    "reasons_until_cut": ("THINKING", 0),
    "truncated_json": ("PROTOCOL", 3),
    "malformed_json": ("PROTOCOL", 0),
    "odd_chunks": (None, 8),
    "deeply_nested": ("PROTOCOL", 3),
    "nested_within_reach": (None, 8),
    "carriage_returns": (None, 8),
    "unknown_finish": (None, 8),
    "cut_by_length": (None, 8),
    "prose": ("USELESS", 0),
    "code_fence": (None, 8),
    "overlong_lines": (None, 2),
    "five_megabyte_line": ("PROTOCOL", 2),
    "five_megabyte_chunk": ("PROTOCOL", 0),
    "compressed_bomb": ("PROTOCOL", 0),
    "compressed_error": ("PROTOCOL", 0),
    "empty_answer": ("USELESS", 0),
    "calls_a_tool": ("USELESS", 0),
    "refusal_in_prose": ("USELESS", 0),
    "duplicated_lines": (None, 1),
    "the_same_again": (None, 8),
    "odd_text": (None, 8),
    "another_language": ("USELESS", 0),
    "orders_to_the_chat": ("USELESS", 0),
    "invalid_utf8": ("PROTOCOL", 3),
    "wrong_categories": ("USELESS", 0),
    "nothing_fit_for_a_stream": ("USELESS", 0),
    "no_done": (None, 8),
    "done_without_a_finish": (None, 8),
    "silence_after_done": (None, 8),
    "slow_to_close": (None, 8),
    "chatter_after_the_end": (None, 8),
    "healthy": (None, 8),
}
"""What a circuit opens for, and how many finished lines the first provider brings, with its next model if need be."""
FRUITLESS = [
    name
    for name, (kind, lines) in EXPECTED.items()
    if lines == 0 or kind == "RATE" or name in ("bad_request", "deeply_nested_error")
]
"""What brings no line whichever model it befalls."""


def error_kind_of(member, request):
    """What one of a provider's circuits is open for: its own, a model's, or the topic's."""
    circuits = [member.circuit, *map(member.by_model, member.provider.models), member.by_topic(request.topic)]
    return next((circuit.error_kind for circuit in circuits if circuit.error_kind is not None), None)


def test_every_fault_is_expected():
    """None is played without saying what must follow."""
    assert set(EXPECTED) == set(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_costs_no_finished_line_and_the_next_provider_brings_the_rest(name, passing, harness, caplog):
    """The circuit opens by its class; what arrived is kept; no key and no prompt in any log."""
    caplog.set_level(logging.DEBUG)
    kind, first_lines = EXPECTED[name]
    harness.first.script.append(FAULTS[name])
    request = GenerationRequest(harness.writer(), RequestSpec(WANTED, "main"), may_refuse=True)
    await harness.failover.fulfil(request, harness.budget)

    groq = harness.pool.members[0]
    assert error_kind_of(groq, request) == kind
    banked = {line.text for line in request.lines}
    for server in (harness.first, harness.second):
        assert {sent.partition("|")[2] for sent in server.sent} <= banked
    assert len([line for line in request.lines if line.provider == "Groq"]) == first_lines
    second_needed = first_lines < 0.6 * WANTED
    assert len(harness.second.asked) == second_needed
    if second_needed:
        assert [line for line in request.lines if line.provider == "Cerebras"]
    assert not [line for line in request.lines if "never" in line.text or "this line" in line.text]

    logged = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.records)
    system = harness.dependencies.prompts.system(harness.subject)
    for secret in (*SECRETS, "Rain World", system[:40], "bad:"):
        assert secret not in logged


@pytest.mark.parametrize("name", FRUITLESS)
async def test_when_everybody_fails_it_is_told_and_nothing_is_banked(name, passing, harness):
    """`NoProviderAnswers` says when to come back."""
    for server in (harness.first, harness.second):
        server.otherwise = FAULTS[name]
    request = GenerationRequest(harness.writer(), RequestSpec(WANTED, "main"), may_refuse=True)
    with pytest.raises(NoProviderAnswers) as caught:
        await harness.failover.fulfil(request, harness.budget)
    assert caught.value.again_in_s >= 1
    assert request.lines == []


async def test_no_request_is_made_again_by_an_sdk_itself(harness):
    """Failing over is our job: one request for each provider, whatever the answer."""
    harness.first.otherwise = harness.second.otherwise = FAULTS["server_error"]
    request = GenerationRequest(harness.writer(), RequestSpec(WANTED, "main"), may_refuse=True)
    with pytest.raises(NoProviderAnswers):
        await harness.failover.fulfil(request, harness.budget)
    assert (len(harness.first.asked), len(harness.second.asked)) == (1, 1)


async def test_the_next_provider_is_asked_for_the_rest_only(harness):
    """Three of six came, so the second is asked for three, with those three as already said."""
    harness.first.script.append(FAULTS["reset_midstream"])
    request = GenerationRequest(harness.writer(), RequestSpec(WANTED, "main"), may_refuse=True)
    await harness.failover.fulfil(request, harness.budget)
    asked = harness.second.asked[0]["messages"][1]["content"]
    assert '"lines": 4' in asked  # three, and a third over
    assert all(line.text in asked for line in request.lines[:3])


async def test_a_resting_provider_is_not_asked(harness):
    """Until its time is over; then one trial decides."""
    harness.first.script.append(FAULTS["unavailable"])
    for _ in range(3):
        request = GenerationRequest(harness.writer(), RequestSpec(WANTED, "main"), may_refuse=True)
        await harness.failover.fulfil(request, harness.budget)
    assert (len(harness.first.asked), len(harness.second.asked)) == (1, 3)


def only(harness, name):
    """That provider alone, at the second server; its section and its key."""
    key, members = "" if name == "compatible" else SECRETS[1], harness.pool.members
    for other in ("groq", "cerebras"):
        harness.pool.set(other, harness.config.section(other), "")
    section = next(
        (each.provider._section for each in members if each.provider.name == name), harness.config.compatible
    )
    if name == "compatible":
        changes = {"base_url": f"{harness.second.url}/v1", "models": ("llama",), "title": "Mine"}
        section = section.model_copy(update=changes)
    return section, key


@pytest.mark.parametrize("name", ["cerebras", "compatible"])
async def test_every_fault_is_the_same_by_the_other_packages(name, caplog):
    """Cerebras's, and `openai` for any server that speaks its protocol: the same lines, the same class."""
    caplog.set_level(logging.DEBUG)
    async with open_harness() as harness, passing_time(harness.second):
        section, key = only(harness, name)
        for fault, (kind, first_lines) in EXPECTED.items():
            harness.second.script.append(FAULTS[fault])
            harness.pool.set(name, section, "")
            harness.pool.set(name, section, key or "none")
            request = GenerationRequest(harness.writer(), RequestSpec(WANTED, "main"), may_refuse=True)
            has_another = len(section.models) > 1
            if not has_another and kind == "RATE":
                first_lines = 0
            try:
                await harness.failover.fulfil(request, harness.budget)
            except NoProviderAnswers:
                assert first_lines == 0 or (fault.startswith("model_") and not has_another), fault
            if has_another or not fault.startswith("model_"):
                assert len(request.lines) == first_lines, fault
                assert error_kind_of(harness.pool.members[0], request) == kind, fault
            harness.second.script.clear()
        assert harness.second.asked[0]["model"] == section.models[0]
    logged = "\n".join(record.getMessage() + str(record.exc_text or "") for record in caplog.records)
    assert not [secret for secret in (*SECRETS, "Rain World", "bad:") if secret in logged]


async def test_an_answer_that_comes_again_whole_is_of_no_use(harness):
    """The first time its lines are new; then the next provider is asked, and the model rests for this topic."""
    harness.first.otherwise = FAULTS["the_same_again"]
    writer = harness.writer()
    first = GenerationRequest(writer, RequestSpec(WANTED, "main"), may_refuse=True)
    await harness.failover.fulfil(first, harness.budget)
    assert len(harness.second.asked) == 0
    again = GenerationRequest(writer, RequestSpec(WANTED, "main"), may_refuse=True)
    await harness.failover.fulfil(again, harness.budget)
    assert {line.provider for line in again.lines} == {"Cerebras"}
    assert again.dropped["duplicate"] == len(first.lines)
    assert error_kind_of(harness.pool.members[0], again) == "USELESS"


async def test_an_answer_that_is_given_up_lets_its_connection_go(harness):
    """Cancelled in the middle: no request stays open on the server's side."""
    harness.first.script.append(FAULTS["trickle"])
    request = GenerationRequest(harness.writer(), RequestSpec(WANTED, "main"), may_refuse=True)
    task = asyncio.ensure_future(harness.failover.fulfil(request, harness.budget))
    await asyncio.wait_for(harness.first.until(open=1), 20)
    task.cancel()
    await asyncio.wait({task})
    await asyncio.wait_for(harness.first.until(open=0), 20)
    assert harness.pool.members[0].circuit.error_kind is None
