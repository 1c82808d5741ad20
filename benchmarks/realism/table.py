"""Table: the measures of some results, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

import numpy as np

from benchmarks.realism import coherence
from benchmarks.realism.measures import GATES, MEASURES, OVERALL
from benchmarks.realism.streams import Coherence, Result


def table(results: Sequence[Result]) -> str:
    """As Markdown: value and verdict of each measure, and the shares in range."""
    names = [result.name for result in results]
    rows = [f"| measure | target | range | {' | '.join(names)} |", "| --- " * (3 + len(names)) + "|"]
    for group, least in GATES.items():
        shares = (f"**{result.in_range(group):.0%}**" for result in results)
        rows.append(f"| **{group}** | | at least {least:.0%} | {' | '.join(shares)} |")
        for measure in (measure for measure in MEASURES if measure.group == group):
            values = (
                measure.show(result.values[measure.name]) + ("" if result.holds(measure) else " ✗")
                for result in results
            )
            span = f"{measure.show(measure.low)} – {measure.show(measure.high)}"
            rows.append(f"| {measure.name} | {measure.show(measure.target)} | {span} | {' | '.join(values)} |")
    shares = (f"**{result.in_range():.0%}**" for result in results)
    rows.append(f"| **overall** | | at least {OVERALL:.0%} | {' | '.join(shares)} |")
    return "\n".join(rows)


def coherence_table(results: Sequence[Coherence]) -> str:
    """As Markdown: each gate's span, the real logs' median and spread where there are any, our median and verdict."""
    heads, columns = [], []
    for result in results:
        if result.real:
            heads.append(f"real, {result.language} ({len(next(iter(result.real.values())))})")
            columns.append([_spread(gate, result.real.get(gate.name, ())) for gate in coherence.GATES])
        heads.append(result.name)
        columns.append([_verdict(gate, result) for gate in coherence.GATES])
    style = results[0].style
    rows = [f"| measure | gate | {' | '.join(heads)} |", "| --- " * (2 + len(heads)) + "|"]
    for place, gate in enumerate(coherence.GATES):
        english, spanish = (gate.span_of(style, language) for language in ("en", "es"))
        span = _span(gate, english) + (f" ({_span(gate, spanish)})" if spanish != english else "")
        rows.append(f"| {gate.name} | {span} | {' | '.join(column[place] for column in columns)} |")
    return "\n".join(rows)


def _span(gate: coherence.Gate, span: coherence.Span) -> str:
    low, high = span
    if low and high < inf:
        return f"{gate.show(low)} – {gate.show(high)}"
    return f"≥ {gate.show(low)}" if low else f"≤ {gate.show(high)}" if high < inf else "not judged"


def _spread(gate: coherence.Gate, values: Sequence[float]) -> str:
    if not values:
        return ""
    low, middle, high = np.percentile(values, [10, 50, 90])
    return f"{gate.show(middle)} [{gate.show(low)} – {gate.show(high)}]"


def _verdict(gate: coherence.Gate, result: Coherence) -> str:
    if gate.name not in result.values:
        return "not measured"
    return gate.show(result.values[gate.name]) + (" ✗" if gate.name in result.missed else "")
