"""Streams: what the yardstick is laid on: our own, as `seatfiller simulate` makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.realism.known import naive_log
from benchmarks.realism.log import Line, log_of
from benchmarks.realism.measures import GATES, MEASURES, Measure
from server.model.channel import Channel
from server.model.phrase import Language
from server.phrases.library import PackLibrary
from server.simulate import simulate

MINUTES = 120.0
VIEWERS = 110
SEEDS = range(1, 6)
GAMES: Mapping[Language, str] = {"es": "Minecraft", "en": "Elden Ring"}


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


def measured(name: str, logs: list[list[Line]]) -> Result:
    """Lay the yardstick on logs."""
    frozen = tuple(tuple(log) for log in logs)
    values = {measure.name: median(measure.of(log) for log in frozen) for measure in MEASURES}
    return Result(name, frozen, values)


def ours(library: PackLibrary, language: Language, *, game: str | None = None, seeds: Iterable[int] = SEEDS) -> Result:
    """Some simulated streams in a language."""
    channel = Channel(crowd=VIEWERS, pace="life")
    game = game or GAMES[language]
    logs = [
        log_of(
            simulate(library, game=game, mode="game", language=language, minutes=MINUTES, seed=seed, channel=channel)
        )
        for seed in seeds
    ]
    return measured(f"{language}, {game}", logs)


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
