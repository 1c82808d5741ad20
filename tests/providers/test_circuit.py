"""The circuit: closed, open until, half-open with one trial."""

from random import Random

import pytest

from server.providers.base import KeyRefused, Limited, RequestRefused, ServerFailed, Unreachable
from server.providers.circuit import COOL, Circuit


@pytest.fixture
def circuit() -> Circuit:
    return Circuit(Random(1))


def test_a_failure_opens_it_and_time_half_opens_it(circuit):
    """Then one trial at a time."""
    assert circuit.enter(0)
    circuit.failed(KeyRefused(), 0)
    assert circuit.state(899) == "open"
    assert not circuit.enter(899)
    assert circuit.state(900) == "half-open"
    assert circuit.enter(900)
    assert not circuit.enter(900)


def test_a_good_trial_closes_it(circuit):
    """And the doubling begins anew."""
    for now in (0, 1_000, 2_000):
        circuit.enter(now)
        circuit.failed(Limited(), now)
    assert circuit.open_until(2_001) == 2_060
    circuit.enter(3_000)
    circuit.succeeded()
    assert circuit.state(3_000) == "closed"
    circuit.failed(Limited(), 3_000)
    assert circuit.open_until(3_001) == 3_015


def test_a_bad_trial_opens_it_for_longer(circuit):
    """2 s, 4 s, 8 s and so on, a fifth more or less, two minutes at most."""
    now, rests = 0.0, []
    for _ in range(12):
        assert circuit.enter(now)
        circuit.failed(ServerFailed(), now)
        until = circuit.open_until(now)
        assert until is not None
        rests.append(until - now)
        now = until
    for n, rest in enumerate(rests):
        assert min(2 * 2**n, 120) * 0.8 <= rest <= min(2 * 2**n, 120) * 1.2


def test_a_trial_that_is_given_up_tells_nothing(circuit):
    """Another one may go out."""
    circuit.failed(Unreachable(), 0)
    assert circuit.enter(10)
    circuit.leave()
    assert circuit.enter(10)


def test_retry_after_goes_before_the_table(circuit):
    """A service knows best when it has time."""
    circuit.failed(Limited(retry_after_s=7), 0)
    assert circuit.open_until(1) == 7


def test_a_request_that_is_disliked_opens_nothing(circuit):
    """The next one may do."""
    circuit.failed(RequestRefused(status=413), 0)
    assert circuit.state(0) == "closed"


def test_every_class_of_trouble_has_its_rest():
    """No class is forgotten in the table."""
    from server.providers.base import ProviderError

    assert {kind.trouble for kind in ProviderError.__subclasses__()} == set(COOL)
