"""`make realism`: the table, and with --keep the table and the picture in docs/."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.realism.keep import keep
from benchmarks.realism.measures import NAIVE_BELOW, OVERALL
from benchmarks.realism.streams import category_shares, naive, ours
from benchmarks.realism.table import table
from server.model.phrase import LANGUAGES
from server.phrases.library import load_library

DOCS = Path(__file__).parents[2] / "docs"


def main() -> int:
    """Print the table; 1 if a gate is missed."""
    library = load_library()
    results = [ours(library, language) for language in LANGUAGES]
    plain = naive()
    print(table([*results, plain]))
    mixes = {language: category_shares(library, language) for language in LANGUAGES}
    shares = "; ".join(
        f"{language} " + ", ".join(f"{name} {share:.1f} %" for name, share in mix.items())
        for language, mix in mixes.items()
    )
    print(f"\ncategories over ten hours: {shares}")
    if "--keep" in sys.argv:
        keep(DOCS, results, plain, shares)
    good = all(result.passes and result.in_range() >= OVERALL for result in results)
    return 0 if good and plain.in_range() < NAIVE_BELOW else 1


if __name__ == "__main__":
    raise SystemExit(main())
