"""Measures: the yardstick. Each with the target and the range that were measured on 62 public streams of 13 small
channels at 3 to 12 messages a minute; what was not measured is assumed at half to twice the median.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.realism import form, people, talk, timing
from benchmarks.realism.log import Line

Log = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, and where real streams lie."""

    group: str
    name: str
    target: float
    low: float
    high: float
    of: Callable[[Log], float]
    percent: bool = False

    def holds(self, value: float) -> bool:
        """Whether a value is one that a real stream could have."""
        return self.low <= value <= self.high

    def show(self, value: float) -> str:
        """As the table prints it."""
        return f"{100 * value:.1f} %" if self.percent else f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"


@lru_cache(8)
def _times(log: Log) -> timing.Times:
    return np.array([line.at for line in log])


@lru_cache(8)
def _counts(log: Log) -> tuple[int, ...]:
    return tuple(people.per_chatter(log))


@lru_cache(8)
def _hawkes(log: Log, block_s: float | None) -> tuple[float, float]:
    return timing.hawkes(_times(log), block_s)


def _characters(log: Log) -> Sequence[int]:
    return [len(line.text) for line in log]


def _words(log: Log) -> Sequence[int]:
    return [len(line.tokens) for line in log]


def _share(has: Callable[[Line], bool]) -> Callable[[Log], float]:
    return lambda log: form.share(log, has)


MEASURES: tuple[Measure, ...] = (
    Measure("timing", "gap CV", 1.17, 1.05, 1.41, lambda log: timing.gap_cv(_times(log))),
    Measure("timing", "memory", 0.12, 0.03, 0.25, lambda log: timing.memory(_times(log))),
    Measure("timing", "Fano 1 s", 1.04, 0.98, 1.15, lambda log: timing.fano(_times(log), 1)),
    Measure("timing", "Fano 10 s", 1.37, 1.1, 1.9, lambda log: timing.fano(_times(log), 10)),
    Measure("timing", "Fano 60 s", 2.3, 1.4, 5.7, lambda log: timing.fano(_times(log), 60)),
    Measure("timing", "autocorrelation", 0.42, 0.2, 0.65, lambda log: timing.autocorrelation(_times(log))),
    Measure("timing", "Hawkes n", 0.65, 0.39, 0.91, lambda log: _hawkes(log, None)[0]),
    Measure("timing", "Hawkes τ, s", 22, 7, 66, lambda log: _hawkes(log, None)[1]),
    Measure("timing", "n, base free", 0.40, 0.2, 0.6, lambda log: _hawkes(log, 600.0)[0]),
    Measure("timing", "τ, base free, s", 15, 5, 45, lambda log: _hawkes(log, 600.0)[1]),
    Measure("participation", "Gini", 0.50, 0.44, 0.61, lambda log: people.gini(_counts(log))),
    Measure("participation", "Zipf", 1.28, 0.8, 1.8, lambda log: people.zipf(_counts(log))),
    Measure("participation", "one-timers", 0.27, 0.17, 0.41, lambda log: people.once(_counts(log)), True),
    Measure("participation", "top chatter", 0.15, 0.07, 0.36, lambda log: people.top(_counts(log)), True),
    Measure("text form", "style ICC", 0.25, 0.12, 0.40, form.icc),
    Measure("text form", "characters p50", 21, 13, 29, lambda log: form.percentile(_characters(log), 50)),
    Measure("text form", "characters p90", 62, 49.6, 86.8, lambda log: form.percentile(_characters(log), 90)),
    Measure("text form", "words p50", 4, 3, 5, lambda log: form.percentile(_words(log), 50)),
    Measure("text form", "words p90", 12, 9.6, 16.8, lambda log: form.percentile(_words(log), 90)),
    Measure("text form", "one token", 0.20, 0.10, 0.45, _share(lambda line: len(line.tokens) == 1), True),
    Measure("text form", "all lowercase", 0.46, 0.21, 0.68, _share(form.is_lower), True),
    Measure("text form", "all caps", 0.03, 0.01, 0.09, _share(form.is_caps), True),
    Measure("text form", "ends in . ! ?", 0.16, 0.08, 0.32, _share(form.is_punctuated), True),
    Measure("text form", "full stop", 0.05, 0.025, 0.10, _share(form.is_stopped), True),
    Measure("text form", "emotes only", 0.085, 0.04, 0.17, _share(form.is_emotes), True),
    Measure("text form", "any emote", 0.20, 0.10, 0.40, _share(lambda line: bool(line.emotes)), True),
    Measure("text form", "laugh", 0.06, 0.02, 0.33, _share(form.is_laugh), True),
    Measure("text form", "elongated", 0.02, 0.007, 0.12, _share(form.is_elongated), True),
    Measure("text form", "emoji", 0.005, 0.0, 0.02, _share(lambda line: line.has_emoji), True),
    Measure("repetition", "duplicates", 0.04, 0.01, 0.25, form.duplicates, True),
    Measure("repetition", "old lines", 0.005, 0.0, 0.02, form.old_lines, True),
    Measure("repetition", "type-token ratio", 0.58, 0.45, 0.75, form.type_token),
    Measure("repetition", "zlib", 0.54, 0.42, 0.68, form.compressed),
    Measure("conversation", "questions", 0.07, 0.03, 0.12, _share(talk.is_question), True),
    Measure("conversation", "@mentions", 0.07, 0.02, 0.22, _share(lambda line: bool(line.mentions)), True),
    Measure("conversation", "of the last 2 min", 0.83, 0.58, 0.97, talk.recent_mentions, True),
    Measure("conversation", "echo", 0.015, 0.005, 0.045, talk.echo, True),
    Measure("conversation", "shared word", 2.7, 1.6, 4.5, talk.shared_word),
)

GATES = {"timing": 0.9, "participation": 0.9, "text form": 0.8, "repetition": 0.9, "conversation": 0.8}
"""Share of a group's measures that must be in range."""
OVERALL = 0.9
NAIVE_BELOW = 0.2
"""What a naive generator must stay under: else the yardstick measures nothing."""
