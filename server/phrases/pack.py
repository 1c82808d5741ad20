"""Pack: the hand-written phrases of one game and language, read from a TOML file.

`docs/packs.md` describes the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.model.phrase import CATEGORIES, IN_WAVE, Category, Genre, Language, Mode, answer_category
from server.model.screen_text import ScreenText
from server.phrases.pack_error import PackError
from server.phrases.pack_file import CHATTING, LONGEST_NAME, MOST_WAYS, TANGENTS, PackFile
from server.phrases.screen_texts import read_screen
from server.phrases.situation import KINDS, Situation, read_situations
from server.phrases.template import Template, Thread
from server.phrases.topic import Topic, read_topics
from server.text.bounded import Unreadable, read_text

GENERAL = "general"
KEYS = frozenset(
    {
        *("game", "topic", "aliases", "genres", "slots", "phrases", "answers", "threads", "moments", "only"),
        *("situations", "topics", "frames", "roles", "screen"),
    }
)
"""Keys at the top level of a pack's file."""
TANGENT_KEYS = frozenset({"slots", "topics"})
"""The same of `tangents.toml`: what viewers talk about beside any game and any topic."""
ROLE_NAMES = (
    *("agree", "disagree", "ask", "laugh", "ack", "dunno", "same", "request"),
    *("silence", "thanks", "again"),
)
"""In the general pack: what fits under any line of a talk; and what is said to a streamer who has been silent for long,
who has just spoken after a question, or who hasn't."""
LONGEST_THREAD = 5
"""Lines."""
LONGEST_FILE = 1_024 * 1_024
"""Bytes; our largest has 100,000."""
MOST_MOMENTS, MOST_ALIASES = 100, 100
"""Moments of a pack, and other names of its game."""
SPEAKERS = "abc"

_MOMENT_NAME = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment's lines in one pack, and its word for the panel's button."""

    type: str
    label: str | None
    lines: tuple[Template, ...]
    """Of the wave."""
    after: tuple[Template, ...] = ()
    """Of the afterglow: "clip it", "again"."""


@dataclass(frozen=True, slots=True)
class GenreLines:
    """Lines, topics and threads that fit games of some genres only."""

    genres: frozenset[Genre]
    lines: Mapping[Category, tuple[Template, ...]]
    threads: tuple[Thread, ...]
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The phrases of one game or topic (or of none: `general`, `chatting`, `tangents`) in one language."""

    key: str
    """The file's name without its ending: `red-dead-redemption-2`."""
    mode: Mode
    """What it speaks in: `chatting` for a topic and for just chatting, else `game`."""
    name: str | None
    """The proper name of the game or topic; None in `general`, `chatting` and `tangents`."""
    language: Language
    aliases: tuple[str, ...] = ()
    lines: Mapping[Category, tuple[Template, ...]] = field(default_factory=dict)
    answers: Mapping[Category, tuple[Template, ...]] = field(default_factory=dict)
    """By the category that they answer to; each has the category that it counts as itself."""
    threads: tuple[Thread, ...] = ()
    moments: Mapping[str, Moment] = field(default_factory=dict)
    genres: tuple[Genre, ...] = ()
    """Of the game: which of the general pack's lines fit it."""
    only: tuple[GenreLines, ...] = ()
    """In the general pack, what doesn't fit every game."""
    situations: Mapping[str, Situation] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()
    frames: Mapping[str, Mapping[Category, tuple[Template, ...]]] = field(default_factory=dict)
    """In the general pack: lines about a value of a kind, whatever the game, by kind and category."""
    roles: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    """In the general pack: what fits under any line of a talk, by one of `ROLE_NAMES`."""
    screen: tuple[ScreenText, ...] = ()
    """Texts that the game shows, and what they mean; in the general pack, those of any game."""

    def count(self, category: Category | None = None) -> int:
        """In how many different ways the lines of `category`, or of all of them, can be said."""
        return sum(line.ways for line in self.all_lines() if category is None or line.category == category)

    def all_lines(self) -> Iterator[Template]:
        """What is said unprompted: lines that are always true, those of situations, and topics."""
        for lines in self.lines.values():
            yield from lines
        for situation in self.situations.values():
            for lines in situation.lines.values():
                yield from lines
        for topic in self.topics:
            for lines in topic.lines.values():
                yield from lines


def read_pack(path: Path, language: Language) -> Pack:
    """Read a pack's file. Raises `PackError`, which names the file and the line."""
    try:
        return parse_pack(read_text(path, LONGEST_FILE), key=path.stem, language=language, path=path)
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None


def parse_pack(source: str, *, key: str, language: Language, path: Path) -> Pack:
    """Make a pack of TOML text. Raises `PackError`."""
    return _Reader(PackFile(source, key, language, path), path).pack()


