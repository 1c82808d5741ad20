"""Pack: the hand-written phrases of one game and language, read from a TOML file.

`docs/packs.md` describes the format. The shelf that holds all packs is in `shelf.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.logs import one_line
from server.model.phrase import (
    CATEGORIES,
    GENRES,
    MOODS,
    Category,
    Genre,
    Language,
    Mode,
    Mood,
    after_category,
    answer_category,
    moment_category,
)
from server.phrases.template import ABOUT, ADDRESSES, Forms, Part, Slot, Template, Thread
from server.text.bounded import Unreadable, load_toml, read_text

GENERAL = "general"
CHATTING = "chatting"
LONGEST_LINE = 200
"""Characters. Longer lines would fill an overlay of 400 px."""

KEYS = frozenset({"game", "topic", "aliases", "genres", "slots", "phrases", "answers", "threads", "moments", "only"})
"""What stands at the top of a pack's file."""
LONGEST_THREAD = 5
"""Lines."""
LONGEST_FILE = 1_024 * 1_024
"""Bytes; our largest has 53,000."""
MOST_LINES = 20_000
"""Of a pack, answers, threads and moments included; ours have 2,000 at most."""
MOST_WAYS = 1_000_000
"""In which one line can be said; ours have 224 at most."""
LONGEST_REASON = 300
"""Characters of why a file isn't taken."""
MOST_MOMENTS, MOST_ALIASES, LONGEST_NAME = 100, 100, 80
SPEAKERS = "abc"

_BRACES = re.compile(r"\{([^{}]*)\}")
_MOMENT_NAME = re.compile(r"[\w-]{1,40}")
_SLOT_NAME = re.compile(r"[a-z][a-z0-9_]*")


class PackError(Exception):
    """A pack that can't be used. Its text names the file, the line and the mend."""

    def __init__(self, path: Path, line: int | None, why: str, code: str = "BAD_CONTENT") -> None:
        why = one_line(why, LONGEST_REASON)  # it may quote whatever stands in the file
        super().__init__(f"{path}{f':{line}' if line else ''}: {why}")
        self.path = path
        self.line = line
        self.why = why
        self.code = code
        """For a page: BAD_CONTENT, or one of `Unreadable`'s."""


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
    """Lines and threads that fit games of some genres only."""

    genres: frozenset[Genre]
    lines: Mapping[Category, tuple[Template, ...]]
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The phrases of one game or topic (or of none: `general`, `chatting`) in one language."""

    key: str
    """The file's name without its ending: `red-dead-redemption-2`."""
    mode: Mode
    """What it speaks in: `chatting` for a topic and for just chatting, else `game`."""
    name: str | None
    """The proper name of the game or topic; None in `general` and `chatting`."""
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

    def count(self, category: Category | None = None) -> int:
        """In how many different ways the lines of `category`, or of all of them, can be said."""
        chosen = self.lines.values() if category is None else (self.lines.get(category, ()),)
        return sum(line.ways for lines in chosen for line in lines)


def read_pack(path: Path, language: Language) -> Pack:
    """Read a pack's file. Raises `PackError`, which names the file and the line."""
    try:
        return parse_pack(read_text(path, LONGEST_FILE), key=path.stem, language=language, path=path)
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None


def parse_pack(source: str, *, key: str, language: Language, path: Path) -> Pack:
    """Make a pack of TOML text. Raises `PackError`."""
    return _Parser(source, key, language, path).pack()


