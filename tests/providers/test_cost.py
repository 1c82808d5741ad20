"""What one request costs: charged in advance, settled by the service's count, else by what came."""

from __future__ import annotations

import pytest

from server.providers.base import RateLimits, TooSlow, Unreachable
from server.providers.cost import TOKEN_CHARACTERS, RequestCost, estimate
from server.providers.usage import UsageMeter


@pytest.fixture
def usage() -> list[UsageMeter]:
    """The usage meters of a model and of a channel."""
    return [UsageMeter(RateLimits(requests_per_day=100, tokens_per_day=10_000), lambda: 1_000_000.0) for _ in range(2)]


def spent(usage: list[UsageMeter]) -> list[list[int]]:
    """Requests and tokens of each meter."""
    return [next(iter(each.state()["hours"].values())) for each in usage]


def test_the_most_that_it_may_cost_is_charged_at_once(usage):
    """Of both meters, before anything came; what the service counts takes its place."""
    with RequestCost(100, 400, *usage) as cost:
        assert spent(usage) == [[1, 500]] * 2
        cost.settle(230)
    assert spent(usage) == [[1, 230]] * 2


def test_an_answer_that_breaks_off_costs_what_came(usage):
    """The question, and as many tokens as its characters are; never more than was asked for."""
    with RequestCost(100, 400, *usage) as cost:
        cost.came(70)
    assert spent(usage) == [[1, 100 + estimate(70)]] * 2
    assert estimate(70) == round(70 / TOKEN_CHARACTERS)
    with RequestCost(100, 400, *usage) as cost:
        cost.came(1_000_000)
    assert spent(usage) == [[2, 100 + estimate(70) + 500]] * 2


def test_a_request_that_nobody_took_on_is_free(usage):
    """No connection: neither a request nor a token, by either meter."""
    with RequestCost(100, 400, *usage) as cost:
        cost.failed(Unreachable())
    assert spent(usage) == [[0, 0]] * 2


def test_where_a_service_may_still_be_at_it_the_question_is_paid(usage):
    """A deadline that passed isn't a refusal; nor is one after the first words."""
    with RequestCost(100, 400, *usage) as cost:
        cost.failed(TooSlow())
    assert spent(usage) == [[1, 100]] * 2
    with RequestCost(100, 400, *usage) as cost:
        cost.came(35)
        cost.failed(Unreachable())
    assert spent(usage) == [[2, 200 + estimate(35)]] * 2
