"""Keep: the table and the picture as they stand in docs/."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.realism.picture import picture
from benchmarks.realism.simulated import MINUTES, SEEDS, VIEWERS
from benchmarks.realism.streams import Result
from benchmarks.realism.table import table

_INTRODUCTION = """# Realism

How far the simulated chat is from real ones. The yardstick's targets and ranges were measured on 62 public streams of
13 small channels, at 3 to 12 messages a minute; where the streams' own spread wasn't known, half to twice the median
counts. A *naive* simulator, which draws gap, viewer and phrase uniformly, is the thing to be far from.

Where the code names this page for a figure, it is of the same kind: the rhythm, who speaks how often, how people type
and answer, from those 62 streams; what a chat is about, for how long and in how many words, how channels differ, from
29 logs of other small channels in both languages. None of the logs are kept here; `--real FOLDER` lays yours beside.

Each value is the median of {seeds} streams of {minutes:.0f} minutes with {viewers} viewers, at the pace "as in life",
with the default weights and no key. ✗: out of range. Renew with `make realism ARGS=--keep`.

The mix of categories holds at the same time, over ten hours: {shares}.

![Gaps, counts, messages per viewer and lengths](realism.svg)

"""


_COHERENCE = """# What readers go by

The measures above say whether a chat has the right form; these, whether it is about something. Each is defined in the
docstring of its function in `benchmarks/realism/`. *Lift* is how much likelier two lines by different people share a
content word than if the log's lines were shuffled over its times, which gives 1. The gates are the tenth to ninetieth
percentile of real streams, or what is bearable beside them; Spanish in brackets where it differs."""


def keep(folder: Path, results: Sequence[Result], naive: Result, shares: str, tables: Sequence[str]) -> None:
    """Write docs/realism.md and docs/realism.svg."""
    introduction = _INTRODUCTION.format(seeds=len(SEEDS), minutes=MINUTES, viewers=VIEWERS, shares=shares)
    whole = "\n\n".join([introduction.rstrip() + "\n\n" + table([*results, naive]), _COHERENCE, *tables]) + "\n"
    (folder / "realism.md").write_text(whole, encoding="utf-8")
    (folder / "realism.svg").write_text(picture([*results, naive]), encoding="utf-8")
