"""`make realism`: the table, and with --keep the table and the picture in docs/."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.realism.measures import GATES, MEASURES, NAIVE_BELOW, OVERALL
from benchmarks.realism.streams import Result, category_shares, naive, ours
from server.phrases.phrase import LANGUAGES
from server.phrases.shelf import load_shelf

DOCS = Path(__file__).parents[2] / "docs"


def main() -> int:
    """Print the table; 1 if a gate is missed."""
    shelf = load_shelf()
    results = [ours(shelf, language) for language in LANGUAGES]
    plain = naive()
    print(table([*results, plain]))
    for language in LANGUAGES:
        shares = category_shares(shelf, language)
        print(f"categories over ten hours, {language}: " + ", ".join(f"{n} {s:.1f} %" for n, s in shares.items()))
    if "--keep" in sys.argv:
        from benchmarks.realism.keep import keep

        keep(DOCS, results, plain)
    good = all(result.passes and result.in_range() >= OVERALL for result in results)
    return 0 if good and plain.in_range() < NAIVE_BELOW else 1


def table(results: list[Result]) -> str:
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


if __name__ == "__main__":
    raise SystemExit(main())
