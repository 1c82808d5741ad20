"""Coherence: the measures that blind readers go by, each with the span in which real streams lie, or a bearable one.

The spans are those of 55 English logs at 3 to 12 messages a minute (tenth to ninetieth percentile, or what is bearable
beside them), and of 42 Spanish stretches where these differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

from benchmarks.realism import attention, wording
from benchmarks.realism.log import Line
from benchmarks.realism.real import STREAMER
from server.model.phrase import Language

Style = Literal["soft", "story"]
"""What the crowd may claim: `soft`, nothing that it can't know, as on a first evening; `story` invents the session."""
Span = tuple[float, float]
ANY: Span = (0.0, float("inf"))


@dataclass(frozen=True, slots=True)
class Gate:
    """What is measured, and the span it must lie in."""

    name: str
    span: Span
    of: Callable[[Sequence[Line], Language], float] | None = None
    """On a log; None: measured in a way of its own, see `simulated` and `judge`."""
    percent: bool = False
    spanish: Span | None = None
    soft: Mapping[Language, Span] = field(default_factory=dict)
    """Where a crowd that may not claim anything is asked for less."""

    def span_of(self, style: Style, language: Language) -> Span:
        """The span for streams of a style in a language."""
        usual = self.spanish if language == "es" and self.spanish is not None else self.span
        return self.soft.get(language, usual) if style == "soft" else usual

    def holds(self, value: float, style: Style, language: Language) -> bool:
        low, high = self.span_of(style, language)
        return low <= value <= high

    def show(self, value: float) -> str:
        """As the table prints it."""
        return f"{100 * value:.1f} %" if self.percent else f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"


def _by(measure: Callable[..., float]) -> Callable[[Sequence[Line], Language], float]:
    return lambda log, _: measure(log, streamer=STREAMER)


def at_least(low: float) -> Span:
    return low, float("inf")


def at_most(high: float) -> Span:
    return 0.0, high


SAID_FOURTH, SAID_EIGHTH = "said before, 4th evening", "said before, 8th evening"
SAID_SECOND = "said before, 2nd evening"
LONGEST_RUN = "longest run, frantic, 15 viewers"
NAMES = "names of the game in 30 min"
TOLD_APART = "told from real ones, AUC"

GATES: tuple[Gate, ...] = (
    Gate("lift, 0–30 s", ANY, lambda log, _: attention.lift(log, 0, 30, streamer=STREAMER)),
    Gate(
        "lift, 30–120 s",
        at_least(1.6),
        lambda log, _: attention.lift(log, 30, 120, streamer=STREAMER),
        spanish=at_least(1.3),
        soft={"en": at_least(1.4), "es": at_least(1.2)},
    ),
    Gate("lines in a topic", (0.20, 0.46), _by(attention.topic_share), percent=True),
    Gate("seconds of a topic", (48, 73), _by(attention.topic_seconds)),
    Gate("lines in an episode", (0.03, 0.23), _by(attention.episode_share), percent=True),
    Gate("episodes an hour", (3, 9), _by(attention.episodes_an_hour)),
    Gate(
        "short lines piled, over shuffled",
        at_least(1.3),
        lambda log, _: attention.pile(log),
        spanish=ANY,  # real Spanish stretches have none either: .9
        soft={"en": ANY, "es": ANY},
    ),
    Gate("12+ words", (0.07, 0.18), lambda log, _: wording.long_share(log), True, (0.025, 0.09)),
    Gate("one word", (0.10, 0.25), lambda log, _: wording.one_word_share(log), True, (0.20, 0.45)),
    Gate("name the streamer", (0.02, 0.09), lambda log, _: wording.to_streamer(log, STREAMER), True),
    Gate("say you, name nobody", ANY, lambda log, lang: wording.second_person(log, STREAMER, lang), True),
    Gate("ask", (0.07, 0.15), wording.questions, True),
    Gate("home and body", at_most(0.026), wording.home_share, True),
    Gate("small-talk quiz", at_most(0.002), wording.quiz_share, True),
    Gate("near-duplicates", at_most(0.02), lambda log, _: wording.near_duplicates(log), True),
    Gate(SAID_SECOND, at_most(0.05), percent=True),
    Gate(SAID_FOURTH, at_most(0.05), percent=True),
    Gate(SAID_EIGHTH, at_most(0.12), percent=True),
    Gate(NAMES, at_most(3)),
    Gate(LONGEST_RUN, at_most(6)),
    Gate(TOLD_APART, at_most(0.80)),
)


def on_logs(logs: Sequence[Sequence[Line]], language: Language) -> dict[str, list[float]]:
    """Each gate that is measured on a log, on each of some."""
    return {gate.name: [gate.of(log, language) for log in logs] for gate in GATES if gate.of is not None}


def medians(found: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {name: median(values) for name, values in found.items()}
