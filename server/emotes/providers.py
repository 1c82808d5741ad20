"""Providers: how 7TV, BTTV and FrankerFaceZ list their emotes. Pure: addresses in, answers out.

Their API's shapes: https://7tv.io/docs (v3), https://betterttv.com/developers/api (v3),
https://api.frankerfacez.com/docs (v1). All that is read is checked; what doesn't fit is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Name = Literal["seventv", "bttv", "ffz"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An emote of a provider's list: its code and its image's address."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider's lists are, and how they are read."""

    name: Name
    api: str
    images: str
    """The only place that images are fetched from, whatever a list says."""
    everywhere: str
    channel: str
    """The path of a channel's list; `{id}` is its Twitch id."""
    read: Callable[[Any, str], Iterator[Listed]]


def _seventv(answer: Any, images: str) -> Iterator[Listed]:
    found = answer.get("emote_set", answer)  # a user's answer has the set inside
    for emote in (found or {}).get("emotes") or ():
        yield Listed(str(emote["name"]), f"{images}/emote/{emote['id']}/2x.webp")


def _bttv(answer: Any, images: str) -> Iterator[Listed]:
    found = answer if isinstance(answer, list) else [*answer.get("channelEmotes", ()), *answer.get("sharedEmotes", ())]
    for emote in found:
        yield Listed(str(emote["code"]), f"{images}/emote/{emote['id']}/2x")


def _ffz(answer: Any, images: str) -> Iterator[Listed]:
    sets = answer.get("sets") or {}
    wanted = answer.get("default_sets") or list(sets)
    for name in wanted:
        for emote in (sets.get(str(name)) or {}).get("emoticons") or ():
            animated = "/animated" if emote.get("animated") else ""
            yield Listed(str(emote["name"]), f"{images}/emote/{emote['id']}{animated}/2")


PROVIDERS: dict[Name, Provider] = {
    "seventv": Provider(
        "seventv",
        "https://7tv.io/v3",
        "https://cdn.7tv.app",
        "/emote-sets/global",
        "/users/twitch/{id}",
        _seventv,
    ),
    "bttv": Provider(
        "bttv",
        "https://api.betterttv.net/3",
        "https://cdn.betterttv.net",
        "/cached/emotes/global",
        "/cached/users/twitch/{id}",
        _bttv,
    ),
    "ffz": Provider(
        "ffz",
        "https://api.frankerfacez.com/v1",
        "https://cdn.frankerfacez.com",
        "/set/global",
        "/room/id/{id}",
        _ffz,
    ),
}
