"""Streams: what the yardstick is laid on: our own, as `seatfiller simulate` makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.realism import coherence
from benchmarks.realism.coherence import Style
from benchmarks.realism.judge import auc
from benchmarks.realism.known import naive_log
from benchmarks.realism.log import Line
from benchmarks.realism.measures import GATES, MEASURES, Measure
from benchmarks.realism.real import STREAMER
from benchmarks.realism.simulated import GAMES, MINUTES, SEEDS, VIEWERS, measured_apart, stream
from server.model.channel import Channel
from server.model.phrase import Language
from server.phrases.library import PackLibrary
from server.simulate import simulate


@dataclass(frozen=True, slots=True)
class Result:
    """The yardstick laid on some logs: each measure's median."""

    name: str
    logs: tuple[tuple[Line, ...], ...]
    values: Mapping[str, float]

    def in_range(self, group: str | None = None) -> float:
        """Share of the measures in range, of a group or of all."""
        among = [measure for measure in MEASURES if group in (None, measure.group)]
        return sum(self.holds(measure) for measure in among) / len(among)

    def holds(self, measure: Measure) -> bool:
        return measure.holds(self.values[measure.name])

    @property
    def passes(self) -> bool:
        return all(self.in_range(group) >= least for group, least in GATES.items())


@dataclass(frozen=True, slots=True)
class Coherence:
    """The gates of `coherence`, laid on the streams of one language and style, beside real ones if there are any."""

    name: str
    language: Language
    style: Style
    values: Mapping[str, float]
    real: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """Of each real log."""

    @property
    def missed(self) -> list[str]:
        """The gates that don't hold."""
        return [
            gate.name
            for gate in coherence.GATES
            if gate.name in self.values and not gate.holds(self.values[gate.name], self.style, self.language)
        ]


def measured(name: str, logs: Iterable[Sequence[Line]]) -> Result:
    """Lay the yardstick on logs."""
    frozen = tuple(tuple(log) for log in logs)
    values = {measure.name: median(measure.of(log) for log in frozen) for measure in MEASURES}
    return Result(name, frozen, values)


def ours(
    library: PackLibrary,
    language: Language,
    style: Style = "soft",
    *,
    game: str | None = None,
    seeds: Iterable[int] = SEEDS,
) -> Result:
    """Some simulated streams in a language."""
    logs = [stream(library, language, seed, style, game=game) for seed in seeds]
    return measured(f"{language}, {game or GAMES[language]}", logs)


def cohering(
    library: PackLibrary, language: Language, style: Style, result: Result, real: Sequence[Sequence[Line]] = ()
) -> Coherence:
    """Lay the gates of `coherence` on streams that were made, and on more of their kind."""
    values = coherence.medians(coherence.on_logs(result.logs, language))
    values |= measured_apart(library, language, style, result.logs)
    if not real:
        return Coherence(f"{result.name}, {style}", language, style, values)
    values[coherence.TOLD_APART] = auc(real, result.logs, STREAMER, language)
    return Coherence(f"{result.name}, {style}", language, style, values, coherence.on_logs(real, language))


def naive() -> Result:
    """Five naive streams."""
    return measured("naive", [naive_log(seed, MINUTES * 60) for seed in SEEDS])


def category_shares(library: PackLibrary, language: Language, *, hours: float = 10) -> dict[str, float]:
    """What the categories of a long stream come to, in per cent."""
    told = simulate(
        library,
        game=GAMES[language],
        mode="game",
        language=language,
        minutes=hours * 60,
        seed=1,
        channel=Channel(crowd=VIEWERS),
    )
    counted = Counter(message.category for message in told)
    return {name: 100 * count / counted.total() for name, count in counted.most_common()}
