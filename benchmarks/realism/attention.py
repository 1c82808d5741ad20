"""Attention: whether lines are about something, and about the same thing for a while.

A log whose lines are shuffled over its times has none: that is the proof of each measure here, and its unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import fmean

from benchmarks.realism.log import Line
from server.text.words import content_words

SHUFFLES = 10
TOPIC_S = 120.0
"""A topic is alive while its word comes again within so long."""
EPISODE_S = 60.0
EPISODE_LINES, EPISODE_PEOPLE = 5, 5
PILE_S = 5.0
PILE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """A content word that two people used within two minutes, for as long as it went on."""

    word: str
    places: tuple[int, ...]
    """Of its lines in the log."""
    people: int
    seconds: float


def shuffled(lines: Sequence[Line], random: Random) -> list[Line]:
    """The same lines by the same people, dealt anew over the log's times."""
    dealt = list(lines)
    random.shuffle(dealt)
    return [replace(line, at=at) for line, at in zip(dealt, (line.at for line in lines), strict=True)]


def over_shuffled(lines: Sequence[Line], measure: Callable[[Sequence[Line]], float], seed: int = 1) -> float:
    """A measure over its mean on ten shuffles of the log; 1 means nothing; 0 if the shuffles have none of it."""
    random = Random(seed)
    chance = fmean(measure(shuffled(lines, random)) for _ in range(SHUFFLES))
    return measure(lines) / chance if chance else 0.0


def lift(lines: Sequence[Line], least_s: float, most_s: float, *, streamer: str = "") -> float:
    """P(two lines by different people, `least_s` to `most_s` apart, share a content word), over the same shuffled.

    A content word has four letters or more and is no stop word; emotes, @names and the streamer's name aren't any.
    """

    def shared(log: Sequence[Line]) -> float:
        words = [subject_of(line, streamer) for line in log]
        pairs = both = 0
        for later, line in enumerate(log):
            for earlier in range(later - 1, -1, -1):
                before = log[earlier]
                if line.at - before.at > most_s:
                    break
                if line.at - before.at > least_s and before.who != line.who:
                    pairs += 1
                    both += not words[later].isdisjoint(words[earlier])
        return both / pairs if pairs else 0.0

    return over_shuffled(lines, shared)


def subject_of(line: Line, streamer: str = "") -> frozenset[str]:
    """The content words of a line."""
    found = content_words(line.bare)
    return found - {streamer.casefold()} if streamer else found


def topics(lines: Sequence[Line], *, streamer: str = "") -> list[Topic]:
    """Each content word used by two people within 120 s, alive while it is used again within 120 s."""
    uses: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        for word in subject_of(line, streamer):
            uses[word].append(place)
    return [topic for word, places in uses.items() for topic in _runs(word, places, lines)]


def _runs(word: str, places: Sequence[int], lines: Sequence[Line]) -> Iterator[Topic]:
    run: list[int] = []
    for place in [*places, -1]:
        if run and (place < 0 or lines[place].at - lines[run[-1]].at > TOPIC_S):
            people = {lines[one].who for one in run}
            if len(people) > 1:
                yield Topic(word, tuple(run), len(people), lines[run[-1]].at - lines[run[0]].at)
            run = []
        run.append(place)


def topic_share(lines: Sequence[Line], *, streamer: str = "") -> float:
    """Share of the lines that are part of a topic."""
    return len({place for topic in topics(lines, streamer=streamer) for place in topic.places}) / len(lines)


def topic_seconds(lines: Sequence[Line], *, streamer: str = "") -> float:
    """Mean seconds from a topic's first line to its last one."""
    return fmean([topic.seconds for topic in topics(lines, streamer=streamer)] or [0.0])


def episodes(lines: Sequence[Line], *, streamer: str = "") -> list[list[int]]:
    """Groups of five lines or more, by five people or more, that are tied, as places in the log.

    Two lines by different people are tied within 60 s, by a content word that both have or by the later one naming
    the earlier one's author.
    """
    words = [subject_of(line, streamer) for line in lines]
    head = list(range(len(lines)))

    def find(place: int) -> int:
        while head[place] != place:
            head[place] = head[head[place]]
            place = head[place]
        return place

    for later, line in enumerate(lines):
        named = set(line.mentions)
        for earlier in range(later - 1, -1, -1):
            before = lines[earlier]
            if line.at - before.at > EPISODE_S:
                break
            if before.who != line.who and (before.who in named or not words[later].isdisjoint(words[earlier])):
                head[find(later)] = find(earlier)
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(len(lines)):
        groups[find(place)].append(place)
    return [
        group
        for group in groups.values()
        if len(group) >= EPISODE_LINES and len({lines[place].who for place in group}) >= EPISODE_PEOPLE
    ]


def episode_share(lines: Sequence[Line], *, streamer: str = "") -> float:
    """Share of the lines that are part of an episode."""
    return sum(map(len, episodes(lines, streamer=streamer))) / len(lines)


def episodes_an_hour(lines: Sequence[Line], *, streamer: str = "") -> float:
    """Episodes per hour of the log."""
    return 3_600 * len(episodes(lines, streamer=streamer)) / (lines[-1].at - lines[0].at)


def pile(lines: Sequence[Line]) -> float:
    """How much short lines crowd: pairs of them by different people within 5 s, over the same shuffled.

    Short is three words or fewer, which is how a crowd answers to what it sees.
    """

    def pairs(log: Sequence[Line]) -> float:
        short = [line for line in log if len(line.tokens) <= PILE_WORDS]
        found = 0
        for later, line in enumerate(short):
            for earlier in range(later - 1, -1, -1):
                if line.at - short[earlier].at > PILE_S:
                    break
                found += line.who != short[earlier].who
        return found

    return over_shuffled(lines, pairs)
