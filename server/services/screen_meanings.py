"""Screen meanings: what the texts of a channel's game mean, and what a person calls it."""

from __future__ import annotations

from typing import Any

from server.model.channel import Channel
from server.model.cue import Cue
from server.phrases.library import PackLibrary
from server.phrases.pack import Pack
from server.senses.screen_text import ScreenWatch


class Meanings:
    """Of the game that a channel plays, by the packs of its language."""

    def __init__(self, library: PackLibrary, usual_language: str) -> None:
        self._library, self._usual_language = library, usual_language
        self._packs: tuple[Pack, ...] = ()
        self._of: tuple[object, ...] | None = None

    def watch(self, channel: Channel, before: ScreenWatch) -> ScreenWatch:
        """What to look for; the same watch as `before` while that is the same, since it knows what was seen."""
        of = (channel.game, channel.mode, channel.language)
        if of == self._of:
            return before
        self._of, self._packs = of, tuple(self._packs_of(channel))
        texts = tuple(entry for pack in self._packs for entry in pack.screen)
        return before if before.texts == texts else ScreenWatch(texts)

    def told(self, cue: Cue) -> dict[str, Any]:
        """A cue as the panel shows it: the words that were read, and what they mean."""
        return {"text": cue.text, "meaning": self._moment(cue.moment) or self._situation(cue), "at": round(cue.at, 1)}

    def _packs_of(self, channel: Channel) -> list[Pack]:
        if channel.mode != "game":
            return []
        language = channel.language or self._usual_language
        own = self._library.pack(channel.game, language) if channel.game else None
        return [*([own] if own is not None else []), self._library.general(language)]

    def _moment(self, type: str | None) -> str | None:
        if type is None:
            return None
        labels = (pack.moments[type].label for pack in self._packs if type in pack.moments)
        return next((label for label in labels if label), type)

    def _situation(self, cue: Cue) -> str | None:
        key = cue.situation or ""
        label = next((pack.situations[key].label for pack in self._packs if key in pack.situations), key)
        return ": ".join(filter(None, (label, ", ".join(cue.values.values()))))
