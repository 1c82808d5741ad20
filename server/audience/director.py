"""Director: decides who says what, when.

Pure and seeded: the same seed and the same calls give the same chat, to the byte. Times are in seconds on whatever
clock the caller keeps; the messages' timestamps are that time in milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Protocol

from server.audience.crowd import Crowd, NameParts
from server.audience.message import ChatMessage
from server.audience.moment import Wave, make_wave
from server.audience.rhythm import Rhythm
from server.audience.voice import typed
from server.channel import Pace
from server.phrases.phrase import Category, Phrase, moment_category


class Stock(Protocol):
    """Where the director's phrases come from; a bank with its show fulfils it."""

    def draw(self, category: Category) -> Phrase | None:
        """A phrase of `category`, or None when nothing of it fits the show."""


class Director:
    """One show's director. `start` it, then call `next` when `next_at` says so."""

    def __init__(
        self,
        *,
        stock: Stock,
        weights: Mapping[Category, float],
        names: NameParts,
        viewers: int,
        pace: Pace,
        random: Random,
    ) -> None:
        self._random = random
        self._stock = stock
        self._weights = dict(weights)
        self.crowd = Crowd(viewers, names, random)
        self._rhythm = Rhythm(pace, random)

    def start(self, now: float) -> None:
        """Begin, or begin again after a sleep."""
        self.crowd.start(now)
        self._rhythm.start(now)

    def next_at(self) -> float:
        """When the next message is due."""
        return self._rhythm.next_at()

    def next(self) -> ChatMessage:
        """The message that is due. Its time is the beat's, however late the caller is.

        Raises `Speechless` when no category has a phrase that fits.
        """
        beat = self._rhythm.take()
        viewer = self.crowd.pick(beat.at, in_wave=beat.moment is not None)
        phrase = self._wave_phrase(beat.moment) or self._phrase()
        return ChatMessage(
            id=f"{self._random.getrandbits(48):012x}",
            username=viewer.name,
            content=typed(phrase.text, viewer, self._random),
            timestamp=round(beat.at * 1000),
            category=phrase.category,
            color=viewer.color,
            badges=viewer.badges,
        )

    def wave(self, moment: str, now: float) -> Wave:
        """Something just happened: a wave of reactions begins."""
        wave = make_wave(moment, now, self._random)
        self._rhythm.add(wave)
        return wave

    def set_stock(self, stock: Stock) -> None:
        """Another game, or the same with other phrases."""
        self._stock = stock

    def set_weights(self, weights: Mapping[Category, float]) -> None:
        """Another mix of categories."""
        self._weights = dict(weights)

    def set_pace(self, pace: Pace, now: float) -> None:
        """Another pace, at once."""
        self._rhythm.set_pace(pace, now)

    def _wave_phrase(self, moment: str | None) -> Phrase | None:
        return self._stock.draw(moment_category(moment)) if moment is not None else None

    def _phrase(self) -> Phrase:
        """A phrase of a category drawn by weight; where that is empty, by the weights of the others."""
        left = dict(self._weights)
        while left:
            weights = list(left.values())
            category = self._random.choices(list(left), weights if any(weights) else None)[0]
            phrase = self._stock.draw(category)
            if phrase is not None:
                return phrase
            del left[category]
        raise Speechless


class Speechless(Exception):
    """No category has a phrase that fits: the packs are broken."""
