"""Known: processes and a generator whose answers are known, to prove the yardstick with."""

from __future__ import annotations

import heapq
from random import Random

from benchmarks.realism.log import Line
from server.audience.distributions import poisson

NAIVE_GAP_S = (5.5, 14.5)
NAIVE_VIEWERS = 30
_PRAISE = ("Wow, great {}!", "That was an amazing {}!", "I love this {}.", "What an incredible {}!", "Nice {}!")
_ASKS = ("How did you do that {}?", "What is your favorite {}?", "Can you show us the {} again?")
_THINGS = ("gameplay", "move", "level", "boss fight", "strategy", "weapon", "map", "stream", "play", "build")


def poisson_times(rate: float, lasts_s: float, random: Random) -> list[float]:
    """A Poisson process: gap CV 1, Fano 1, n 0."""
    times = [random.expovariate(rate)]
    while times[-1] < lasts_s:
        times.append(times[-1] + random.expovariate(rate))
    return times[:-1]


def hawkes_times(rate: float, n: float, tau_s: float, lasts_s: float, random: Random) -> list[float]:
    """A Hawkes process of that mean rate, by its branches."""
    pending = poisson_times(rate * (1 - n), lasts_s, random)
    heapq.heapify(pending)
    times = []
    while pending:
        at = heapq.heappop(pending)
        times.append(at)
        for _ in range(poisson(n, random)):
            child = at + random.expovariate(1 / tau_s)
            if child < lasts_s:
                heapq.heappush(pending, child)
    return times


def naive_log(seed: int, lasts_s: float) -> list[Line]:
    """A simulator that draws gap, viewer and phrase uniformly, as most do."""
    random = Random(seed)
    phrases = [form.format(thing) for form in _PRAISE + _ASKS for thing in _THINGS]
    log: list[Line] = []
    at = random.uniform(*NAIVE_GAP_S)
    while at < lasts_s:
        log.append(Line(at, f"viewer{random.randrange(NAIVE_VIEWERS)}", random.choice(phrases)))
        at += random.uniform(*NAIVE_GAP_S)
    return log
