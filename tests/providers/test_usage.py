"""The usage meter: what was asked in the last minute and day, and what the services say of it."""

import pytest
from hypothesis import given
from hypothesis.strategies import dictionaries, floats, integers, lists, one_of, text, tuples

from server.providers.base import RateLimits
from server.providers.headers import retry_after_s
from server.providers.usage import UsageMeter


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_minute_slides(clock):
    """Five requests, then none until the first is a minute old."""
    usage = UsageMeter(RateLimits(requests_per_minute=5), clock)
    for _ in range(5):
        assert usage.admits(1)
        usage.reserve(1)
        clock.now += 10
    assert not usage.admits(1)
    assert usage.free_in_s(1) == pytest.approx(10)
    clock.now += 10.1
    assert usage.admits(1)


def test_the_day_slides_by_the_hour(clock):
    """And outlives the process."""
    usage = UsageMeter(RateLimits(tokens_per_day=100), clock)
    usage.reserve(90)
    again = UsageMeter(RateLimits(tokens_per_day=100), clock)
    again.restore(usage.state())
    assert not again.admits(20)
    clock.now += 25 * 3_600
    assert again.admits(20)


def test_the_most_is_charged_in_advance_and_settled_after(clock):
    """What a service counted goes before our guess."""
    usage = UsageMeter(RateLimits(tokens_per_minute=1_000, tokens_per_day=1_000), clock)
    charge = usage.reserve(900)
    assert not usage.admits(200)
    charge.settle(300)
    assert usage.admits(200)
    assert usage.headroom() == pytest.approx(0.7)


def test_headers_correct_the_limits_and_count_what_others_spent(clock):
    """Groq's are requests of the day and tokens of the minute; Cerebras says so."""
    groq, cerebras = UsageMeter(RateLimits(), clock), UsageMeter(RateLimits(), clock)
    told = {"limit-requests": "1000", "remaining-requests": "10", "limit-tokens": "8000", "remaining-tokens": "500"}
    groq.learn({f"x-ratelimit-{name}": value for name, value in told.items()})
    told = {"limit-tokens-minute": "30000", "remaining-tokens-minute": "100"}
    cerebras.learn({f"x-ratelimit-{name}": value for name, value in told.items()})
    assert groq.limits == RateLimits(requests_per_day=1000, tokens_per_minute=8000)
    assert groq.headroom() == pytest.approx(0.01)
    assert not groq.admits(600)
    assert not cerebras.admits(200)


def test_a_clock_that_was_set_back_blocks_nothing(clock):
    """What lies in the future would never grow old."""
    usage = UsageMeter(RateLimits(requests_per_minute=1, requests_per_day=1), clock)
    usage.reserve(1)
    clock.now -= 7_200
    assert usage.admits(1)


@given(dictionaries(text(), one_of(text(), lists(integers()), integers())))
def test_saved_usage_that_is_damaged_is_none(state):
    """Whatever the file says."""
    UsageMeter(RateLimits(), lambda: 0.0).restore({"hours": state, "requests_per_day": state})


@given(lists(tuples(integers(0, 500), floats(0, 7_200)), max_size=60))
def test_it_never_admits_more_than_the_limit(requests):
    """In any hour, however they come."""
    clock = Clock()
    usage = UsageMeter(RateLimits(tokens_per_day=2_000), clock)
    spent = []
    for tokens, wait_s in requests:
        clock.now += wait_s
        if usage.admits(tokens):
            usage.reserve(tokens)
            spent.append((clock.now, tokens))
    for at, _ in spent:
        assert sum(tokens for then, tokens in spent if 0 <= at - then < 23 * 3_600) <= 2_000


@pytest.mark.parametrize(
    ("said", "waits"),
    [("7", 7), ("0", 1), ("1e9", 900), ("nan", None), ("inf", None), ("soon", None), ("", None), ("-5", 1)],
)
def test_retry_after_is_believed_within_reason(said, waits):
    """Between a second and a quarter of an hour; junk is none."""
    assert retry_after_s({"retry-after": said}) == waits


def test_retry_after_may_be_a_date():
    """As RFC 9110 allows."""
    assert retry_after_s({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 1
    assert retry_after_s({"retry-after": "Wed, 21 Oct 2099 07:28:00 GMT"}) == 900
