"""How many of each provider's latest lines could be used."""

from __future__ import annotations

from server.providers.yield_counts import LATEST, YieldCounts


def test_only_the_latest_lines_count():
    """A provider that was bad an hour ago and is good now is good; each by itself."""
    counts = YieldCounts()
    assert counts.of("groq") == {"lines": 0, "good": 0}
    for good in (False, True):
        for _ in range(LATEST):
            counts.add("groq", good)
    counts.add("cerebras", False)
    assert counts.of("groq") == {"lines": LATEST, "good": LATEST}
    assert counts.of("cerebras") == {"lines": 1, "good": 0}
