"""The services' lists of models: a model that is gone makes way for the next, by the real SDKs."""

from __future__ import annotations

import pytest
from aiohttp import web

from tests.faults.conftest import open_harness
from tests.faults.test_company import batch_of, fulfil, set_key
from tests.faults.test_writer import until
from tests.support.fault_server import SECRETS, FaultServer
from tests.support.faults import FAULTS
from tests.support.passing_time import passing_time

NAMES = ("groq", "cerebras", "compatible")
MODELS = {"groq": "openai/gpt-oss-20b", "cerebras": "qwen-3.8-27b", "compatible": "second"}
FIRST = {"groq": "openai/gpt-oss-120b", "cerebras": "gpt-oss-120b", "compatible": "first"}


async def hangs(server: FaultServer) -> web.StreamResponse:
    await server.hang()
    return web.Response()


def says(text: str, **more):
    async def play(_: FaultServer) -> web.StreamResponse:
        return web.Response(text=text, **({"content_type": "application/json"} | more))

    return play


NO_LIST = {
    "no such page": None,
    "refused": says("{}", status=401),
    "broken": says("oh", status=500),
    "html": says("<html>", content_type="text/html"),
    "no json": says("{"),
    "deep": says("[" * 100_000),
    "null": says("null"),
    "no data": says('{"data": null}'),
    "odd entries": says('{"data": [null, 3, "gpt-oss-120b", {"id": 7}, {"name": "x"}, [], {"id": ""}]}'),
    "too long": says('{"data": [' + ",".join(f'{{"id": "other-{n}"}}' for n in range(80_000)) + "]}"),
    "none": [],
    "others": ["something", "else"],
}


def only(harness, name: str) -> None:
    """That provider alone, at the first server."""
    for other in ("groq", "cerebras"):
        set_key(harness, other, "")
    section = harness.config.section(name)
    path = "/v1" if name == "compatible" else ""
    more = {"models": ("first", "second")} if name == "compatible" else {}
    section = section.model_copy(update={"base_url": harness.first.url + path, **more})
    harness.pool.set(name, section, SECRETS[0])


@pytest.mark.parametrize("name", NAMES)
async def test_a_model_that_is_not_listed_makes_way_for_the_next(name, harness):
    """In the background, before anybody was asked; told with what is asked instead."""
    changes = []
    harness.pool.changed = lambda: changes.append(harness.pool.statuses()[0])
    harness.first.models = ["whisper", MODELS[name]]
    only(harness, name)
    await until(lambda: changes)
    assert (list(changes[0].gone), changes[0].model) == ([FIRST[name]], MODELS[name])
    assert (await fulfil(harness, batch_of(harness))).arrived
    assert [asked["model"] for asked in harness.first.asked] == [MODELS[name]]


@pytest.mark.parametrize("name", NAMES)
async def test_what_is_listed_still_is_asked(name, harness):
    """Whatever else there is."""
    harness.first.models = [MODELS[name], FIRST[name], "another"]
    only(harness, name)
    await until(lambda: harness.first.listed)
    assert (await fulfil(harness, batch_of(harness))).arrived
    assert harness.first.asked[0]["model"] == FIRST[name]
    assert list(harness.pool.statuses()[0].gone) == []


async def test_a_model_of_the_config_moves_on_to_one_of_the_providers_own(harness):
    """All that the config names are gone: the list in the provider's file goes on, its spares last."""
    for listed, model in (["openai/gpt-oss-20b"], "openai/gpt-oss-20b"), (["qwen/qwen3.8-27b"], "qwen/qwen3.8-27b"):
        harness.first.models = listed
        section = harness.config.groq.model_copy(update={"models": ("llama-3.3-70b",)})
        checked = await harness.checks.check("groq", section, SECRETS[0])
        assert checked.error is None
        assert harness.first.asked[-1]["model"] == model
        harness.pool.set("groq", section, SECRETS[0])
        harness.pool.know("groq", checked.listed)
        status = harness.pool.statuses()[0]
        assert (list(status.gone), status.model) == (["llama-3.3-70b"], model)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("listing", [name for name in NO_LIST if name != "too long"])
async def test_a_service_without_a_list_changes_nothing(name, listing, harness):
    """A check goes on, and the first model is asked."""
    harness.first.models = NO_LIST[listing]
    only(harness, name)
    await until(lambda: harness.first.listed)
    checked = await harness.checks.check(name, harness.pool.members[0].provider._section, SECRETS[0])
    assert checked.error is None
    status = harness.pool.statuses()[0]
    assert (list(status.gone), status.model) == ([], FIRST[name])


async def test_a_list_without_an_end_is_not_read(harness):
    """A megabyte is enough."""
    harness.first.models = NO_LIST["too long"]
    only(harness, "groq")
    assert await harness.pool.members[0].provider.listed() == ()


async def test_a_list_that_never_comes_holds_nobody_up():
    """What writes isn't held up at all, a check for a bounded time."""
    async with open_harness() as harness:
        harness.first.models = hangs
        only(harness, "groq")
        assert (await fulfil(harness, batch_of(harness))).arrived
        harness.first.open = 1  # a list isn't counted among the answers
        async with passing_time(harness.first):
            assert (await harness.checks.check("groq", harness.pool.members[0].provider._section, "k")).error is None


async def test_what_a_service_refuses_in_the_midst_is_looked_up(harness):
    """All of the config's models are gone since the start: the list says what to ask, and nobody rests for it."""
    only(harness, "groq")
    await until(lambda: harness.first.listed)
    harness.first.script.extend([FAULTS["model_gone"]] * 2)
    harness.first.models = ["qwen/qwen3.8-27b"]
    await fulfil(harness, batch_of(harness))
    await until(lambda: harness.pool.statuses()[0].model == "qwen/qwen3.8-27b")
    assert (await fulfil(harness, batch_of(harness))).arrived
    assert harness.first.asked[-1]["model"] == "qwen/qwen3.8-27b"


async def test_a_check_tries_the_next_model_where_there_is_no_list(harness):
    """A default that was retired costs nobody the key that they typed."""
    harness.first.script.append(FAULTS["model_gone"])
    assert (await harness.checks.check("groq", harness.config.groq, SECRETS[0])).error is None
    assert [asked["model"] for asked in harness.first.asked] == list(harness.config.groq.models)


@pytest.mark.parametrize("listed", ["llama3:latest", "LLAMA3", "models/llama3"])
async def test_other_ways_of_writing_a_name_are_known(listed, harness):
    """Ollama says `:latest`, others put a folder before it."""
    harness.first.models = [listed, "second"]
    for other in ("groq", "cerebras"):
        set_key(harness, other, "")
    section = harness.config.compatible.model_copy(
        update={"base_url": f"{harness.first.url}/v1", "models": ("llama3", "second")}
    )
    checked = await harness.checks.check("compatible", section, "")
    assert list(checked.listed) == [listed, "second"]
    assert harness.first.asked[0]["model"] == "llama3"
