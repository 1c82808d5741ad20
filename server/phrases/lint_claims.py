"""Lint claims: lines that say that something has just happened where that isn't known.

What stands in `[phrases]` is said whatever is on screen, what stands in a situation at any minute of it; what has just
happened belongs under `[moments]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from server.phrases.claims import claims_a_moment
from server.phrases.lint_lines import lines_of, messages_of, written
from server.phrases.pack import Pack


def claims(pack: Pack) -> Iterator[str]:
    """The lines of `[phrases]`, `[situations]` and `[frames]` that claim what only a moment knows."""
    for placed in lines_of(pack, answers=False):
        if placed.table not in ("phrases", "situations", "frames") or placed.category == "emotes":
            continue
        for text in written(placed.line):
            if any(claims_a_moment(message, pack.language) for message in messages_of(text)):
                yield f"{placed.text!r} says that something just happened; such lines stand in [moments]"
                break
