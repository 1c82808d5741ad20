"""The circuit: closed, open until, half-open with one trial."""

from random import Random

import pytest

from server.providers.base import KeyRejected, Limited, RequestRefused, ServerFailed, Unreachable
from server.providers.circuit import COOL, Circuit


@pytest.fixture
def circuit() -> Circuit:
    return Circuit(Random(1))


def test_a_failure_opens_it_and_time_half_opens_it(circuit):
    """Then one trial at a time."""
    circuit.failed(circuit.enter(0), KeyRejected(), 0)
    assert circuit.state(899) == "open"
    assert circuit.enter(899) is None
    assert circuit.state(900) == "half-open"
    assert circuit.enter(900) is not None
    assert circuit.enter(900) is None


def test_a_good_trial_closes_it(circuit):
    """And the doubling begins anew."""
    for now in (0, 1_000, 2_000):
        circuit.failed(circuit.enter(now), Limited(), now)
    assert circuit.open_until(2_001) == 2_060
    circuit.succeeded(circuit.enter(3_000))
    assert circuit.state(3_000) == "closed"
    circuit.failed(circuit.enter(3_000), Limited(), 3_000)
    assert circuit.open_until(3_001) == 3_015


@pytest.mark.parametrize(("error", "most_s"), [(ServerFailed(), 120), (RequestRefused(status=400), 900)])
def test_a_bad_trial_opens_it_for_longer(circuit, error, most_s):
    """2 s, 4 s, 8 s and so on, a fifth more or less, up to the most of its class."""
    now, rests = 0.0, []
    for _ in range(12):
        circuit.failed(circuit.enter(now), error, now)
        until = circuit.open_until(now)
        rests.append(until - now)
        now = until
    for n, rest in enumerate(rests):
        assert min(2 * 2**n, most_s) * 0.8 <= rest <= min(2 * 2**n, most_s) * 1.2


def test_a_trial_that_is_given_up_tells_nothing(circuit):
    """Another one may go out."""
    circuit.failed(circuit.enter(0), Unreachable(), 0)
    circuit.leave(circuit.enter(10))
    assert circuit.enter(10) is not None


def test_retry_after_goes_before_the_table(circuit):
    """A service knows best when it has time."""
    circuit.failed(circuit.enter(0), Limited(retry_after_s=7), 0)
    assert circuit.open_until(1) == 7


def test_an_answer_that_was_begun_before_does_not_end_a_rest(circuit):
    """The 429 that came meanwhile is newer."""
    old, new = circuit.enter(0), circuit.enter(1)
    circuit.failed(new, Limited(retry_after_s=60), 1)
    circuit.succeeded(old)
    assert circuit.open_until(2) == 61


def test_an_older_request_lets_no_second_trial_in(circuit):
    """However it ends: given up, failed or well."""
    old, new = circuit.enter(0), circuit.enter(0)
    circuit.failed(new, Unreachable(), 0)
    trial = circuit.enter(10)
    for end in (circuit.leave, circuit.succeeded, lambda ticket: circuit.failed(ticket, Unreachable(), 10)):
        end(old)
        assert circuit.enter(10) is None
    circuit.succeeded(trial)
    assert circuit.state(10) == "closed"


def test_failures_at_once_are_one(circuit):
    """Five requests that break together rest as one does; the longest rest that anybody asks for counts."""
    tickets = [circuit.enter(0) for _ in range(6)]
    for ticket in tickets[:5]:
        circuit.failed(ticket, Unreachable(), 0)
    assert circuit.open_until(0) <= 2 * 1.2
    assert circuit.failures == 1
    circuit.failed(tickets[5], Limited(retry_after_s=60), 0)
    assert circuit.open_until(0) == 60


def test_every_class_of_trouble_has_its_rest():
    """No class is forgotten in the table."""
    from server.providers.base import ProviderError

    assert {kind.kind for kind in ProviderError.__subclasses__()} == set(COOL)
