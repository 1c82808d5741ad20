"""Viewer source: what a channel's crowd is made of, from the packs and from what the streamer gave."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from server.audience.channel_typing import typing_in
from server.audience.usernames import Blocked
from server.audience.viewer_factory import CrowdMaterial
from server.model.own_content import OwnContent
from server.model.phrase import Language
from server.phrases.library import PackLibrary
from server.phrases.viewer_kinds import Origins


def crowd_material_of(
    library: PackLibrary,
    language: Language,
    mine: OwnContent | None = None,
    home: str | None = None,
    *,
    streamer: str = "",
) -> CrowdMaterial:
    """The names and kinds of people of a language, the streamer's own names, where most are from, and how people type
    in the channel of the streamer of that name."""
    material = _channel_material_of(library, language, streamer)
    if mine is not None and mine.names:
        material = replace(material, given=mine.names)
    # A region of another language has no viewers here.
    return replace(material, home=home) if home in material.people.homes else material


@lru_cache(512)
def _channel_material_of(library: PackLibrary, language: Language, streamer: str) -> CrowdMaterial:
    # Drawn once for each channel that is awake: it takes half a millisecond, and a room wakes in as much.
    material = _material_of(library, language)
    typing = typing_in(material.people.typing, streamer)
    if typing is material.people.typing:
        return material
    return replace(material, people=replace(material.people, typing=typing), channel=streamer)


@lru_cache(8)
def _material_of(library: PackLibrary, language: Language) -> CrowdMaterial:
    # The same for every room of the server: patterns and lists of thousands are made once.
    people = library.people(language)
    names, community = library.names(language), library.community(language)
    return CrowdMaterial(
        names,
        people,
        Blocked(*library.blocked),
        Origins(people.regions),
        language,
        nicknames=community.nicknames,
        name_words=frozenset(word for part in (*names.starts, *names.ends) for word in part.split("_") if word),
        when=community.when,
        word_play=library.word_play(language),
    )
