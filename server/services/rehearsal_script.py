"""Rehearsal script: a timeline for rehearsal, read from a TOML file; what happens at which minute.

`docs/scripts.md` describes the format. Pure: who plays it asks what is due.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator

from server.logs import one_line
from server.model.intensity import DEFAULT_INTENSITY, Intensity
from server.model.phrase import LANGUAGES, Language
from server.model.section import Section
from server.model.settings import Pace, Viewers
from server.text.bounded import Unreadable, read_toml

OURS = Path(__file__).parent / "scripts"
AGAIN_S = 20.0
"""Seconds after which a moment that lasts for minutes is made again."""
LONGEST_MINUTES = 600
"""Longest script."""
LONGEST_FILE = 256 * 1_024
"""Bytes."""
MOST_FILES = 200
"""Scripts that are read from one folder."""
MOST_CUES, MOST_ACTS = 1_000, 20_000
"""Acts are what cues become: a moment that goes on for an hour is 180."""
LONGEST_TITLE, LONGEST_REASON = 80, 300
"""Characters of a title, and of what is said of a broken script."""

log = logging.getLogger(__name__)

Minutes = Annotated[float, Field(ge=0, le=LONGEST_MINUTES)]


class ScriptError(Exception):
    """A script that can't be used. Its text names the file and how to correct it."""

    def __init__(self, path: Path, why: str, code: str = "BAD_CONTENT", line: int | None = None) -> None:
        why = one_line(why, LONGEST_REASON)  # it may quote whatever stands in the file
        super().__init__(f"{path}{f':{line}' if line else ''}: {why}")
        self.path = path
        self.why = why
        self.code = code
        self.line = line


class ScriptStep(Section):
    """What happens at one minute of a script: exactly one thing, or a new pace and size together."""

    minute: Minutes
    moment: str | None = Field(None, min_length=1, max_length=40)
    intensity: Intensity = DEFAULT_INTENSITY
    minutes: Minutes = Field(0, description="How long the moment goes on, coming again and again.")
    silence: Minutes | None = Field(None, description="Minutes in which nobody writes.")
    pace: Pace | None = None
    viewers: Viewers | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        things = (self.moment is not None, self.silence is not None, self.pace is not None or self.viewers is not None)
        if sum(things) != 1:
            raise ValueError("a cue has a moment, or a silence, or a pace and viewers")
        return self


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do, `at_s` seconds into the script."""

    at_s: float
    cue: ScriptStep


@dataclass(frozen=True, slots=True)
class RehearsalScript:
    """A whole rehearsal."""

    key: str
    titles: Mapping[Language, str]
    acts: tuple[Act, ...]
    lasts_s: float

    def title(self, language: Language) -> str:
        """Its name in that language, or in another one."""
        return self.titles.get(language) or next(iter(self.titles.values()))

    def due(self, after_s: float, until_s: float) -> list[Act]:
        """What is to be done later than `after_s`, and at `until_s` at the latest."""
        return [act for act in self.acts if after_s < act.at_s <= until_s]

    def next_act(self, after_s: float) -> Act | None:
        """The next thing to do, if there is one."""
        return next((act for act in self.acts if act.at_s > after_s), None)

    def next_at(self, after_s: float) -> float:
        """When the next act is due, in seconds from the start; the script's end if none is left."""
        act = self.next_act(after_s)
        return act.at_s if act is not None else self.lasts_s


def read_scripts(*folders: Path) -> tuple[dict[str, RehearsalScript], list[ScriptError]]:
    """The scripts of these folders by file name, later ones in place of earlier ones; and what is wrong with the broken
    ones, which are left out and logged."""
    scripts: dict[str, RehearsalScript] = {}
    errors: list[ScriptError] = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml"))[:MOST_FILES]:
            try:
                scripts[path.stem] = read_script(path)
            except ScriptError as error:
                log.warning("script left out: %s", error)
                errors.append(error)
    return scripts, errors


def read_script(path: Path) -> RehearsalScript:
    """Read one file. Raises `ScriptError`."""
    try:
        return _script(path.stem, read_toml(path, LONGEST_FILE))
    except Unreadable as error:
        raise ScriptError(path, str(error), error.code, error.line) from None
    except ValueError as error:
        raise ScriptError(path, _first(error)) from None


def _script(key: str, content: dict[str, Any]) -> RehearsalScript:
    titles = content.get("title")
    titles = dict.fromkeys(LANGUAGES, titles) if isinstance(titles, str) else titles
    if (
        not isinstance(titles, dict)
        or not titles
        or not all(isinstance(text, str) and 0 < len(text) <= LONGEST_TITLE for text in titles.values())
    ):
        raise ValueError('a script says its name: title = "...", or [title] with es and en')
    unknown = set(content) - {"title", "cue"} | set(titles) - set(LANGUAGES)
    if unknown:
        raise ValueError(f"unknown key {min(unknown)[:40]}; there are: title, cue")
    listed = content.get("cue", [])
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_CUES:
        raise ValueError(f"a script has at least one [[cue]], and {MOST_CUES:,} at most")
    cues = [ScriptStep.model_validate(cue) for cue in listed]
    if sum(_count(cue) for cue in cues) > MOST_ACTS:
        raise ValueError(f"its moments go on for too long: {MOST_ACTS:,} of them in all, one every {AGAIN_S:.0f} s")
    acts = sorted((act for cue in cues for act in _acts(cue)), key=lambda act: act.at_s)
    lasts_s = max(60 * (cue.minute + cue.minutes + (cue.silence or 0)) for cue in cues)
    return RehearsalScript(key, {language: str(text) for language, text in titles.items()}, tuple(acts), lasts_s)


def _acts(cue: ScriptStep) -> Iterator[Act]:
    # Something at minute 0 is due too, after the start.
    at_s = max(0.001, cue.minute * 60)
    for number in range(_count(cue)):
        yield Act(at_s + number * AGAIN_S, cue)


def _count(cue: ScriptStep) -> int:
    return 1 + int(cue.minutes * 60 // AGAIN_S)


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        found = error.errors(include_url=False)[0]
        key = ".".join(map(str, found["loc"]))
        return f"{key + ': ' if key else ''}{found['msg'].removeprefix('Value error, ')}"
    return str(error)
