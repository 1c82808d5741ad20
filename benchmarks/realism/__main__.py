"""`make realism`: the tables; --real FOLDER lays real logs beside, --keep renews what stands in docs/."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.realism.coherence import Style
from benchmarks.realism.keep import keep
from benchmarks.realism.measures import NAIVE_BELOW, OVERALL
from benchmarks.realism.real import real_logs
from benchmarks.realism.simulated import is_known
from benchmarks.realism.streams import Result, category_shares, cohering, naive, ours
from benchmarks.realism.table import coherence_table, table
from server.model.phrase import LANGUAGES, Language
from server.phrases.library import PackLibrary, load_library

DOCS = Path(__file__).parents[2] / "docs"
STYLES: dict[Style, str] = {
    "soft": "Soft: a crowd that claims nothing it can't know, which is a first evening",
    "story": "Story: a crowd that invents the session, as `simulate --story` does",
}


def main() -> int:
    """Print the tables; 1 if a gate is missed."""
    options = _options()
    library = load_library()
    results = [ours(library, language) for language in LANGUAGES]
    plain = naive()
    print(table([*results, plain]))
    shares = _mixes(library)
    print(f"\ncategories over ten hours: {shares}")
    real = {language: list(real_logs(options.real, language)) if options.real else [] for language in LANGUAGES}
    good = all(result.passes and result.in_range() >= OVERALL for result in results)
    tables = []
    for style, head in STYLES.items():
        if not is_known(style):
            continue
        found = [
            cohering(library, language, style, _made(library, language, style, results), real[language])
            for language in LANGUAGES
        ]
        tables.append(f"## {head}\n\n{coherence_table(found)}")
        print(f"\n{tables[-1]}")
        for result in found:
            good = good and not result.missed
            print(f"\n{result.name}: {'missed: ' + ', '.join(result.missed) if result.missed else 'every gate holds'}")
    if options.keep:
        keep(DOCS, results, plain, shares, tables)
    return 0 if good and plain.in_range() < NAIVE_BELOW else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make realism", description=__doc__)
    parser.add_argument("--real", type=Path, metavar="FOLDER", help="logs of real chats, en-*.jsonl and es-*.jsonl")
    parser.add_argument("--keep", action="store_true", help="renew docs/realism.md and its picture")
    return parser.parse_args()


def _made(library: PackLibrary, language: Language, style: Style, results: list[Result]) -> Result:
    """The streams that are there already, or those of the other style."""
    if style == "soft":
        return next(result for result in results if result.name.startswith(language))
    return ours(library, language, style)


def _mixes(library: PackLibrary) -> str:
    mixes = {language: category_shares(library, language) for language in LANGUAGES}
    return "; ".join(
        f"{language} " + ", ".join(f"{name} {share:.1f} %" for name, share in mix.items())
        for language, mix in mixes.items()
    )


if __name__ == "__main__":
    raise SystemExit(main())
