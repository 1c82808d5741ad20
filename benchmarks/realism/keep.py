"""Keep: the table and the picture as they stand in docs/."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.realism.picture import picture
from benchmarks.realism.streams import MINUTES, SEEDS, VIEWERS, Result
from benchmarks.realism.table import table

_INTRODUCTION = """# Realism

How far the simulated chat is from real ones. The yardstick's targets and ranges were measured on 62 public streams of
13 small channels, at 3 to 12 messages a minute; where the streams' own spread wasn't known, half to twice the median
counts. A *naive* simulator, which draws gap, viewer and phrase uniformly, is the thing to be far from.

Each value is the median of {seeds} streams of {minutes:.0f} minutes with {viewers} viewers, at the pace "as in life",
with the default weights and no key. ✗: out of range. Renew with `make realism ARGS=--keep`.

The mix of categories holds at the same time, over ten hours: {shares}.

![Gaps, counts, messages per viewer and lengths](realism.svg)

"""


def keep(folder: Path, results: Sequence[Result], naive: Result, shares: str) -> None:
    """Write docs/realism.md and docs/realism.svg."""
    introduction = _INTRODUCTION.format(seeds=len(SEEDS), minutes=MINUTES, viewers=VIEWERS, shares=shares)
    whole = introduction + table([*results, naive]) + "\n"
    (folder / "realism.md").write_text(whole, encoding="utf-8")
    (folder / "realism.svg").write_text(picture([*results, naive]), encoding="utf-8")
