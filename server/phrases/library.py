"""Library: every pack there is, ours and the streamer's own, and how a typed name finds its game."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.distance import OSA

from server.model.phrase import LANGUAGES, Language, Mode
from server.phrases.community import CommunityTexts
from server.phrases.intents import typed_words
from server.phrases.lazy_pack import LazyPack
from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_error import PackError
from server.phrases.pack_file import CHATTING, TANGENTS
from server.phrases.pack_folders import OURS, our_packs
from server.phrases.questions import TypedWords
from server.phrases.speech import SpeechWords
from server.phrases.username_parts import Names
from server.phrases.viewer_kinds import ViewerKinds, read_blocked
from server.phrases.word_play import WordPlayTexts
from server.text.normalize import decomposed

BLOCKED = OURS / "blocked-names.toml"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Title:
    """A game or a topic that has packs, and the names that find it."""

    key: str
    mode: Mode
    name: str
    names: Mapping[Language, str]
    """A topic has a name in each language; a game mostly the same."""
    aliases: tuple[str, ...]
    phrases: Mapping[Language, int]


class PackLibrary:
    """Packs by language and key. Built once at start, each pack read when it is first needed."""

    def __init__(
        self,
        packs: Iterable[LazyPack],
        names: Mapping[Language, Names],
        people: Mapping[Language, ViewerKinds] | None = None,
        blocked: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
        broken: Iterable[PackError] = (),
        typed: Mapping[Language, TypedWords] | None = None,
        communities: Mapping[Language, CommunityTexts] | None = None,
        speech: Mapping[Language, SpeechWords] | None = None,
        word_play: Mapping[Language, WordPlayTexts] | None = None,
    ) -> None:
        self._packs = {(pack.language, pack.key): pack for pack in packs}
        self._names = dict(names)
        self._people = dict(people or {})
        self._typed = dict(typed or {})
        self._speech = dict(speech or {})
        self._word_play = dict(word_play or {})
        self._communities = dict(communities or {})
        self.languages: tuple[Language, ...] = tuple(
            language
            for language in dict.fromkeys((*LANGUAGES, *sorted(self._names)))
            if language in self._names and {(language, GENERAL), (language, CHATTING)} <= self._packs.keys()
        )
        """Those that a chat can be in, ours first."""
        self.blocked = blocked
        """Parts of user names, and whole ones, that no viewer may have."""
        self.broken = tuple(broken)
        """Files of the streamer's own that are left out."""
        self._tangents: dict[tuple[Language, Mode], Pack] = {}
        self._ordinary: dict[Language, frozenset[str]] = {}
        self._keys: dict[Mode, dict[str, str]] = {"game": {}, "chatting": {}}
        for pack in self._packs.values():
            for name in (pack.name, *pack.aliases, pack.key) if pack.name else ():
                self._keys[pack.mode].setdefault(fold(name), pack.key)

    def general(self, language: Language) -> Pack:
        """The pack that speaks for every game without one."""
        return self._packs[language, GENERAL].pack

    def chatting(self, language: Language) -> Pack:
        """The pack of just chatting."""
        return self._packs[language, CHATTING].pack

    def tangents(self, language: Language, mode: Mode = "game") -> Pack:
        """What viewers talk about beside any game, or beside any talk; nothing where there is no such pack."""
        if (language, mode) not in self._tangents:
            kept = self._packs.get((language, TANGENTS))
            pack = kept.pack if kept is not None else Pack(TANGENTS, "game", None, language)
            if mode == "chatting":
                topics = tuple(topic.told_as("comments", instead_of="gameplay") for topic in pack.topics)
                pack = replace(pack, mode=mode, topics=topics)
            self._tangents[language, mode] = pack
        return self._tangents[language, mode]

    def names(self, language: Language) -> Names:
        """What the crowd's names are made of."""
        return self._names[language]

    def people(self, language: Language) -> ViewerKinds:
        """The kinds of viewers there are, where they come from and how they type."""
        return self._people.get(language, ViewerKinds())

    def community(self, language: Language) -> CommunityTexts:
        """What regulars say of each other and of the evenings before."""
        return self._communities.get(language) or CommunityTexts(language)

    def typed(self, language: Language) -> TypedWords:
        """By which words what a streamer types in that language is understood."""
        return self._typed.get(language, TypedWords())

    def word_play(self, language: Language) -> WordPlayTexts:
        """The words that a chat in that language plays with."""
        return self._word_play.get(language, WordPlayTexts())

    def speech(self, language: Language) -> SpeechWords:
        """By which words what a streamer says aloud in that language is understood, and what is written back."""
        return self._speech.get(language, SpeechWords())

    def ordinary_words(self, language: Language) -> frozenset[str]:
        """Words of the language, folded: those in the lines for any game and any talk. No name is one of them."""
        if language not in self._ordinary:
            packs = (self.general(language), self.chatting(language), self.tangents(language))
            texts = (line.source for pack in packs for line in pack.all_lines())
            self._ordinary[language] = frozenset(word for text in texts for word in typed_words(text))
        return self._ordinary[language]

    def pack(self, name: str, language: Language, mode: Mode = "game") -> Pack | None:
        """The pack that `name` means, by name, alias or a slip of the keys, if there is one in `language`."""
        key = self._key(name, mode)
        pack = self._packs.get((language, key)) if key else None
        return pack.pack if pack else None

    def knows(self, name: str, mode: Mode = "game") -> bool:
        """Whether `name` means a game, or a topic, that has a pack in any language."""
        return self._key(name, mode) is not None

    def title(self, name: str, mode: Mode = "game") -> str:
        """The game's proper name if a pack knows it; else `name` as it is. A topic stays as it was typed."""
        key = self._key(name, mode) if mode == "game" else None
        packs = (self._packs.get((language, key)) for language in self.languages) if key else ()
        return next((pack.name for pack in packs if pack and pack.name), name)

    def titles(self) -> list[Title]:
        """Every game and topic with a pack, by name. It reads every pack whole: keep it off the event loop."""
        return sorted(self._titles(), key=lambda title: title.name.casefold())

    def _titles(self) -> Iterator[Title]:
        for key in dict.fromkeys(key for _, key in self._packs):
            packs = [self._packs[language, key] for language in self.languages if (language, key) in self._packs]
            if packs and packs[0].name:
                aliases = dict.fromkeys(alias for pack in packs for alias in pack.aliases)
                phrases = {pack.language: pack.pack.count() for pack in packs}
                names = {pack.language: pack.name or "" for pack in packs}
                yield Title(key, packs[0].mode, packs[0].name, names, tuple(aliases), phrases)

    def _key(self, name: str, mode: Mode) -> str | None:
        """The key that the name means. A slip is one letter off from five letters on, two from nine on."""
        keys = self._keys[mode]
        typed = fold(name)
        if typed in keys:
            return keys[typed]
        slips = 0 if len(typed) < 5 else 1 if len(typed) < 9 else 2
        if not slips:
            return None
        digits = _digits(typed)
        near = (
            (OSA.distance(typed, known, score_cutoff=slips), known)
            for known in keys
            if len(known) >= 5 and _digits(known) == digits
        )
        distance, known = min(near, default=(slips + 1, ""))
        return keys[known] if distance <= slips else None


def _digits(text: str) -> str:
    """A sequel isn't a slip: Red Dead Redemption 1 must not become 2."""
    return "".join(character for character in text if character.isdigit())


def fold(name: str) -> str:
    """What two spellings of a name share: no capitals, no accents, no punctuation, no spaces."""
    plain = decomposed(name.casefold())
    return "".join(character for character in plain if character.isalnum()) or name.casefold()


def load_library(*own: Path) -> PackLibrary:
    """All packs: ours, then those in the folders `own`, which may replace ours by their file name."""
    found = our_packs().joined_by(*own)
    for error in found.broken:
        log.warning("pack left out: %s", error)
    blocked = read_blocked(BLOCKED)
    return PackLibrary(
        *(found.packs.values(), found.names, found.people, blocked, found.broken),
        *(found.typed, found.communities, found.speech, found.word_play),
    )