class _Parser:
    def __init__(self, source: str, key: str, language: Language, path: Path) -> None:
        self._source, self._key, self._language, self._path = source, key, language, path
        self._slots: dict[str, tuple[str, ...]] = {}
        self._count = 0

    def pack(self) -> Pack:
        try:
            content = load_toml(self._source)
        except Unreadable as error:
            raise PackError(self._path, error.line, str(error), error.code) from None
        self._known(content, KEYS, "")
        mode: Mode = "chatting" if "topic" in content or self._key == CHATTING else "game"
        title = content.get("topic", content.get("game"))
        if self._key in (GENERAL, CHATTING):
            title = None
        elif not self._is_name(title):
            raise PackError(self._path, 1, 'a pack says its name: game = "...", or topic = "..."')
        for name, values in self._table(content, "slots").items():
            if not _SLOT_NAME.fullmatch(name) or name in ABOUT:
                raise self._error(name, f"slot {name!r}: a slot's name is a lowercase word, not one of ours")
            self._slots[name] = self._strings(values, f"slots.{name}")
        lines = {category: self._by_mood(texts, category) for category, texts in self._categories(content, "phrases")}
        main = "comments" if mode == "chatting" else "gameplay"
        answers = {
            category: tuple(
                self._line(text, answer_category(text, main)) for text in self._strings(texts, f"answers.{category}")
            )
            for category, texts in self._categories(content, "answers")
        }
        threads = self._threads(content, main)
        moments: dict[str, Moment] = {}
        for name, moment in self._table(content, "moments").items():
            if not _MOMENT_NAME.fullmatch(name) or len(moments) >= MOST_MOMENTS:
                raise self._error(name, f"moments: {MOST_MOMENTS} at most, each of one word")
            self._known(moment, {"label", "lines", "after"}, f"moments.{name}.")
            said = self._lines(moment.get("lines", []), moment_category(name), f"moments.{name}.lines")
            after = tuple(
                self._line(text, after_category(name))
                for text in self._strings(moment.get("after", []), f"moments.{name}.after", empty=True)
            )
            if "label" in moment and not self._is_name(moment["label"]):
                raise self._error("label", f"moments.{name}.label is a text of {LONGEST_NAME} characters at most")
            moments[name] = Moment(name, moment.get("label"), said, after)
        if self._key in (GENERAL, CHATTING) and not any(lines.values()):
            raise PackError(self._path, None, f"{self._key}.toml is what speaks when nothing else can: it has lines")
        aliases = self._strings(content.get("aliases", []), "aliases", empty=True)
        if len(aliases) > MOST_ALIASES or not all(map(self._is_name, aliases)):
            raise self._error("aliases", f"aliases: {MOST_ALIASES} of {LONGEST_NAME} characters at most")
        return Pack(
            key=self._key,
            mode=mode,
            name=title,
            language=self._language,
            aliases=aliases,
            lines=lines,
            answers=answers,
            threads=threads,
            moments=moments,
            genres=self._genres(self._strings(content.get("genres", []), "genres", empty=True), "genres"),
            only=tuple(self._only(content, main)),
        )

    def _genres(self, names: Iterable[str], near: str) -> tuple[Genre, ...]:
        named = set(names)
        if unknown := named - set(GENRES):
            raise self._error(near, f"unknown genre {min(unknown)!r}; there are: {', '.join(GENRES)}")
        return tuple(genre for genre in GENRES if genre in named)

    def _only(self, content: Mapping[str, Any], main: Category) -> Iterator[GenreLines]:
        """`[only.story-survival.questions]`: what is said in story games and in survival games."""
        for name, table in self._table(content, "only").items():
            self._known(table, {*CATEGORIES, "threads"}, f"only.{name}.")
            lines = {key: self._by_mood(texts, key) for key, texts in table.items() if key != "threads"}
            yield GenreLines(frozenset(self._genres(name.split("-"), name)), lines, self._threads(table, main))

    def _threads(self, content: Mapping[str, Any], main: Category) -> tuple[Thread, ...]:
        return tuple(
            self._thread(texts, category, main)
            for category, listed in self._categories(content, "threads")
            for texts in self._list(listed, f"threads.{category}")
        )

    def _categories(self, content: Mapping[str, Any], name: str) -> Iterator[tuple[Category, Any]]:
        table = self._table(content, name)
        self._known(table, set(CATEGORIES), f"{name}.")
        return iter(table.items())

    def _by_mood(self, texts: Any, category: Category) -> tuple[Template, ...]:
        """A list of lines for any mood, or a table of lists by mood."""
        key = f"phrases.{category}"
        if not isinstance(texts, dict):
            return self._lines(texts, category, key)
        self._known(texts, set(MOODS), f"{key}.")
        return tuple(
            line for mood, listed in texts.items() for line in self._lines(listed, category, f"{key}.{mood}", mood)
        )

    def _thread(self, texts: Any, category: Category, main: Category) -> Thread:
        said = self._strings(texts, "threads")
        if not 2 <= len(said) <= LONGEST_THREAD:
            raise self._error(said[0], f"a thread of {len(said)} lines; 2 to {LONGEST_THREAD}")
        speakers: list[int] = []
        lines: list[Template] = []
        for text in said:
            letter, _, spoken = text.partition(":")
            if letter not in SPEAKERS or not spoken.strip():
                raise self._error(text, 'a line of a thread begins with who speaks: "a: ...", "b: ..." or "c: ..."')
            speakers.append(SPEAKERS.index(letter))
            spoken = spoken.strip()
            lines.append(self._line(spoken, answer_category(spoken, main) if lines else category))
        if speakers[0] != 0 or 1 not in speakers:
            raise self._error(said[0], "a thread is opened by a, and somebody else answers")
        thread = Thread(category, self._language, tuple(speakers), tuple(lines))
        if thread.ways > MOST_WAYS:
            raise self._error(said[0], f"its slots make {thread.ways:.0e} ways to say it; {MOST_WAYS:,} at most")
        return thread

    @staticmethod
    def _is_name(value: Any) -> bool:
        return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_NAME and value.isprintable()

    def _list(self, values: Any, key: str) -> list[Any]:
        if not isinstance(values, list):
            raise self._error(key.rpartition(".")[2], f"{key} is a list of threads, each a list of lines")
        return values

    def _table(self, content: Mapping[str, Any], name: str) -> dict[str, Any]:
        table = content.get(name, {})
        if not isinstance(table, dict):
            raise self._error(name, f"{name} is a table: [{name}]")
        return table

    def _known(self, table: Any, names: Set[str], prefix: str) -> None:
        if not isinstance(table, dict):
            raise self._error(prefix.rstrip("."), f"{prefix.rstrip('.')} is a table")
        for name in table:
            if name not in names:
                raise self._error(name, f"unknown key {prefix}{name}; there are: {', '.join(sorted(names))}")

    def _strings(self, values: Any, key: str, *, empty: bool = False) -> tuple[str, ...]:
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self._error(key.rpartition(".")[2], f"{key} is a list of texts")
        if not values and not empty:
            raise self._error(key.rpartition(".")[2], f"{key} is empty")
        return tuple(values)

    def _lines(self, texts: Any, category: Category, key: str, mood: Mood | None = None) -> tuple[Template, ...]:
        return tuple(self._line(text, category, mood) for text in self._strings(texts, key))

    def _line(self, text: str, category: Category, mood: Mood | None = None) -> Template:
        self._count += 1
        if self._count > MOST_LINES:
            raise self._error(text, f"more than {MOST_LINES:,} lines")
        if len(text) > LONGEST_LINE:
            raise self._error(text, f"a line of {len(text)} characters; {LONGEST_LINE} at most")
        if any(ord(character) < 32 for character in text):
            raise self._error(text.split("\n")[0], "a line has a control character or a line break in it")
        parts: list[Part] = []
        for place, part in enumerate(_BRACES.split(text)):
            if place % 2 == 0:
                if "{" in part or "}" in part:
                    raise self._error(text, "a brace without its partner")
                parts.append(part)
            elif "|" in part:
                forms = tuple(form.strip() for form in part.split("|"))
                if len(forms) > len(ADDRESSES):
                    raise self._error(text, f"{{{part}}} has more than three forms: el, ella, neutral")
                parts.append(Forms(forms))
            elif part in ABOUT:
                parts.append(part)
            elif part in self._slots:
                parts.append(Slot(part, self._slots[part]))
            else:
                raise self._error(text, f"no slot is called {{{part}}}")
        line = Template(text, category, self._language, tuple(parts), mood)
        if line.ways > MOST_WAYS:
            raise self._error(text, f"its slots make {line.ways:.0e} ways to say it; {MOST_WAYS:,} at most")
        return line

    def _error(self, near: str, why: str) -> PackError:
        found = (number for number, line in enumerate(self._source.splitlines(), 1) if near and near in line)
        return PackError(self._path, next(found, None), why)


