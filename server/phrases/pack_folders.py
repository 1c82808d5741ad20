"""Pack folders: what the folders of packs hold, ours and the streamer's own.

A file of one's own takes the place of ours by its name; kinds of viewers and a community's lines join ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

from server.model.phrase import LANGUAGES, Language
from server.phrases.community import COMMUNITY, CommunityTexts, read_community
from server.phrases.intents import read_intents
from server.phrases.lazy_pack import LazyPack, lazy_pack, loaded_pack
from server.phrases.pack import read_pack
from server.phrases.pack_error import PackError
from server.phrases.questions import TypedWords, read_questions
from server.phrases.speech import SpeechWords, read_speech
from server.phrases.username_parts import Names, read_names
from server.phrases.viewer_kinds import ViewerKinds, read_people
from server.phrases.word_play import WORD_PLAY, WordPlayTexts, read_word_play
from server.text.languages import NEEDED, is_code, languages_in

OURS = Path(__file__).parent / "packs"
NAMES = "names"
VIEWERS = "viewers"
INTENTS = "intents"
SPEECH = "speech"
NO_PACKS = frozenset((NAMES, VIEWERS, INTENTS, SPEECH, COMMUNITY, WORD_PLAY))
"""Files of a language's folder that hold no lines."""
MOST_FILES = 1_000
"""Packs of one language that are read."""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What folders of packs hold."""

    packs: dict[tuple[Language, str], LazyPack] = field(default_factory=dict)
    names: dict[Language, Names] = field(default_factory=dict)
    people: dict[Language, ViewerKinds] = field(default_factory=dict)
    typed: dict[Language, TypedWords] = field(default_factory=dict)
    communities: dict[Language, CommunityTexts] = field(default_factory=dict)
    speech: dict[Language, SpeechWords] = field(default_factory=dict)
    word_play: dict[Language, WordPlayTexts] = field(default_factory=dict)
    broken: list[PackError] = field(default_factory=list)
    """What is wrong with the broken ones."""

    def joined_by(self, *folders: Path) -> FolderContents:
        """These and the packs of each folder's `es/`, `en/` and so on.

        Ours are checked where they are written (`packs check`), so only their headers are read; others' are read whole.
        """
        found = FolderContents(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})
        for folder in folders:
            found.broken.extend(_half_languages(folder))
            for language in dict.fromkeys((*LANGUAGES, *languages_in(folder))):
                for path in sorted((folder / language).glob("*.toml"))[:MOST_FILES]:
                    try:
                        _read(path, language, found, ours=folder == OURS)
                    except PackError as error:
                        found.broken.append(error)
        return found


@cache
def our_packs() -> FolderContents:
    """The packs that come with the program, read once: they don't change while a process runs."""
    return FolderContents().joined_by(OURS)


def _read(path: Path, language: Language, into: FolderContents, *, ours: bool) -> None:
    """One file. Raises `PackError`."""
    if path.stem == NAMES:
        into.names[language] = read_names(path)
    elif path.stem == VIEWERS:
        # The streamer's own kinds of viewers join ours; a pack of one's own takes our pack's place.
        into.people[language] = into.people.get(language, ViewerKinds()).with_more(read_people(path))
    elif path.stem == COMMUNITY:
        before = into.communities.get(language, CommunityTexts(language))
        into.communities[language] = before.with_more(read_community(path, language))
    elif path.stem == INTENTS:
        into.typed[language] = TypedWords(read_intents(path), read_questions(path))
    elif path.stem == WORD_PLAY:
        known = into.word_play.get(language, WordPlayTexts())
        into.word_play[language] = known.with_more(read_word_play(path))
    elif path.stem == SPEECH:
        into.speech[language] = read_speech(path)
    else:
        into.packs[language, path.stem] = lazy_pack(path, language) if ours else loaded_pack(read_pack(path, language))


def _half_languages(folder: Path) -> Iterator[PackError]:
    """Languages that lack what a chat can't do without."""
    for path in sorted(folder.glob("*/")):
        if is_code(path.name) and path.name not in LANGUAGES and any(path.glob("*.toml")):
            missing = [name for name in NEEDED if not (path / name).is_file()]
            if missing:
                yield PackError(path, None, f"a language needs {', '.join(NEEDED)}; here is no {missing[0]}")
