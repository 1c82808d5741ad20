"""The services' lists of models: a model that is gone makes way for the next, by the real SDKs."""

from __future__ import annotations

import pytest
from aiohttp import web

from tests.faults.conftest import open_theatre
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


def only(theatre, name: str) -> None:
    """That provider alone, at the first server."""
    for other in ("groq", "cerebras"):
        set_key(theatre, other, "")
    section = theatre.config.section(name)
    path = "/v1" if name == "compatible" else ""
    more = {"models": ("first", "second")} if name == "compatible" else {}
    section = section.model_copy(update={"base_url": theatre.first.url + path, **more})
    theatre.pool.set(name, section, SECRETS[0])


@pytest.mark.parametrize("name", NAMES)
async def test_a_model_that_is_not_listed_makes_way_for_the_next(name, theatre):
    """In the background, before anybody was asked; told with what is asked instead."""
    changes = []
    theatre.pool.changed = lambda: changes.append(theatre.pool.statuses()[0])
    theatre.first.models = ["whisper", MODELS[name]]
    only(theatre, name)
    await until(lambda: changes)
    assert (list(changes[0].gone), changes[0].model) == ([FIRST[name]], MODELS[name])
    assert (await fulfil(theatre, batch_of(theatre))).arrived
    assert [asked["model"] for asked in theatre.first.asked] == [MODELS[name]]


@pytest.mark.parametrize("name", NAMES)
async def test_what_is_listed_still_is_asked(name, theatre):
    """Whatever else there is."""
    theatre.first.models = [MODELS[name], FIRST[name], "another"]
    only(theatre, name)
    await until(lambda: theatre.first.listed)
    assert (await fulfil(theatre, batch_of(theatre))).arrived
    assert theatre.first.asked[0]["model"] == FIRST[name]
    assert list(theatre.pool.statuses()[0].gone) == []


async def test_a_model_of_the_config_moves_on_to_one_of_the_providers_own(theatre):
    """All that the config names are gone: the list in the provider's file goes on, its spares last."""
    for listed, model in (["openai/gpt-oss-20b"], "openai/gpt-oss-20b"), (["qwen/qwen3.8-27b"], "qwen/qwen3.8-27b"):
        theatre.first.models = listed
        section = theatre.config.groq.model_copy(update={"models": ("llama-3.3-70b",)})
        checked = await theatre.pool.check("groq", section, SECRETS[0])
        assert checked.error is None
        assert theatre.first.asked[-1]["model"] == model
        theatre.pool.set("groq", section, SECRETS[0])
        theatre.pool.know("groq", checked.listed)
        standing = theatre.pool.statuses()[0]
        assert (list(standing.gone), standing.model) == (["llama-3.3-70b"], model)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("listing", [name for name in NO_LIST if name != "too long"])
async def test_a_service_without_a_list_changes_nothing(name, listing, theatre):
    """A check goes on, and the first model is asked."""
    theatre.first.models = NO_LIST[listing]
    only(theatre, name)
    await until(lambda: theatre.first.listed)
    checked = await theatre.pool.check(name, theatre.pool.members[0].provider._section, SECRETS[0])
    assert checked.error is None
    standing = theatre.pool.statuses()[0]
    assert (list(standing.gone), standing.model) == ([], FIRST[name])


async def test_a_list_without_an_end_is_not_read(theatre):
    """A megabyte is enough."""
    theatre.first.models = NO_LIST["too long"]
    only(theatre, "groq")
    assert await theatre.pool.members[0].provider.listed() == ()


async def test_a_list_that_never_comes_holds_nobody_up():
    """What writes isn't held up at all, a check for a bounded time."""
    async with open_theatre() as theatre:
        theatre.first.models = hangs
        only(theatre, "groq")
        assert (await fulfil(theatre, batch_of(theatre))).arrived
        theatre.first.open = 1  # a list isn't counted among the answers
        async with passing_time(theatre.first):
            assert (await theatre.pool.check("groq", theatre.pool.members[0].provider._section, "k")).error is None


async def test_what_a_service_refuses_in_the_midst_is_looked_up(theatre):
    """All of the config's models are gone since the start: the list says what to ask, and nobody rests for it."""
    only(theatre, "groq")
    await until(lambda: theatre.first.listed)
    theatre.first.script.extend([FAULTS["model_gone"]] * 2)
    theatre.first.models = ["qwen/qwen3.8-27b"]
    await fulfil(theatre, batch_of(theatre))
    await until(lambda: theatre.pool.statuses()[0].model == "qwen/qwen3.8-27b")
    assert (await fulfil(theatre, batch_of(theatre))).arrived
    assert theatre.first.asked[-1]["model"] == "qwen/qwen3.8-27b"


async def test_a_check_tries_the_next_model_where_there_is_no_list(theatre):
    """A default that was retired costs nobody the key that they typed."""
    theatre.first.script.append(FAULTS["model_gone"])
    assert (await theatre.pool.check("groq", theatre.config.groq, SECRETS[0])).error is None
    assert [asked["model"] for asked in theatre.first.asked] == list(theatre.config.groq.models)


@pytest.mark.parametrize("listed", ["llama3:latest", "LLAMA3", "models/llama3"])
async def test_other_ways_of_writing_a_name_are_known(listed, theatre):
    """Ollama says `:latest`, others put a folder before it."""
    theatre.first.models = [listed, "second"]
    for other in ("groq", "cerebras"):
        set_key(theatre, other, "")
    section = theatre.config.compatible.model_copy(
        update={"base_url": f"{theatre.first.url}/v1", "models": ("llama3", "second")}
    )
    checked = await theatre.pool.check("compatible", section, "")
    assert list(checked.listed) == [listed, "second"]
    assert theatre.first.asked[0]["model"] == "llama3"
