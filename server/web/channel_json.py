"""How a channel looks from outside: the JSON of the API and of the `settings` event, the same for both."""

from __future__ import annotations

from typing import Any

from server.model.channel import Channel
from server.model.look import MAIN_LOOK, Look
from server.model.phrase import LANGUAGES, Language
from server.model.settings import GameSlot
from server.phrases.library import PackLibrary
from server.phrases.pack import GENERAL
from server.phrases.pack_file import CHATTING
from server.selection.pack_sources import source_of
from server.services.services import Describe, Services


def describe_for(build: str) -> Describe:
    """`describe` with what a server has; `build` is the hash of what its pages load."""

    def described(services: Services, channel: Channel) -> dict[str, Any]:
        return describe(
            channel,
            services.library,
            language=services.language,
            slots=services.config.limits.games,
            build=build,
            emotes=services.emotes.revision,
        )

    return described


def describe(
    channel: Channel, library: PackLibrary, *, language: Language, slots: int, build: str, emotes: str
) -> dict[str, Any]:
    """The channel as the panel and the pages see it. `language` is that of a channel without one, `emotes` the
    revision of the emotes that aren't built in."""
    spoken = channel.language or language
    return {
        "id": channel.id,
        "playing": channel.playing,
        "game": channel.game,
        "mode": channel.mode,
        "language": spoken,
        "pace": channel.pace if isinstance(channel.pace, str) else channel.pace.model_dump(),
        "crowd": channel.crowd,
        "mood": channel.mood,
        "imagination": channel.imagination,
        "home": channel.home,
        "homes": library.people(spoken).homes,
        "mine": _mine(channel),
        "weights": channel.weights.named(channel.mode),
        "streamer": channel.streamer.model_dump(),
        **_look(channel.looks.look, channel),
        "look": channel.looks.active,
        "looks": {
            MAIN_LOOK: _look(channel.looks.main, channel),
            **{kept.name: _look(kept.look, channel) for kept in channel.looks.named},
        },
        "moments": _own_moments(channel, library, spoken),
        "presets": [preset.name for preset in channel.presets],
        "situation": channel.situation,
        "familyFriendly": channel.family_friendly,
        "blockedWords": list(channel.blocked_words),
        "visibility": channel.visibility,
        "onAir": channel.on_air.since is not None,
        "scene": channel.on_air.scene,
        "goLive": channel.on_air.go_live,
        "fadeMinutes": channel.on_air.fade_minutes,
        "rules": [rule.model_dump() for rule in channel.on_air.rules],
        "games": [_game(slot, library, spoken) for slot in channel.slots],
        "slots": slots,
        "build": build,
        "emotes": emotes,
    }


def _look(look: Look, channel: Channel) -> dict[str, Any]:
    return look.model_dump() | ({"tag": True} if channel.must_tag else {})


def _mine(channel: Channel) -> dict[str, Any]:
    """What there is of the streamer's own; the lines themselves are for the panel alone (GET /api/mine)."""
    mine = channel.mine
    counts = {"lines": len(mine.lines), "names": len(mine.names), "people": len(mine.people)}
    return {"share": mine.share, **counts}


def _game(slot: GameSlot, library: PackLibrary, language: Language) -> dict[str, Any]:
    source = source_of(library, slot.name, slot.mode, language)
    return {
        "name": slot.name,
        "mode": slot.mode,
        "genre": slot.genre,
        "phrases": source.count(),
        "source": "general" if source.key in (GENERAL, CHATTING) else "pack",
    }


def _own_moments(channel: Channel, library: PackLibrary, language: Language) -> list[dict[str, str]]:
    """The moments that not every chat has: the game's, and those of a language beside the pages' own. The others stand
    in the page."""
    everybodys = {name for spoken in LANGUAGES for name in library.general(spoken).moments}
    source = source_of(library, channel.game, channel.mode, language)
    own = {**library.general(language).moments, **source.moments}
    return [
        {"type": moment.type, "label": moment.label}
        for moment in own.values()
        if moment.label and moment.type not in everybodys
    ]
