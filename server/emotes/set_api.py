"""Set api: how 7TV, BTTV and FrankerFaceZ list their emotes. Pure: addresses in, answers out.

Their API's shapes: https://7tv.io/docs (v3), https://betterttv.com/developers/api (v3),
https://api.frankerfacez.com/docs (v1). All that is read is checked; an entry that doesn't fit is passed over, and only
an answer that is no list of theirs at all is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Name = Literal["seventv", "bttv", "ffz"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An emote of a provider's list: its code, its image's address, and whether it is drawn over the one before."""

    code: str
    url: str
    zero_width: bool = False


@dataclass(frozen=True, slots=True)
class EmoteProvider:
    """Where a provider's lists are, and how they are read."""

    name: Name
    api: str
    images: str
    """The only place that images are fetched from, whatever a list says."""
    everywhere: str
    channel: str
    """The path of a channel's list; `{id}` is its Twitch id."""
    read: Callable[[Any, str], Iterator[Listed]]
    """Raises `ValueError`, `TypeError`, `AttributeError` for what is no list of theirs."""


def _entries(found: Any) -> Iterable[dict[str, Any]]:
    """The entries that are ones: objects with an id that is a word or a number. Raises `ValueError`."""
    if not isinstance(found, list):
        raise ValueError("no list of emotes")
    for one in found:
        if isinstance(one, dict) and str(one.get("id", "")).isalnum():
            yield one


def _seventv(answer: Any, images: str) -> Iterator[Listed]:
    found = answer.get("emote_set", answer)  # a user's answer has the set inside, or null where none is active
    for emote in _entries((found or {}).get("emotes") or []):
        data = emote.get("data")
        # Bit 0 of an active emote's flags, bit 8 of the emote's own (their EmoteFlags).
        own = _flags(data.get("flags")) if isinstance(data, dict) else 0
        over = bool(_flags(emote.get("flags")) & 1 or own & 256)
        yield Listed(str(emote.get("name", "")), f"{images}/emote/{emote['id']}/2x.webp", over)


_BTTV_OVERLAYS = frozenset({"SoSnowy", "IceCold", "SantaHat", "TopHat", "ReinDeer", "CandyCane", "cvMask", "cvHazmat"})
"""Their global emotes that are drawn over the one before: their lists don't say so, their pages have it by name."""


def _bttv(answer: Any, images: str) -> Iterator[Listed]:
    found = answer
    if isinstance(answer, dict):
        found = [*_entries(answer.get("channelEmotes", [])), *_entries(answer.get("sharedEmotes", []))]
    for emote in _entries(found):
        code = str(emote.get("code", ""))
        yield Listed(code, f"{images}/emote/{emote['id']}/2x", isinstance(answer, list) and code in _BTTV_OVERLAYS)


def _ffz(answer: Any, images: str) -> Iterator[Listed]:
    sets = answer["sets"]
    for name in answer.get("default_sets") or list(sets):
        for emote in _entries((sets.get(str(name)) or {}).get("emoticons") or []):
            animated = "/animated" if emote.get("animated") else ""
            # A modifier is drawn over the one before; bit 0 of its flags: it changes that one, and isn't drawn.
            over = bool(emote.get("modifier")) and not _flags(emote.get("modifier_flags")) & 1
            yield Listed(str(emote.get("name", "")), f"{images}/emote/{emote['id']}{animated}/2", over)


def _flags(value: Any) -> int:
    return value if isinstance(value, int) else 0


PROVIDERS: dict[Name, EmoteProvider] = {
    "seventv": EmoteProvider(
        "seventv",
        "https://7tv.io/v3",
        "https://cdn.7tv.app",
        "/emote-sets/global",
        "/users/twitch/{id}",
        _seventv,
    ),
    "bttv": EmoteProvider(
        "bttv",
        "https://api.betterttv.net/3",
        "https://cdn.betterttv.net",
        "/cached/emotes/global",
        "/cached/users/twitch/{id}",
        _bttv,
    ),
    "ffz": EmoteProvider(
        "ffz",
        "https://api.frankerfacez.com/v1",
        "https://cdn.frankerfacez.com",
        "/set/global",
        "/room/id/{id}",
        _ffz,
    ),
}
