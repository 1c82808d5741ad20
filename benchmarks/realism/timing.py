"""Timing: gaps, counts and self-excitation of a point process."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize

Times = NDArray[np.float64]


def gap_cv(times: Times) -> float:
    """Standard deviation of the gaps over their mean."""
    gaps = np.diff(times)
    return float(gaps.std() / gaps.mean())


def burstiness(times: Times) -> float:
    """(σ-μ)/(σ+μ): the coefficient of variation again."""
    cv = gap_cv(times)
    return (cv - 1) / (cv + 1)


def memory(times: Times) -> float:
    """Correlation of consecutive gaps."""
    gaps = np.diff(times)
    return float(np.corrcoef(gaps[:-1], gaps[1:])[0, 1])


def counts(times: Times, window_s: float) -> NDArray[np.int64]:
    """Messages per whole window from the first message to the last."""
    windows = int((times[-1] - times[0]) // window_s)
    edges = times[0] + window_s * np.arange(windows + 1)
    return np.histogram(times, edges)[0]


def fano(times: Times, window_s: float) -> float:
    """Variance over mean of the counts per window."""
    found = counts(times, window_s)
    return float(found.var() / found.mean())


def autocorrelation(times: Times, window_s: float = 60.0) -> float:
    """Of the counts per window, at lag 1."""
    found = counts(times, window_s).astype(float)
    return float(np.corrcoef(found[:-1], found[1:])[0, 1])


def hawkes(times: Times, block_s: float | None = None) -> tuple[float, float]:
    """Branching ratio n and time constant τ of an exponential kernel, by maximum likelihood.

    The base rate is constant, or free in each block of `block_s` seconds; it is profiled out: for given n and τ the
    best base of a block solves sum 1/(μ + aᵢ) = T, a_i being what the past excites at event i.
    """
    times = times - times[0]
    end = float(times[-1]) + 1e-9
    edges = np.array([0.0, end]) if block_s is None else np.append(np.arange(0.0, end - block_s / 2, block_s), end)
    block = np.clip(np.searchsorted(edges, times, side="right") - 1, 0, len(edges) - 2)
    lasts = np.diff(edges)

    def loss(free: Sequence[float]) -> float:
        n, tau = _bounded(free)
        excited = n / tau * _decayed(times, tau)
        total = n * float(np.sum(1 - np.exp(-(end - times) / tau)))
        likelihood = -total
        for place, last in enumerate(lasts):
            past = excited[block == place]
            mu = _base(past, float(last))
            likelihood += float(np.sum(np.log(mu + past))) - mu * float(last)
        return -likelihood

    best = min(
        (minimize(loss, start, method="Nelder-Mead", options={"xatol": 0.01, "fatol": 0.01}) for start in _STARTS),
        key=lambda found: float(found.fun),
    )
    return _bounded(best.x)


_STARTS = ((0.0, log(15.0)), (-1.5, log(6.0)), (1.0, log(40.0)))


def _bounded(free: Sequence[float]) -> tuple[float, float]:
    """n within 0 to 1, τ within half a second and five minutes."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, free[0])))), exp(max(log(0.5), min(log(300.0), free[1])))


def _decayed(times: Times, tau: float) -> Times:
    """At each event, the sum of e^(-age/τ) over those before it."""
    found = np.zeros(len(times))
    for place in range(1, len(times)):
        found[place] = (found[place - 1] + 1) * exp(-(times[place] - times[place - 1]) / tau)
    return found


def _base(past: Times, last: float) -> float:
    if len(past) == 0:
        return 1e-9

    def slope(mu: float) -> float:
        return float(np.sum(1 / (mu + past))) - last

    low, high = 1e-9, len(past) / last + 1e-6
    return low if slope(low) <= 0 else float(brentq(slope, low, high, xtol=1e-7))
