"""Spoken: which packs speak for what a channel plays, and which of their lines are said by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from server.model.channel import Channel
from server.model.phrase import Category, Genre, Language, Mode
from server.phrases.library import PackLibrary
from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_file import CHATTING
from server.phrases.situation import Situation
from server.phrases.template import Template
from server.phrases.topic import Topic

LENT = ("gameplay", "reactions", "questions", "emotes")
"""Categories in which the general pack's lines also fit a game that has a pack of its own."""


def source_of(library: PackLibrary, game: str | None, mode: Mode, language: Language) -> Pack:
    """The pack that speaks for that game or topic."""
    own = library.pack(game, language, mode) if game else None
    return own or (library.chatting(language) if mode == "chatting" else library.general(language))


def genres_of(source: Pack, channel: Channel) -> frozenset[Genre]:
    """What kinds of game the channel plays: its pack's, else what the streamer said of it."""
    slot = channel.slot(channel.game) if channel.game is not None else None
    said = (slot.genre,) if slot is not None and slot.genre is not None else ()
    return frozenset(source.genres or said)


def spoken(
    library: PackLibrary, source: Pack, genres: Set[Genre]
) -> Iterator[tuple[Pack, Category, tuple[Template, ...]]]:
    """The lines that are said whatever is on screen about what `source` is of, each with its pack and its category.

    Its own come first, then those of the packs that speak for every game or topic, and for games of these `genres`.
    """
    for pack in _whole(library, source):
        for lines in _fitting(pack, genres):
            for category, some in lines.items():
                yield pack, category, tuple(some)
    general = library.general(source.language)
    if source.key != GENERAL:
        lent = LENT if source.mode == "game" else ("emotes",)
        for lines in _fitting(general, genres):
            for category, some in lines.items():
                if category in lent:
                    yield general, category, tuple(some)


def all_spoken(library: PackLibrary, source: Pack, genres: Set[Genre]) -> Iterator[tuple[Pack, Category, Template]]:
    """Every line that a show about `source` can open its mouth with, each with its pack and its category: what is said
    whatever is on screen, what situations make likely, and topics."""
    for pack, category, lines in spoken(library, source, genres):
        yield from ((pack, category, line) for line in lines)
    pack, situations = _situations(library, source, genres)
    for situation in situations:
        for category, some in situation.lines.items():
            yield from ((pack, category, line) for line in some)
    for pack, topic in topics_of(library, source, genres):
        for some in topic.lines.values():
            yield from ((pack, line.category, line) for line in some)


def situations_of(library: PackLibrary, source: Pack, genres: Set[Genre]) -> list[Situation]:
    """What can go on: the source's own, else what goes on in any game of these genres, or in any talk."""
    return _situations(library, source, genres)[1]


def other_situations_of(library: PackLibrary, source: Pack, genres: Set[Genre]) -> list[Situation]:
    """What can go on in any game of these genres, and in any talk: known only where somebody says so.

    Of a game whose genre nobody told, all of them may be meant.
    """
    general = library.general(source.language)
    talk = [library.chatting(source.language)] if source.mode == "chatting" else []
    return [
        one
        for pack in (*talk, general)
        for one in pack.situations.values()
        if not one.genres or not genres or not one.genres.isdisjoint(genres)
    ]


def _situations(library: PackLibrary, source: Pack, genres: Set[Genre]) -> tuple[Pack, list[Situation]]:
    for pack in (source, *_lenders(library, source)):
        fitting = [one for one in pack.situations.values() if not one.genres or not one.genres.isdisjoint(genres)]
        if fitting:
            return pack, fitting
    return source, []


def topics_of(library: PackLibrary, source: Pack, genres: Set[Genre]) -> Iterator[tuple[Pack, Topic]]:
    """What can be talked about, each with its pack: the source's own first, what has nothing to do with it last."""
    for pack in (source, *_lenders(library, source)):
        for topic in pack.topics:
            if not topic.genres or not topic.genres.isdisjoint(genres):
                yield pack, topic
        for some in pack.only:
            if not some.genres.isdisjoint(genres):
                yield from ((pack, topic) for topic in some.topics)
    tangents = library.tangents(source.language, source.mode)
    yield from ((tangents, topic) for topic in tangents.topics)


def _whole(library: PackLibrary, source: Pack) -> list[Pack]:
    """The packs of which every line fits."""
    if source.mode == "game" or source.key == CHATTING:
        return [source]
    return [source, library.chatting(source.language)]


def _lenders(library: PackLibrary, source: Pack) -> Iterator[Pack]:
    lender = library.general(source.language) if source.mode == "game" else library.chatting(source.language)
    if lender.key != source.key:
        yield lender


def _fitting(pack: Pack, genres: Set[Genre]) -> Iterator[Mapping[Category, Iterable[Template]]]:
    """A pack's lines, and those of it that are only for games of these genres."""
    yield pack.lines
    yield from (some.lines for some in pack.only if not some.genres.isdisjoint(genres))
