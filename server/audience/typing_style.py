"""Typing style: types a phrase as that viewer would.

A hand is known by what it does every time. Nothing here changes what is said; it drops, adds and bends, as habits say,
and keeps emotes and names of games as they are written.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping
from functools import lru_cache
from random import Random

from server.audience.viewer import Viewer
from server.text.normalize import composed
from server.text.words import is_emoji, is_emote

_KEPT = "ñÑ"
_VOWEL = re.compile(r"([aeiouáéíóú])\1?(?=[^\W\d_aeiouáéíóú]{0,2}$)", re.IGNORECASE)
_LAUGH = re.compile(r"(?:[jah]{3}|[jeh]{3}|l{1,9}o{1,9}l|x{1,9}d{1,9}|[jsk]{3}|lmf?ao{1,9})$", re.IGNORECASE)
_MARKED = ".!?…"
STRETCHES = 4.0
"""How much more often they stretch than on average, where they do it at all: reactions and excitement."""
SHOUTS = 0.4
"""Of the lines that may be shouted, those that the loudest shout."""
LONGEST_STRETCH = 5
"""Times that a vowel is repeated, at most."""
STRETCH_WORDS = 3
"""Words of the longest line whose last vowel is stretched ("vamooos")."""
SHOUT_WORDS = 2
"""Words of the longest line that is shouted in capitals."""
STOP_WORDS = 4
"""Words of the shortest line that ends in a full stop."""
EXCLAMATIONS = ("!", "!", "!", "!!", "!!", "!!!")
"""What ends a loud line: each as often as it is listed."""
TRAILS = ("...", "...", "..", "....")
"""What ends a line that trails off: each as often as it is listed."""
APOSTROPHES = 74
"""Of a hundred English viewers, those who type "don't" and not "dont": in 20 logs of small streams 72 % of such words
have it, and most people always or never do."""
LINE_EMOTE = 0.14
"""Of the messages that somebody decorates, those that aren't emotes alone: they end with one."""


def typed(
    text: str,
    viewer: Viewer,
    random: Random,
    *,
    short: Mapping[str, str],
    apostrophes: Mapping[str, str] | None = None,
    emotes: tuple[str, ...] = (),
    stretch: float = 0.0,
    loud: bool = False,
    plain: bool = False,
) -> str:
    """`text` in the viewer's hand.

    `short` holds what is typed in place of some words, `apostrophes` words that have one, `emotes` what goes with the
    line's mood; `stretch` adds to the habit of stretching letters. `loud`: a line that may be shouted or sung.
    `plain`: nothing is added or shortened, since the same was said already.
    """
    habits = viewer.habits
    body, emote = _split(text)
    if not body:
        return emote
    if habits.plain:
        body = without_accents(body)
    if body.isupper() and len(body) > 3:
        if random.random() >= max(habits.shout, stretch):
            body = body.lower()
    elif habits.short and short and not plain:
        body = _shortened(body, habits.short, short, random)
    if apostrophes and types_apostrophes(viewer.name):
        body = _with_apostrophes(body, apostrophes)
    first = body.partition(" ")[0]
    if first.islower() and not is_emote(first) and random.random() < habits.capital:
        body = body[0].upper() + body[1:]
    if loud and not plain and body.count(" ") < SHOUT_WORDS and random.random() < SHOUTS * habits.shout**2:
        body = body.upper()
    sung = loud and not plain and random.random() < min(0.9, STRETCHES * habits.stretch + stretch)
    if sung:
        body = _stretched(body, random)
    if body[-1] == "?" and random.random() >= habits.mark:
        body = body.rstrip("?¿ ") or body
    elif (
        body[-1].isalnum()
        and body.count(" ") >= STOP_WORDS - 1
        and not (emote or sung or body.isupper())
        and random.random() < habits.stop
    ):
        body += "."
    elif loud and body[-1].isalnum() and not (emote or plain) and random.random() < habits.exclaim:
        body += random.choice(EXCLAMATIONS)
    elif body[-1].isalnum() and not (emote or sung or plain) and habits.trail and random.random() < habits.trail:
        body += random.choice(TRAILS)
    return (
        f"{body} {emote}"
        if emote and _keeps(emote, viewer, random)
        else _decorated(body, emote, viewer, random, emotes, plain=plain)
    )


def _split(text: str) -> tuple[str, str]:
    """A line and the emotes at its end."""
    tokens = text.split(" ")
    cut = len(tokens)
    while cut and is_emote(tokens[cut - 1]) and not tokens[cut - 1].islower():
        cut -= 1
    return " ".join(tokens[:cut]), " ".join(tokens[cut:])


def _keeps(emote: str, viewer: Viewer, random: Random) -> bool:
    """Whether this viewer would end a line with that emote, which the pack gave it."""
    habits = viewer.habits
    if is_emoji(emote):
        return habits.emoji
    return random.random() < min(1.0, 0.1 + 2 * habits.emote)


def _decorated(body: str, emote: str, viewer: Viewer, random: Random, emotes: tuple[str, ...], *, plain: bool) -> str:
    habits = viewer.habits
    if emote or plain or not emotes or random.random() >= LINE_EMOTE * habits.emote:
        return body
    fitting = [favourite for favourite in habits.emotes if favourite in emotes]
    return f"{body} {random.choice(fitting or emotes)}"


def types_apostrophes(name: str) -> bool:
    """Whether the viewer of that name does, for life."""
    return zlib.crc32(f"{name.casefold()}/apostrophes".encode()) % 100 < APOSTROPHES


def _with_apostrophes(body: str, words: Mapping[str, str]) -> str:
    def put(match: re.Match[str]) -> str:
        word = words[match[0].casefold()]
        return word.upper() if match[0].isupper() and len(match[0]) > 2 else match[0][0] + word[1:]

    return _any_of(tuple(words)).sub(put, body)


def _shortened(body: str, habit: float, short: Mapping[str, str], random: Random) -> str:
    """Some of the words as those type them who can't be bothered."""

    def swap(match: re.Match[str]) -> str:
        return short.get(match[0].casefold(), match[0]) if random.random() < habit else match[0]

    return _any_of(tuple(short)).sub(swap, body)


@lru_cache(32)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'])", re.IGNORECASE)


def _stretched(body: str, random: Random) -> str:
    """Its last word with the last vowel held: "nooo", "vamooos"."""
    last = body.rpartition(" ")[2]
    match = _VOWEL.search(body)
    if match is None or body.count(" ") >= STRETCH_WORDS or len(last) < 2 or _LAUGH.search(last):
        return body
    vowel = match[1]
    return body[: match.start()] + vowel * random.randint(3, LONGEST_STRETCH) + body[match.end() :]


def without_accents(text: str) -> str:
    """As typed on a keyboard in a hurry; ñ stays."""
    if text.isascii():
        return text
    return "".join(character if character in _KEPT else _base(character) for character in composed(text))


def _base(character: str) -> str:
    decomposed = unicodedata.normalize("NFD", character)
    return decomposed[0] if decomposed[0].isascii() and decomposed[0].isalpha() else character
