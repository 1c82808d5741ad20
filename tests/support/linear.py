"""What makes reading linear, without a clock: patterns that can't backtrack far, and work that is counted."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

try:
    from re import _constants as constants
    from re import _parser as parser
except ImportError:  # another Python keeps them elsewhere
    import sre_constants as constants  # type: ignore[no-redef]
    import sre_parse as parser  # type: ignore[no-redef]

MANY = 200
"""From so many times on, a repeat counts as one without an end."""


def patterns_of(*modules: ModuleType) -> dict[str, re.Pattern[str]]:
    """Every compiled pattern that stands in these modules."""
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }


def nested_repeats(pattern: re.Pattern[str]) -> list[str]:
    """Repeats without an end inside of repeats without an end: what makes a pattern explode."""
    return list(_nested(parser.parse(pattern.pattern, pattern.flags), inside=False))


def _nested(tree: Any, *, inside: bool) -> Iterator[str]:
    for operator, argument in tree:
        if operator in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            _, most, inner = argument
            endless = most == constants.MAXREPEAT or most >= MANY
            if endless and inside:
                yield str(inner)
            yield from _nested(inner, inside=inside or endless)
        elif operator is constants.SUBPATTERN:
            yield from _nested(argument[-1], inside=inside)
        elif operator is constants.BRANCH:
            for branch in argument[1]:
                yield from _nested(branch, inside=inside)
        elif operator in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _nested(argument[1], inside=inside)


def work(call: Callable[[], object]) -> int:
    """Lines of Python that a call runs."""
    count = 0

    def trace(frame: Any, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
