"""Plan: what a writer asks for next, and when.

    nothing there yet           a short first answer, at once
    "what's going on" changed   a few lines that lean on it, for that channel alone
    a moment                    a few shouts of its own, for that channel alone
    short of lines to say       a whole batch, not more often than `rest_s`

Pure: times are seconds on the caller's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from server.generation.dependencies import Reader
from server.generation.need import lasts
from server.generation.request import GenerationRequest, RequestSpec
from server.providers.sections import Writing

URGENT_S = 12.0
"""Between two requests that can't wait: a moment, what is going on."""
NEW_TEXT_S = 1.0
"""The same where what is going on has just changed."""
FRESH_S = 10.0
"""After a game's first answer: streamers try several games in a row, and a whole batch for each would be wasted."""
NOW_LINES, NOW_LOW = 12, 4
"""Lines asked for about what the streamer typed, and unsaid ones of it below which more are asked for."""
MOMENT_LINES = 6
"""Lines asked for about a moment."""


class Plan:
    """One writer's. `can_pay` says whether a channel's own budget admits a request."""

    def __init__(self, settings: Writing, can_pay: Callable[[str], bool]) -> None:
        self._settings = settings
        self._can_pay = can_pay
        self._rests_until = self._urgent_from = self._text_from = 0.0
        self._idle_until: dict[str, float] = {}
        """By the kind of a job, when a provider can be asked again."""
        self._exhausted: Set[str] = frozenset()
        """Categories of which the last whole batch brought none."""
        self._asked_now: dict[Reader, str] = {}
        """What was going on there when lines about that were last asked for."""
        self._moments: dict[Reader, str] = {}

    def next(self, readers: Iterable[Reader], now: float) -> RequestSpec | None:
        """What is to be asked for the shows that read, now that there are lines."""
        readers = list(readers)
        urgent = self._urgent(readers, now)
        if urgent is None and now >= self._rests_until:
            for reader in readers:
                left = lasts(reader.stock(), reader.weights(), exhausted=self._exhausted)
                if left < self._settings.low and self._may("lines", reader.channel, now):
                    return RequestSpec(self._settings.lines, reader.channel, is_whole=True)
        return urgent

    def first(self, channels: Iterable[str], now: float) -> RequestSpec | None:
        """What is to be asked while there is nothing yet; the first channel that can pay does."""
        for channel in channels:
            if self._may("lines", channel, now):
                return RequestSpec(self._settings.first_lines, channel)
        return None

    def moment(self, reader: Reader, moment: str, now: float) -> bool:
        """Something happened in that show: whether lines of its own will be asked for."""
        if now < self._urgent_from:
            return False
        self._moments[reader] = moment
        return True

    def remove_reader(self, reader: Reader) -> None:
        """That show reads no more."""
        self._moments.pop(reader, None)
        self._asked_now.pop(reader, None)

    def has_new_text(self, reader: Reader) -> bool:
        """Whether something is going on there that nothing was asked about yet."""
        return bool(reader.situation) and self._asked_now.get(reader) != reader.situation

    def wake(self) -> None:
        """Somebody may be able to write again, whatever was thought."""
        self._idle_until.clear()

    def began(self, spec: RequestSpec) -> None:
        """It is asked now."""
        if spec.reader is not None and spec.now:
            self._asked_now[spec.reader] = spec.now

    def failed(self, spec: RequestSpec, again_in_s: float, now: float) -> None:
        """Nobody could write that, nor can for so long."""
        self._idle_until[spec.kind] = now + again_in_s

    def ended(self, request: GenerationRequest, now: float, *, is_first: bool, is_whole: bool) -> None:
        """It was asked, and this came; `is_whole` unless it was broken off."""
        if request.spec.reader is not None:
            self._urgent_from, self._text_from = now + URGENT_S, now + NEW_TEXT_S
        elif request.lines:
            rest_s = self._settings.rest_s
            self._rests_until = now + (min(rest_s, FRESH_S) if is_first else rest_s)
            if is_whole:
                self._exhausted = request.missed

    def _urgent(self, readers: Iterable[Reader], now: float) -> RequestSpec | None:
        for reader in readers:
            text, channel = reader.situation, reader.channel
            if reader in self._moments and now >= self._urgent_from and self._may("moment", channel, now):
                return RequestSpec(MOMENT_LINES, channel, reader, text, self._moments.pop(reader))
            soon = self._text_from if self.has_new_text(reader) else self._urgent_from
            if text and now >= soon and reader.unsaid_now() < NOW_LOW and self._may("now", channel, now):
                return RequestSpec(NOW_LINES, channel, reader, text)
        return None

    def _may(self, kind: str, channel: str, now: float) -> bool:
        return now >= self._idle_until.get(kind, 0.0) and self._can_pay(channel)