@dataclass(frozen=True, slots=True)
class Names:
    """What the crowd's names are made of, in one language."""

    whole: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        yield from self.whole


_HANDLE = re.compile(r"[A-Za-z0-9_.]{1,25}")
LEAST_PARTS = 8
"""Starts and ends that make names without end for a crowd of thousands, with the numbers that people put after them."""


def read_names(path: Path) -> Names:
    """Read a `names.toml`. Raises `PackError`."""
    try:
        content = load_toml(read_text(path, LONGEST_FILE))
    except Unreadable as error:
        raise PackError(path, error.line, str(error), error.code) from None
    parts = [content.get(key) for key in ("whole", "starts", "ends")]
    if set(content) != {"whole", "starts", "ends"} or not all(isinstance(part, list) for part in parts):
        raise PackError(path, None, "names are three lists: whole, starts and ends")
    for name in (name for part in parts for name in part or ()):
        if not isinstance(name, str) or not _HANDLE.fullmatch(name):
            raise PackError(path, None, f"{str(name)[:40]!r} isn't a name: letters, digits, _ and . only")
    whole, starts, ends = (tuple(dict.fromkeys(part or ())) for part in parts)
    if len(starts) < LEAST_PARTS or len(ends) < LEAST_PARTS or any(len(part) > 12 for part in (*starts, *ends)):
        raise PackError(path, None, f"starts and ends are {LEAST_PARTS} at least, of 12 characters at most")
    return Names(whole, starts, ends)
