"""Screen text: from what was read off a picture to what it means, by the packs' `[[screen]]`.

A text counts as a whole line of the screen: "you died" within a sentence, a chat or a subtitle is no death. Pure: takes
time (seconds) as an argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from server.model.cue import LONGEST_TEXT, Cue
from server.model.screen_text import BEGINS, ScreenText
from server.text.normalize import cleaned
from server.text.screen_letters import as_read

LARGE = 0.035
"""Of the picture's height, box and all: from here on a line is written large. At 1080 lines that is a font of 36
pixels; chats and subtitles use 20 to 34, a game's "YOU DIED" 60 to 160."""
SURE, SURE_SHORT = 0.7, 0.85
"""From which score of the reading on a line counts, and a short one."""
SHORT = 5
"""Letters."""
EXACT, ONE_OFF, TWO_OFF = 10, 14, 20
"""A text of fewer letters has to be read exactly ("ha muerto" isn't "has muerto"); of fewer than these, one may be
wrong, or two; else three."""
MOST_FOLLOWS = 34
"""Letters that may follow the beginning of a line: a title, no sentence."""
AGAIN_S = 60.0
"""While a situation stays on the screen, it is told again after so long: it goes on."""
MOST_LINES = 80
"""Of one picture that are looked at."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was read. Places and sizes are in heights of the whole picture."""

    text: str
    score: float
    """How sure the reading is: 0 to 1."""
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class ScreenWatch:
    """What one screen says while it is watched, and what of it is news."""

    def __init__(self, texts: Iterable[ScreenText]) -> None:
        self._texts = tuple(texts)
        self._patterns = [(pattern, entry) for entry in self._texts for pattern in map(_Pattern, entry.read)]
        self._seen_at: dict[str, float] = {}
        """When each moment was on the screen last."""
        self._there: tuple[str, ...] = ()
        """The moments of the newest reading."""
        self._situation: ScreenText | None = None
        self._told_at = 0.0

    @property
    def texts(self) -> tuple[ScreenText, ...]:
        """What it watches for."""
        return self._texts

    def see(self, lines: Sequence[ReadLine], now: float) -> list[Cue]:
        """What these lines say that is news: a situation, a moment, or neither."""
        found = sorted(self._found(lines), key=lambda one: -one.letters)
        moments = [one for one in found if one.entry.moment is not None]
        fresh = [one for one in moments if self._is_fresh(one.entry, now)]
        self._there = tuple({str(one.entry.moment) for one in moments})
        self.unchanged(now)
        situation = next((one for one in found if one.entry.situation is not None), None)
        cues = []
        if situation is not None and self._is_another(situation.entry, now):
            cues.append(_cue(situation, now, moment=False))
        if fresh:
            cues.append(_cue(fresh[0], now, moment=True))
        return cues

    def unchanged(self, now: float) -> None:
        """The picture is as it was: what it says isn't said anew."""
        for moment in self._there:
            self._seen_at[moment] = now

    def _is_fresh(self, entry: ScreenText, now: float) -> bool:
        seen_at = self._seen_at.get(str(entry.moment))
        return seen_at is None or now - seen_at >= entry.repeats_s

    def _is_another(self, entry: ScreenText, now: float) -> bool:
        if entry == self._situation and now - self._told_at < AGAIN_S:
            return False
        self._situation, self._told_at = entry, now
        return True

    def _found(self, lines: Sequence[ReadLine]) -> Iterator[_Found]:
        for line in _whole_lines(lines[:MOST_LINES]):
            letters = as_read(line.text)
            if line.score < (SURE_SHORT if len(letters) <= SHORT else SURE):
                continue
            for pattern, entry in self._patterns:
                if (entry.small or line.height >= LARGE) and pattern.fits(letters):
                    yield _Found(entry, line.text, len(pattern.letters))


@dataclass(frozen=True, slots=True)
class _Found:
    entry: ScreenText
    text: str
    letters: int
    """Of the pattern: the longest one says most."""


class _Pattern:
    def __init__(self, text: str) -> None:
        self.letters = as_read(text)
        self._begins = text.endswith(BEGINS)
        size = len(self.letters)
        self._off = 0 if size < EXACT else 1 if size < ONE_OFF else 2 if size < TWO_OFF else 3

    def fits(self, letters: str) -> bool:
        size = len(self.letters)
        if self._begins and size < len(letters) <= size + MOST_FOLLOWS:
            letters = letters[:size]
        if abs(len(letters) - size) > self._off:
            return False
        return OSA.distance(self.letters, letters, score_cutoff=self._off) <= self._off


def _whole_lines(lines: Sequence[ReadLine]) -> Iterator[ReadLine]:
    """Each line as it was read, and what stands beside or below it in the same hand: "YOU" and "DIED" set far apart."""
    yield from lines
    ordered = sorted(lines, key=lambda line: (line.left, line.top))
    for first in ordered:
        row = [first]
        for line in ordered:
            if line is not row[-1] and line.left > row[-1].left and _is_beside(row[-1], line):
                row.append(line)
        if len(row) > 1:
            yield _joined(row)
        below = [line for line in lines if line is not first and _is_below(first, line)]
        if len(below) == 1:
            yield _joined([first, below[0]])


def _is_beside(before: ReadLine, line: ReadLine) -> bool:
    tall, low = max(before.height, line.height), min(before.height, line.height)
    return (
        tall < 1.6 * low
        and abs(before.middle - line.middle) < 0.4 * low
        and -0.5 * low < line.left - before.right < tall
    )


def _is_below(above: ReadLine, line: ReadLine) -> bool:
    tall, low = max(above.height, line.height), min(above.height, line.height)
    centres = abs((above.left + above.right) - (line.left + line.right)) / 2
    return tall < 1.6 * low and -0.4 * low < line.top - above.bottom < 0.6 * low and centres < 0.6 * low


def _joined(lines: Sequence[ReadLine]) -> ReadLine:
    return ReadLine(
        " ".join(line.text for line in lines),
        min(line.score for line in lines),
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        min(line.height for line in lines) + min(line.top for line in lines),
    )


def _cue(found: _Found, now: float, *, moment: bool) -> Cue:
    entry, text = found.entry, cleaned(found.text)[:LONGEST_TEXT]
    if moment:
        return Cue(
            kind="screen",
            at=now,
            moment=entry.moment,
            intensity=entry.intensity,
            repeats_s=entry.repeats_s,
            text=text,
        )
    return Cue(kind="screen", at=now, situation=entry.situation, values=dict(entry.values or {}), text=text)
