"""Effort: the word that a model takes for how much it may think."""

from __future__ import annotations

import pytest

from server.providers.effort import LEAST, effort_for
from server.providers.local_address import is_local
from server.providers.thinkers import FIRST_TOKENS, MOST_TOKENS, Thinkers

KNOWN = {"gpt-oss": ("low", "medium", "high"), "qwen": ("none", "default")}


@pytest.mark.parametrize(
    ("model", "wanted", "said"),
    [
        ("openai/gpt-oss-120b", "low", "low"),
        ("openai/gpt-oss-120b", "none", "low"),
        ("openai/GPT-OSS-20b", "minimal", "low"),
        ("qwen/qwen3.8-27b", "low", "none"),
        ("qwen/qwen3.8-27b", "high", "default"),
        ("llama-4", "low", None),
        ("openai/gpt-oss-120b", None, None),
    ],
)
def test_the_nearest_word_that_the_model_takes_is_said(model, wanted, said):
    """The least where little is wanted, the most where much is; nothing to a model that doesn't think."""
    assert effort_for(model, wanted, KNOWN) == said


@pytest.mark.parametrize("wanted", LEAST)
def test_where_nothing_is_known_it_is_said_as_it_is(wanted):
    """A server of one's own knows best."""
    assert effort_for("my-model", wanted, {}) == wanted


def test_a_model_that_thinks_gets_room_and_more_when_it_was_not_enough():
    """Doubled up to a bound; a model that had enough keeps what it has."""
    model = Thinkers()
    model.seen(was_enough=False, opens_unmarked=False)
    assert model.tokens == FIRST_TOKENS
    model.seen(was_enough=True, opens_unmarked=False)
    assert model.tokens == FIRST_TOKENS
    rooms = []
    for _ in range(5):
        model.seen(was_enough=False, opens_unmarked=False)
        rooms.append(model.tokens)
    assert rooms == [2 * FIRST_TOKENS, 4 * FIRST_TOKENS, MOST_TOKENS, MOST_TOKENS, MOST_TOKENS]


def test_a_model_that_thought_without_a_mark_once_may_do_so_again():
    """An answer with the mark proves nothing of the next."""
    model = Thinkers()
    model.seen(was_enough=True, opens_unmarked=True)
    model.seen(was_enough=True, opens_unmarked=False)
    assert model.opens_unmarked


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:11434/v1", True),
        ("http://localhost:1234", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.20:8000/v1", True),
        ("http://gaming-pc:8000", True),
        ("http://ollama.local/v1", True),
        ("http://host.docker.internal:11434/v1", True),
        ("https://api.groq.com/openai/v1", False),
        ("https://8.8.8.8/v1", False),
        ("https://localhost.example.com/v1", False),
    ],
)
def test_what_is_on_this_machine_or_network_is_local(url, local):
    """By its address, or by a name that only a network of one's own knows."""
    assert is_local(url) is local
