"""Lint amounts: how much our packs hold at least, and the shares of long lines and of questions in them.

Only for packs of ours: a streamer's own may be as small as they like.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from server.phrases.lint_lines import lines_of, messages_of, topics_of, written
from server.phrases.pack import GENERAL, ROLE_NAMES, Pack
from server.phrases.pack_file import CHATTING, TANGENTS
from server.phrases.situation import KINDS

LEAST = {"gameplay": 80, "reactions": 30, "questions": 25, "emotes": 12}
"""Lines in `[phrases]` of a game's pack, slots and choices not counted."""
LEAST_OF_A_TOPIC = {"comments": 40, "reactions": 20, "questions": 20, "emotes": 10}
LEAST_GENERAL = 300
"""Lines in `[phrases]` of the general pack."""
LEAST_SITUATIONS, LEAST_TOPICS = 6, 12
"""Situations and topics of a game's pack, and topics of the general one."""
LEAST_TOPIC_SITUATIONS, LEAST_TOPIC_TOPICS = 4, 10
"""The same of a pack about a topic."""
LEAST_SITUATION = {"main": 14, "reactions": 8, "questions": 5}
"""Lines of a situation: `gameplay` or `comments`, reactions and questions."""
LEAST_OF_TALK = 10
"""Lines of a topic: below, its talk says the same twice."""
LEAST_MOMENTS, LEAST_MOMENT_LINES, LEAST_AFTER = 2, 8, 3
"""Moments of the game's own, the lines of each wave and of its afterglow."""
LEAST_ROLE = 6
"""Lines of each role in the general pack."""
LEAST_BUILDS = 6
"""Tangents in which one joke or thought grows from mouth to mouth."""
LEAST_FRAMES = {"gameplay": 15, "reactions": 8, "questions": 8}
LEAST_ASKED = 0.4
"""Share of the situations' questions that say what may answer them: so many are answered (docs/realism.md)."""

LONG, LONG_SHARE = 12, {"en": 0.05, "es": 0.03}
"""Words of a long line, and the share that is long: people who write whole thoughts make a chat of people
(docs/realism.md)."""
ONE_WORD = (0.05, 0.24)
"""Share of the messages that are one word."""
MARKS = (0.25, 0.60)
"""Share of the questions that end in "?" (docs/realism.md)."""
OTHER_MARKS = 0.03
"""Share of the lines of other categories that may."""


def amounts(pack: Pack) -> Iterator[str]:
    """What a pack of ours lacks."""
    if pack.key == TANGENTS:
        yield from _least("topics with builds", sum("builds" in topic.lines for topic in pack.topics), LEAST_BUILDS)
    elif pack.key == GENERAL:
        yield from _general(pack)
    elif pack.mode == "chatting":
        yield from _topic_pack(pack)
    else:
        yield from _game(pack)
    yield from _situations(pack)
    for topic in topics_of(pack):
        yield from _least(f"lines of topics.{topic.key}", sum(map(len, topic.lines.values())), LEAST_OF_TALK)


def shares(pack: Pack) -> Iterator[str]:
    """Which kinds of lines are too few or too many in a pack of ours."""
    lines = [placed for placed in lines_of(pack, answers=False) if placed.table not in ("roles", "answers", "threads")]
    said = [placed for placed in lines if placed.category != "emotes"]
    counts = [len(message.split()) for placed in said for message in messages_of(next(written(placed.line)))]
    if counts:
        long = sum(count >= LONG for count in counts) / len(counts)
        if long < LONG_SHARE[pack.language]:
            yield f"{long:.1%} of the messages have {LONG} words or more; {LONG_SHARE[pack.language]:.0%} at least"
        if pack.key != TANGENTS:
            yield from _between("messages are one word", sum(count == 1 for count in counts) / len(counts), ONE_WORD)
    asked = [placed.text for placed in said if placed.category == "questions" and placed.table != "topics"]
    if asked:
        marked = sum(text.endswith("?") for text in asked) / len(asked)
        yield from _between('questions end in "?"', marked, MARKS)
    others = [placed.text for placed in said if placed.table == "phrases" and placed.category != "questions"]
    asking = [text for text in others if text.endswith("?")]
    if len(asking) > OTHER_MARKS * len(others):
        yield f'{len(asking)} lines that are no questions end in "?", such as {asking[0]!r}'


def _general(pack: Pack) -> Iterator[str]:
    yield from _least("lines in all", sum(map(len, pack.lines.values())), LEAST_GENERAL)
    yield from _least("situations", len(pack.situations), LEAST_SITUATIONS)
    yield from _least("topics", len(list(topics_of(pack))), LEAST_TOPICS)
    for role in ROLE_NAMES:
        yield from _least(f"lines of roles.{role}", len(pack.roles.get(role, ())), LEAST_ROLE)
    for kind in KINDS:
        for category, least in LEAST_FRAMES.items():
            found = len(pack.frames.get(kind, {}).get(category, ()))
            yield from _least(f"lines of frames.{kind}.{category}", found, least)


def _topic_pack(pack: Pack) -> Iterator[str]:
    for category, least in LEAST_OF_A_TOPIC.items():
        yield from _least(f"lines of {category}", len(pack.lines.get(category, ())), least)
    yield from _least("situations", len(pack.situations), LEAST_TOPIC_SITUATIONS)
    least = LEAST_TOPICS if pack.key == CHATTING else LEAST_TOPIC_TOPICS
    yield from _least("topics", len(pack.topics), least)


def _game(pack: Pack) -> Iterator[str]:
    for category, least in LEAST.items():
        yield from _least(f"lines of {category}", len(pack.lines.get(category, ())), least)
    yield from _least("situations", len(pack.situations), LEAST_SITUATIONS)
    yield from _least("topics", len(pack.topics), LEAST_TOPICS)
    yield from _least("moments of its own", sum(1 for moment in pack.moments.values() if moment.label), LEAST_MOMENTS)
    for moment in pack.moments.values():
        yield from _least(f"lines of moments.{moment.type}", len(moment.lines), LEAST_MOMENT_LINES)
        yield from _least(f"afterglow lines of moments.{moment.type}", len(moment.after), LEAST_AFTER)
        words = median(len(line.source.split()) for line in moment.lines)
        if words > 3:
            yield f"the lines of moments.{moment.type} have {words:g} words; half of a wave are three or fewer"
    if not any(line.mood for line in pack.lines.get("gameplay", ())):
        yield "gameplay has no moods"


def _situations(pack: Pack) -> Iterator[str]:
    main = "comments" if pack.mode == "chatting" else "gameplay"
    for situation in pack.situations.values():
        for category, least in LEAST_SITUATION.items():
            category = main if category == "main" else category
            found = len(situation.lines.get(category, ()))
            yield from _least(f"lines of situations.{situation.key}.{category}", found, least)
    asked = [line for situation in pack.situations.values() for line in situation.lines.get("questions", ())]
    if asked:
        share = sum(1 for line in asked if line.answers) / len(asked)
        if share < LEAST_ASKED:
            yield f"{share:.0%} of the situations' questions say what may answer them; {LEAST_ASKED:.0%} at least"


def _least(what: str, found: int, least: int) -> Iterator[str]:
    if found < least:
        yield f"{found} {what}; {least} at least"


def _between(what: str, share: float, bounds: tuple[float, float]) -> Iterator[str]:
    low, high = bounds
    if not low <= share <= high:
        yield f"{share:.0%} of the {what}; {low:.0%} to {high:.0%}"
