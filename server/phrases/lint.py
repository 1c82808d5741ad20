"""Lint: what is wrong in packs, for those who write them. Each rule is in a module of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from server.model.phrase import LANGUAGES, Language
from server.phrases.community import COMMUNITY, read_community
from server.phrases.intents import read_intents
from server.phrases.lint_amounts import amounts, shares
from server.phrases.lint_claims import claims
from server.phrases.lint_filled import filled_in_pack
from server.phrases.lint_fit import misfits, names_said
from server.phrases.lint_lines import lines_of, names_in
from server.phrases.lint_patterns import patterns
from server.phrases.lint_regions import regions
from server.phrases.lint_screen import screen
from server.phrases.lint_topics import loose_topics
from server.phrases.pack import GENERAL, Pack, read_pack
from server.phrases.pack_error import PackError
from server.phrases.pack_folders import INTENTS, NAMES, OURS, SPEECH, VIEWERS
from server.phrases.questions import read_questions
from server.phrases.speech import read_speech
from server.phrases.template import FACT
from server.phrases.username_parts import read_names
from server.phrases.viewer_kinds import Origins, ViewerKinds, read_people
from server.phrases.word_play import WORD_PLAY, read_word_play
from server.text.languages import is_code, languages_in


def check_folders(*folders: Path) -> Iterator[str]:
    """Everything in the packs of these folders."""
    for folder in folders:
        for language in dict.fromkeys((*LANGUAGES, *languages_in(folder))):
            yield from check_files(sorted((folder / language).glob("*.toml")), language)


def check_files(paths: Iterable[Path], language: Language | None = None) -> Iterator[str]:
    """What is wrong in these files, each finding with its file. The language is the folder's name."""
    for path in paths:
        spoken = language or _language_of(path)
        try:
            if path.stem == NAMES:
                read_names(path)
            elif path.stem == VIEWERS:
                read_people(path)
            elif path.stem == COMMUNITY:
                pack = read_community(path, spoken).as_pack()
                yield from (f"{path}: {finding}" for finding in check_community(pack))
            elif path.stem == WORD_PLAY:
                read_word_play(path)
            elif path.stem == INTENTS:
                read_intents(path)
                read_questions(path)
            elif path.stem == SPEECH:
                read_speech(path)
            else:
                found = check_pack(read_pack(path, spoken), ours=path.resolve().is_relative_to(OURS))
                yield from (f"{path}: {finding}" for finding in found)
        except PackError as error:
            yield str(error)


def check_pack(pack: Pack, *, ours: bool = False) -> Iterator[str]:
    """What is wrong in one pack. One of `ours` also holds as much as the program promises."""
    yield from misfits(pack, _moments(pack.language), frozenset(_viewers(pack.language).facts))
    yield from names_said(pack)
    yield from claims(pack)
    yield from loose_topics(pack)
    yield from patterns(pack)
    yield from regions(pack, _origins(pack.language))
    yield from filled_in_pack(pack)
    yield from screen(pack, _moments(pack.language), _situations(pack.language))
    if ours:
        yield from amounts(pack)
        yield from shares(pack)


def check_community(pack: Pack) -> Iterator[str]:
    """What is wrong in the lines of a community; that each says what its kind knows is seen to as they are read."""
    for name in sorted({name for placed in lines_of(pack) for name in names_in(placed.line)}):
        if name.startswith(FACT) and name not in _viewers(pack.language).facts:
            yield f"{{{name}}} is a fact that no viewer has"
    yield from patterns(pack)
    yield from regions(pack, _origins(pack.language))


def _language_of(path: Path) -> Language:
    folder = path.resolve().parent.name
    return folder if is_code(folder) else "en"


@cache
def _viewers(language: Language) -> ViewerKinds:
    return read_people(OURS / language / f"{VIEWERS}.toml") if language in LANGUAGES else ViewerKinds()


@cache
def _origins(language: Language) -> Origins:
    return Origins(_viewers(language).regions)


@cache
def _moments(language: Language) -> frozenset[str]:
    """The moments of every game; of a language that isn't ours, those of ours."""
    return frozenset(name for pack in _general(language) for name in pack.moments)


@cache
def _situations(language: Language) -> frozenset[str]:
    """The same of situations."""
    return frozenset(name for pack in _general(language) for name in pack.situations)


@cache
def _general(language: Language) -> tuple[Pack, ...]:
    ours = (language,) if language in LANGUAGES else LANGUAGES
    return tuple(read_pack(OURS / one / f"{GENERAL}.toml", one) for one in ours)
