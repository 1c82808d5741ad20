"""Wording: long lines and short ones, whom they are for, what they ask, and what no real chat is full of."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from benchmarks.realism.log import Line
from server.model.phrase import Language
from server.text.words import fold, likeness

LISTS = Path(__file__).with_name("lists")
LONG_WORDS, TWIN_WORDS = 12, 4

_ASKS: dict[Language, str] = {
    "en": r"(?:(?:wait|so|but|and|ok|oh|hey|lol|btw|um|uh|bro|man|dude|hold on)[ ,]+)*"
    r"(?:whats?|why|hows?|whos?|whose|wheres?|which|when|do(?:es)? (?:you|u|we|they|i|he|she|it|this|that)|did"
    r"|can (?:you|u|we|i|he|she|they|someone|anyone)|could (?:you|u|we|he|she)|is (?:this|that|it|he|she|there)|isnt"
    r"|are (?:you|u|we|they|these|there)|have (?:you|u)|has (?:he|she|anyone)|will|would (?:you|u)|should (?:we|i|you)"
    r"|any ?(?:one|body)|any idea|no idea (?:what|how|why|who|where|if)|wondering)\b(?! an?\b)",
    "es": r"(?:(?:y|pero|oye|ey|che|bro|tio|wey|a ver|entonces|espera|jaja)[ ,]+)*"
    r"(?:que (?:es|era|fue|paso|pasa|haces?|hay|dijo|tal|significa|juego|hora|sigue|onda|tan|se)|cual(?:es)?"
    r"|como (?:se|es|va|vas|hago|hiciste|estas|llego)|cuando (?:es|sale|vas|va|empieza)|donde|a donde|quien(?:es)?"
    r"|cuant[oa]s?|por ?que|xq|pq (?:no|se|te)|alguien (?:sabe|mas|ha|vio|me)|sabes? si|sabeis"
    r"|no (?:entiendo|se) (?:que|como|si|por|donde|cual|quien)|para que|pa que|de que|hay (?:que|algun[oa]?))\b",
}
"""How a line begins that asks without a mark. Folded, without apostrophes."""
_YOU: dict[Language, str] = {
    "en": r"you|your|yours|youre|youve|youll|youd|yourself|u|ur|ya",
    "es": r"tu|tus|ti|contigo|vos|tienes|tenes|puedes|podes|eres|sos|haces|sabes|quieres|queres|debes|deberias|vas"
    r"|estas|has|ibas|hiciste|dijiste|fuiste|viste|pusiste|probaste"
    r"|te (?:falta|queda|quedan|faltan|van|va|vas|mato|mata|has)",
}
"""Second person singular. Folded, without apostrophes."""


def plain(line: Line) -> str:
    """What the patterns read: the bare text without capitals, accents and apostrophes."""
    return fold(line.bare).replace("'", "").replace("’", "")


def long_share(lines: Sequence[Line]) -> float:
    """Share of the lines that have twelve words or more."""
    return sum(len(line.tokens) >= LONG_WORDS for line in lines) / len(lines)


def one_word_share(lines: Sequence[Line]) -> float:
    """Share of the lines that are one word or one emote, @names aside."""
    return sum(len([token for token in line.tokens if not token.startswith("@")]) == 1 for line in lines) / len(lines)


def to_streamer(lines: Sequence[Line], streamer: str) -> float:
    """Share of the lines that name the streamer, by @name or in passing.

    Second person alone isn't counted here: of a hundred real lines with a "you" and no name fewer than half are for the
    streamer ("you get those later", "you can't just mash two nouns together"). `second_person` counts them all, apart.
    """
    name = re.compile(rf"\b{re.escape(fold(streamer))}\b")
    return sum(name.search(fold(line.text)) is not None for line in lines) / len(lines)


def second_person(lines: Sequence[Line], streamer: str, language: Language) -> float:
    """Share of the lines that say *you* and name nobody in the chat: to the streamer, or to anybody."""
    you = re.compile(rf"\b(?:{_YOU[language]})\b")
    people = {line.who for line in lines}
    found = sum(
        you.search(plain(line)) is not None
        and not line.mentions
        and people.isdisjoint(line.folded.replace(",", " ").split())
        for line in lines
    )
    return found / len(lines)


def questions(lines: Sequence[Line], language: Language) -> float:
    """Share of the lines that ask: with a question mark, or beginning as a question does."""
    begins = re.compile(_ASKS[language])
    return sum("?" in line.bare or begins.match(plain(line)) is not None for line in lines) / len(lines)


@cache
def listed(language: Language, name: str) -> re.Pattern[str]:
    """A list of patterns of `lists/`, as one."""
    content = tomllib.loads((LISTS / f"{language}.toml").read_text(encoding="utf-8"))
    return re.compile(rf"\b(?:{'|'.join(content[name])})\b")


def home_share(lines: Sequence[Line], language: Language) -> float:
    """Share of the lines about the writer's own home, household, meals or body, by a list of patterns."""
    return _found(lines, listed(language, "home"))


def quiz_share(lines: Sequence[Line], language: Language) -> float:
    """Share of the lines that ask what ice-breakers ask ("window or aisle"), by a list of patterns."""
    return _found(lines, listed(language, "quiz"))


def _found(lines: Sequence[Line], pattern: re.Pattern[str]) -> float:
    return sum(pattern.search(plain(line)) is not None for line in lines) / len(lines)


def near_duplicates(lines: Sequence[Line]) -> float:
    """Share of the lines that have four words or more and, elsewhere in the log, a twin one word apart.

    One word is another, or there is one more of them. The same line again is no twin (old lines count it).
    """
    texts = {place: tuple(likeness(line.text).split()) for place, line in enumerate(lines)}
    patterns: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    long = {place: words for place, words in texts.items() if len(words) >= TWIN_WORDS}
    for words in long.values():
        for pattern in _patterns(words):
            patterns[pattern].add(words)
    twins = sum(any(len(patterns[pattern]) > 1 for pattern in _patterns(words)) for words in long.values())
    return twins / len(lines)


def _patterns(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The line with a gap in place of one word, and with a gap where one more could stand."""
    swapped = [(*words[:place], "", *words[place + 1 :]) for place in range(len(words))]
    added = [(*words[:place], "", *words[place:]) for place in range(len(words) + 1)]
    return swapped + added


def already_said(lines: Sequence[Line], before: frozenset[str]) -> float:
    """Share of the lines of three words or more that an earlier evening said already, however typed."""
    long = [line for line in lines if len(line.tokens) >= 3]
    return sum(likeness(line.text) in before for line in long) / len(long) if long else 0.0


def longest_run(lines: Sequence[Line]) -> int:
    """The most lines in a row by one person."""
    longest = run = 0
    last = ""
    for line in lines:
        run = run + 1 if line.who == last else 1
        longest, last = max(longest, run), line.who
    return longest


def names_in_half_hours(lines: Sequence[Line], names: frozenset[str]) -> float:
    """Mean number of different names of the game (folded) that a half hour mentions, over the log's half hours."""
    if not names:
        return 0.0
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b")
    halves: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        halves[int((line.at - lines[0].at) // 1_800)].update(pattern.findall(fold(line.text)))
    return sum(map(len, halves.values())) / len(halves)
