"""Picture: gaps, counts a minute, messages a viewer and lengths of our streams, as one SVG.

Drawn by hand: four small charts don't ask for a plotting library.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import exp, gamma, log, log10
from statistics import NormalDist, mean

import numpy as np
from scipy.stats import nbinom

from benchmarks.realism.log import Line
from benchmarks.realism.measures import MEASURES
from benchmarks.realism.people import per_chatter
from benchmarks.realism.streams import Result
from benchmarks.realism.timing import counts

WIDTH, HEIGHT, PAD, GAP = 300, 170, 34, 26
COLOURS = ("#b98000", "#2a5fb8", "#8a8f8c")
Curve = list[tuple[float, float]]


def picture(results: Sequence[Result]) -> str:
    """The four charts beside each other, a curve for each result."""
    gaps, minutes = [_gaps(result) for result in results], [_per_minute(result) for result in results]
    charts = (
        ("gaps longer than, s", [_survival(some, 60) for some in gaps], real_gaps(mean(gaps[0])), "", False),
        ("messages in a minute", [_shares(some, 20) for some in minutes], real_minutes(mean(minutes[0])), "", False),
        ("messages of the nth chatter", [_ranks(result) for result in results], real_ranks(), " of 1,000", True),
        ("characters, longer than", [_survival(_lengths(one), 100) for one in results], real_lengths(), "", False),
    )
    body = []
    for place, (title, curves, real, above, logarithmic) in enumerate(charts):
        at = (place % 2 * (WIDTH + GAP) + PAD, place // 2 * (HEIGHT + GAP + PAD) + PAD)
        body.append(_chart(title, curves, real, above, at, logarithmic=logarithmic))
    below = 2 * (HEIGHT + GAP + PAD) + 24
    legend = "".join(
        f'<text x="{PAD + place * 150}" y="{below}" style="fill:{colour}">{escape(result.name)}</text>'
        for place, (result, colour) in enumerate(zip(results, COLOURS, strict=False))
    )
    legend += f'<text x="{PAD + 3 * 150}" y="{below}">dashed: as the targets have it</text>'
    size = f"{2 * (WIDTH + GAP) + PAD} {2 * (HEIGHT + GAP + PAD) + 36}"
    style = "<style>text{font:12px sans-serif;fill:#4f5d57}.t{font-weight:600;fill:#17211d}"
    style += ".r{fill:none;stroke:#17211d;stroke-dasharray:4 3}</style>"
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{style}{ground}{"".join(body)}{legend}</svg>\n'
    )


def target(name: str) -> float:
    """What was measured on real streams."""
    return next(measure.target for measure in MEASURES if measure.name == name)


def real_gaps(mean_s: float) -> Curve:
    """Gaps of that mean with the measured coefficient of variation: a Weibull distribution, shape 1.086 / CV^1.086."""
    shape = target("gap CV") ** -1.086
    scale = mean_s / gamma(1 + 1 / shape)
    return [(float(at), exp(-((at / scale) ** shape))) for at in range(61)]


def real_minutes(per_minute: float) -> Curve:
    """Counts of that mean with the measured Fano factor: a negative binomial distribution."""
    chance = 1 / target("Fano 60 s")
    size = per_minute * chance / (1 - chance)
    return [(float(at), float(nbinom.pmf(at, size, chance))) for at in range(21)]


def real_ranks() -> Curve:
    """The top chatter's share, and the others by Zipf's slope."""
    top, slope = 1_000 * target("top chatter"), target("Zipf")
    return [(float(rank), top * rank**-slope) for rank in range(1, 45)]


def real_lengths() -> Curve:
    """Lengths with the measured median and ninetieth percentile: a log-normal distribution."""
    middle, long = target("characters p50"), target("characters p90")
    lengths = NormalDist(log(middle), log(long / middle) / NormalDist().inv_cdf(0.9))
    return [(float(at), 1 - lengths.cdf(log(at)) if at else 1.0) for at in range(101)]


def _chart(
    title: str, curves: Sequence[Curve], real: Curve, above: str, at: tuple[float, float], *, logarithmic: bool
) -> str:
    points = [point for curve in (*curves, real) for point in curve]
    right, top = max(x for x, _ in points), max(y for _, y in points)

    def place(point: tuple[float, float]) -> str:
        x, y = point
        across = log10(max(1.0, x)) / log10(right) if logarithmic else x / right
        up = log10(max(1.0, y)) / log10(top) if logarithmic else y / top
        return f"{at[0] + across * WIDTH:.1f},{at[1] + (1 - up) * HEIGHT:.1f}"

    lines = "".join(
        f'<polyline fill="none" stroke="{colour}" stroke-width="1.6" points="{" ".join(map(place, curve))}"/>'
        for curve, colour in zip(curves, COLOURS, strict=False)
    )
    lines += f'<polyline class="r" points="{" ".join(map(place, real))}"/>'
    frame = f'<rect x="{at[0]}" y="{at[1]}" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#cfd6cf"/>'
    words = (
        f'<text class="t" x="{at[0]}" y="{at[1] - 8}">{escape(title)}</text>'
        f'<text x="{at[0] + 4}" y="{at[1] + 14}">{top:.3g}{escape(above)}</text>'
        f'<text x="{at[0] + WIDTH}" y="{at[1] + HEIGHT + 14}" text-anchor="end">{right:.0f}</text>'
    )
    return frame + lines + words


def _gaps(result: Result) -> list[float]:
    return [gap for log in result.logs for gap in np.diff([line.at for line in log])]


def _lengths(result: Result) -> list[float]:
    return [float(len(line.text)) for log in result.logs for line in log]


def _per_minute(result: Result) -> list[float]:
    return [float(count) for log in result.logs for count in counts(_times(log), 60)]


def _times(log: Sequence[Line]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([line.at for line in log])


def _survival(values: Sequence[float], most: int) -> Curve:
    """Share of the values above each whole number up to `most`."""
    found = np.asarray(values)
    return [(float(at), float((found > at).mean())) for at in range(0, most + 1, max(1, most // 60))]


def _shares(values: Sequence[float], most: int) -> Curve:
    found = np.asarray(values)
    return [(float(at), float((found == at).mean())) for at in range(most + 1)]


def _ranks(result: Result) -> Curve:
    """Messages of each chatter by rank, the mean of the logs, for 1,000 messages."""
    logs = [per_chatter(log) for log in result.logs]
    ranks = min(map(len, logs))
    return [
        (float(rank + 1), float(np.mean([1_000 * counted[rank] / sum(counted) for counted in logs])))
        for rank in range(ranks)
    ]
