"""Form: what the lines look like, and how much they repeat."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.realism.log import Line

_LAUGH = re.compile(
    r"\b(?:a*(?:ja){2,}\w*|(?:je){2,}\w*|(?:ji){2,}\w*|a*(?:ha){2,}\w*|(?:he){2,}\w*|[js]{4,}|[ja]{5,}|lo+l\w*|lmf?ao+|rofl"
    r"|x+d+|KEKW|LUL|LULW|OMEGALUL|ICANT|PepeLaugh)\b|😂|🤣",
    re.IGNORECASE,
)
_LONG = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_PUNCTUATED = re.compile(r"[.!?…]$")


def share(lines: Sequence[Line], has: Callable[[Line], bool]) -> float:
    """Share of the lines that have it."""
    return sum(map(has, lines)) / len(lines)


def percentile(values: Sequence[int], at: float) -> float:
    """The value below which `at` per cent lie."""
    return float(np.percentile(values, at))


def icc(lines: Sequence[Line]) -> float:
    """ICC(1) of log characters by chatter, of chatters with two lines or more: how much a hand is its owner's."""
    hands: dict[str, list[float]] = defaultdict(list)
    for line in lines:
        hands[line.who].append(float(np.log(len(line.text))))
    groups = [np.asarray(values) for values in hands.values() if len(values) > 1]
    sizes = np.array([len(group) for group in groups], dtype=float)
    total = sizes.sum()
    grand = sum(group.sum() for group in groups) / total
    between = sum(size * (group.mean() - grand) ** 2 for size, group in zip(sizes, groups, strict=True))
    within = sum(((group - group.mean()) ** 2).sum() for group in groups)
    mean_between = between / (len(groups) - 1)
    mean_within = within / (total - len(groups))
    size = (total - (sizes**2).sum() / total) / (len(groups) - 1)
    return float((mean_between - mean_within) / (mean_between + (size - 1) * mean_within))


def is_lower(line: Line) -> bool:
    return any(character.isalpha() for character in line.bare) and line.bare == line.bare.lower()


def is_caps(line: Line) -> bool:
    letters = [character for character in line.bare if character.isalpha()]
    return len(letters) >= 3 and line.bare == line.bare.upper()


def is_punctuated(line: Line) -> bool:
    return _PUNCTUATED.search(line.bare) is not None


def is_stopped(line: Line) -> bool:
    return line.bare.endswith(".")


def is_emotes(line: Line) -> bool:
    return len(line.emotes) == len(line.tokens)


def is_laugh(line: Line) -> bool:
    return _LAUGH.search(line.text) is not None


def is_elongated(line: Line) -> bool:
    return _LONG.search(line.bare) is not None


def duplicates(lines: Sequence[Line]) -> float:
    """Share of the lines whose folded text was seen before in its block of 100."""
    found = 0
    for start in range(0, len(lines), 100):
        seen: set[str] = set()
        for line in lines[start : start + 100]:
            found += line.folded in seen
            seen.add(line.folded)
    return found / len(lines)


def old_lines(lines: Sequence[Line]) -> float:
    """Share of the lines that have three words or more and were said before in the log."""
    seen: set[str] = set()
    found = 0
    for line in lines:
        if len(line.tokens) >= 3:
            found += line.folded in seen
            seen.add(line.folded)
    return found / len(lines)


def type_token(lines: Sequence[Line]) -> float:
    """Different words per word, in blocks of 500."""
    words = [word for line in lines for word in line.folded.split()]
    blocks = [words[start : start + 500] for start in range(0, len(words) - 499, 500)]
    return float(np.mean([len(set(block)) / len(block) for block in blocks]))


def compressed(lines: Sequence[Line]) -> float:
    """zlib's size over the raw one, per 16 KiB."""
    raw = "\n".join(line.text for line in lines).encode()
    blocks = [raw[start : start + 16_384] for start in range(0, max(1, len(raw) - 16_383), 16_384)]
    return float(np.mean([len(zlib.compress(block)) / len(block) for block in blocks]))
