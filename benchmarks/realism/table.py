"""Table: the measures of some results, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.realism.measures import GATES, MEASURES, OVERALL
from benchmarks.realism.streams import Result


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