class _Reader:
    def __init__(self, file: PackFile, path: Path) -> None:
        self._file, self._path = file, path

    def pack(self) -> Pack:
        file = self._file
        content = file.content
        file.known(content, TANGENT_KEYS if file.key == TANGENTS else KEYS, "")
        situations = read_situations(file)
        lines = {
            category: file.by_mood(texts, category, f"phrases.{category}")
            for category, texts in file.categories("phrases")
        }
        if file.key in (GENERAL, CHATTING) and not any(lines.values()):
            raise PackError(self._path, None, f"{file.key}.toml is what speaks when nothing else can: it has lines")
        return Pack(
            key=file.key,
            mode=file.mode,
            name=self._title(),
            language=file.language,
            aliases=self._aliases(),
            lines=lines,
            answers={
                category: file.answers(texts, f"answers.{category}") for category, texts in file.categories("answers")
            },
            threads=self._threads(content),
            moments=dict(self._moments()),
            genres=file.genres(file.strings(content.get("genres", []), "genres", empty=True), "genres"),
            only=tuple(self._only()),
            situations=situations,
            topics=tuple(read_topics(file, file.table("topics"))),
            frames=self._frames(),
            roles=self._roles(),
            screen=read_screen(file),
        )

    def _title(self) -> str | None:
        title = self._file.content.get("topic", self._file.content.get("game"))
        if self._file.key in (GENERAL, CHATTING, TANGENTS):
            return None
        if not self._file.is_name(title):
            raise PackError(self._path, 1, 'a pack says its name: game = "...", or topic = "..."')
        return str(title)

    def _aliases(self) -> tuple[str, ...]:
        file = self._file
        aliases = file.strings(file.content.get("aliases", []), "aliases", empty=True)
        if len(aliases) > MOST_ALIASES or not all(map(file.is_name, aliases)):
            raise file.error("aliases", f"aliases: {MOST_ALIASES} of {LONGEST_NAME} characters at most")
        return aliases

    def _moments(self) -> Iterator[tuple[str, Moment]]:
        file = self._file
        moments = file.table("moments")
        for name, moment in moments.items():
            if not _MOMENT_NAME.fullmatch(name) or len(moments) > MOST_MOMENTS:
                raise file.error(name, f"moments: {MOST_MOMENTS} at most, each of one word")
            file.known(moment, {"label", "lines", "after"}, f"moments.{name}.")
            said = file.lines(moment.get("lines", []), IN_WAVE, f"moments.{name}.lines")
            after = file.lines(moment.get("after", []), IN_WAVE, f"moments.{name}.after", empty=True)
            if "label" in moment and not file.is_name(moment["label"]):
                raise file.error("label", f"moments.{name}.label is a text of {LONGEST_NAME} characters at most")
            yield name, Moment(name, moment.get("label"), said, after)

    def _only(self) -> Iterator[GenreLines]:
        """`[only.story-survival.questions]`: what is said in story games and in survival games."""
        file = self._file
        for name, table in file.table("only").items():
            file.known(table, {*CATEGORIES, "threads", "topics"}, f"only.{name}.")
            lines = {
                key: file.by_mood(texts, key, f"only.{name}.{key}") for key, texts in table.items() if key in CATEGORIES
            }
            topics = tuple(read_topics(file, file.table("topics", table)))
            yield GenreLines(frozenset(file.genres(name.split("-"), name)), lines, self._threads(table), topics)

    def _frames(self) -> dict[str, dict[Category, tuple[Template, ...]]]:
        file = self._file
        frames = file.table("frames")
        file.known(frames, set(KINDS), "frames.")
        for kind, table in frames.items():
            file.known(table, set(CATEGORIES), f"frames.{kind}.")
        return {
            kind: {
                category: file.by_mood(texts, category, f"frames.{kind}.{category}")
                for category, texts in table.items()
            }
            for kind, table in frames.items()
        }

    def _roles(self) -> dict[str, tuple[Template, ...]]:
        roles = self._file.table("roles")
        self._file.known(roles, set(ROLE_NAMES), "roles.")
        return {role: self._file.answers(texts, f"roles.{role}") for role, texts in roles.items()}

    def _threads(self, content: Mapping[str, Any]) -> tuple[Thread, ...]:
        table = self._file.table("threads", content)
        self._file.known(table, set(CATEGORIES), "threads.")
        return tuple(
            self._thread(texts, category)
            for category, listed in table.items()
            for texts in self._list(listed, f"threads.{category}")
        )

    def _list(self, values: Any, key: str) -> list[Any]:
        if not isinstance(values, list):
            raise self._file.error(key.rpartition(".")[2], f"{key} is a list of threads, each a list of lines")
        return values

    def _thread(self, texts: Any, category: Category) -> Thread:
        file = self._file
        said = file.strings(texts, "threads")
        if not 2 <= len(said) <= LONGEST_THREAD:
            raise file.error(said[0], f"a thread of {len(said)} lines; 2 to {LONGEST_THREAD}")
        speakers: list[int] = []
        lines: list[Template] = []
        for text in said:
            letter, _, spoken = text.partition(":")
            if letter not in SPEAKERS or not spoken.strip():
                raise file.error(text, 'a line of a thread begins with who speaks: "a: ...", "b: ..." or "c: ..."')
            speakers.append(SPEAKERS.index(letter))
            spoken = spoken.strip()
            lines.append(file.line(spoken, answer_category(spoken, file.main) if lines else category))
        if speakers[0] != 0 or 1 not in speakers:
            raise file.error(said[0], "a thread is opened by a, and somebody else answers")
        thread = Thread(category, file.language, tuple(speakers), tuple(lines))
        if thread.ways > MOST_WAYS:
            raise file.error(said[0], f"its slots make {thread.ways:.0e} ways to say it; {MOST_WAYS:,} at most")
        return thread
