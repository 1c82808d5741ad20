"""Examples: lines that show a model how the chat sounds, in the form that it is to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from server.model.phrase import Mode, Role
from server.phrases.pack import Pack
from server.phrases.situation import Situation
from server.phrases.template import SENT_APART, Template, Thread
from server.phrases.topic import Topic

OWN, GENERAL = 7, 3
"""Lines of the subject's own pack, or of the general one: those show the form, and say little of the game."""
LETTERS: dict[str, str] = {"gameplay": "g", "comments": "c", "reactions": "r", "questions": "q"}
TALK: tuple[Role, ...] = ("claim", "no", "detail")
"""Roles of the lines of a talk that are shown."""
UNSUITABLE = ("rough", "offtopic")
"""Moods that no example has: a model would take them for the rule."""


def examples(own: Pack | None, general: Pack, mode: Mode, random: Random) -> list[str]:
    """A few lines as `letter|text`, with one talk of two, whose second line is `a|text`."""
    pack = own or general
    main = "gameplay" if mode == "game" else "comments"
    categories = (main, "reactions", "questions") if own else ("reactions", "questions")
    lines = [line for category in categories for line in pack.lines.get(category, ()) if _is_fit(line)]
    some = random.sample(lines, min(OWN if own else GENERAL, len(lines)))
    shown = [f"{LETTERS[line.category]}|{line.source}" for line in some if line.category in LETTERS]
    answered = [line for line in lines if any(map(_is_plain, line.answers))]
    talks = [thread for thread in pack.threads if thread.category in LETTERS and all(map(_is_fit, thread.lines[:2]))]
    if answered or talks:
        talk = _answered(random.choice(answered), random) if answered else _talk(random.choice(talks))
        shown[len(shown) // 2 : len(shown) // 2] = talk
    return shown


def marked_examples(pack: Pack, random: Random) -> list[str]:
    """A line of a situation, of a moment and of a talk, each with its mark. The keys are the pack's, by chance those
    that are asked for; the form is what they show."""
    return [
        *_of_situation(list(pack.situations.values()), random),
        *_of_moment(pack, random),
        *_of_talk(pack.topics, random),
    ]


def _of_situation(situations: Sequence[Situation], random: Random) -> Iterator[str]:
    fitting = [
        (one.key, line)
        for one in situations
        for category, lines in one.lines.items()
        for line in lines
        if category in LETTERS and _is_fit(line)
    ]
    if fitting:
        key, line = random.choice(fitting)
        yield f"{LETTERS[line.category]}|{line.source}|{key}"


def _of_moment(pack: Pack, random: Random) -> Iterator[str]:
    fitting = [(name, line) for name, moment in pack.moments.items() for line in moment.lines if _is_fit(line)]
    if fitting:
        name, line = random.choice(fitting)
        yield f"r|{line.source}|!{name}"


def _of_talk(topics: Sequence[Topic], random: Random) -> Iterator[str]:
    """The beginning of a talk: what opens it, and what others say to that."""
    talks = [talk for topic in topics if "claim" in (talk := dict(_fit_lines(topic)))]
    if talks:
        for role, lines in random.choice(talks).items():
            line = random.choice(lines)
            yield f"{LETTERS[line.category]}|{line.source}|1 {role}"


def _fit_lines(topic: Topic) -> Iterator[tuple[Role, list[Template]]]:
    for role in TALK:
        fitting = [line for line in topic.lines.get(role, ()) if _is_fit(line) and line.category in LETTERS]
        if fitting:
            yield role, fitting


def _answered(line: Template, random: Random) -> Iterator[str]:
    yield f"{LETTERS[line.category]}|{line.source}"
    yield f"a|{random.choice([answer for answer in line.answers if _is_plain(answer)]).source}"


def _talk(thread: Thread) -> Iterator[str]:
    first, second = thread.lines[:2]
    yield f"{LETTERS[thread.category]}|{first.source}"
    yield f"a|{second.source}"


def _is_fit(line: Template) -> bool:
    """Whether it is one plain message, and its mood is one for all."""
    return _is_plain(line) and line.mood not in UNSUITABLE


def _is_plain(line: Template) -> bool:
    return line.is_literal and SENT_APART not in line.source
