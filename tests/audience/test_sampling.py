"""Sampling: over a long run the shares are the weights'; over a minute they are still chance."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audience.sampling import LEEWAY, SLACK, QuotaSampler

WEIGHTS = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.floats(1, 100), min_size=2)


@given(weights=WEIGHTS, seed=st.integers(0, 99), liked=st.sampled_from(["a", "b"]))
def test_the_shares_are_the_weights_whatever_is_liked(weights, seed, liked):
    """Even where one kind is liked ten times as much, none gets more than its share and the leeway."""
    sampler, random, draws = QuotaSampler(weights), Random(seed), 2_000
    counts = dict.fromkeys(weights, 0)
    for _ in range(draws):
        kind = sampler.choose(random, lambda kind: 10.0 if kind == liked else 1.0)[0]
        sampler.note(kind)
        counts[kind] += 1
    for kind, weight in weights.items():
        share = weight / sum(weights.values())
        assert counts[kind] <= share * (draws + LEEWAY) + 1
        assert counts[kind] >= share * draws - LEEWAY - 1


@given(weights=WEIGHTS, seed=st.integers(0, 99))
def test_each_kind_with_a_share_comes_once(weights, seed):
    """All of them in some order, so that there is a next one where the first has nothing to say."""
    weights |= {"never": 0.0}
    order = QuotaSampler(weights).choose(Random(seed))
    assert sorted(order) == sorted(set(weights) - {"never"})


def test_what_others_brought_counts():
    """Answers and echoes that nobody drew are made up for: a kind that had too much is owed nothing."""
    sampler = QuotaSampler({"a": 50, "b": 50})
    for _ in range(100):
        sampler.note("a")
    assert sampler.weight_due("a") == 0
    assert [sampler.choose(Random(seed))[0] for seed in range(20)] == ["b"] * 20


def test_a_kind_may_wait_until_its_share_is_short():
    """Within the slack it gives way to something new; behind it no more."""
    sampler = QuotaSampler({"a": 50, "b": 50})
    for _ in range(1_000):
        sampler.note("a")
        sampler.note("b")
    assert sampler.may_wait("a")
    for _ in range(int(2_000 * SLACK * 4)):
        sampler.note("b")
    assert not sampler.may_wait("a")
    assert sampler.may_wait("b")


def test_without_weights_all_are_alike():
    """A mix of zeros is no mix: each kind has the same share."""
    sampler = QuotaSampler({"a": 0, "b": 0})
    assert sampler.weight_due("a") == sampler.weight_due("b") == pytest.approx((1 + LEEWAY) / 2)


def test_it_knows_its_weights():
    """So that a change of the mix begins anew, and nothing else does."""
    sampler = QuotaSampler({"a": 1, "b": 3})
    assert sampler.is_of({"b": 3, "a": 1})
    assert not sampler.is_of({"a": 1, "b": 2})
