"""Words: the words and emotes of a line of chat, and whether two lines are alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from server.text.normalize import decomposed

ROOMY = 65_536
"""Texts of which the answers below are kept: more than all packs of a language hold."""

NEAR_WORDS = 4
"""From so many words on, two lines that differ by one word are heard as the same."""
LINE_RESTS = 10
"""Evenings that a line rests, while there are others."""
LONG_WORDS = 3
"""Words from which a line counts as one person's: it isn't said twice in a show. Shorter ones ("lol") may be."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EMOTES = _set(
    """
    KEKW LUL LULW OMEGALUL Pog POGGERS POGGIES PogU EZ ICANT COPIUM Copium GIGACHAD F o7 Kappa Sadge Madge Bedge Susge
    Aware Clueless Deadge Prayge Clap Stare MONKA Pepega Kreygasm Jebaited 4Head 5Head :O D: <3 :) :( :D xD XD
    """
)
_CAMEL = re.compile(r"[A-Za-z0-9]{0,40}[a-z0-9][A-Z][A-Za-z]{0,40}")
"""monkaS, peepoHappy, NotLikeThis: as emotes are spelt, and hardly anything else. None is longer."""

_STOP = _set(
    """
    esta este esto estas estos esos esas aqui alla ahora algo alguien antes asi aunque bien cada casi como
    cuando cual cuanto desde donde ellos ella ellas entonces entre eres eran esos estan estoy estaba fue
    fueron hace hacer hacia hasta haber habia para pero poco porque pues puede puedo quien quiero sabe saben
    siempre sino sobre solo somos sera seria tambien tanto tengo tiene tienes tenia todo toda todos todas unos
    unas vamos vaya verdad estas otra otro otros otras menos mucho mucha nada nadie ningun nunca nosotros
    igual luego mismo misma parece mira about after again also always another anyone because been before being
    both could does doing done down each even ever every from going gonna have here into just know like made
    make many more most much must need never only over really said same should some someone something still
    such than that thats their them then there these they thing think this those though through time very want
    wants wanna well were what when where which while will with without would yeah your youre actually dont
    didnt doesnt cant isnt wasnt gotta literally
    """
)
"""Words of four letters or more, folded, that say nothing of what a line is about, in both languages."""
_LAUGH = re.compile(r"(?:[jah]{3,}|[jeh]{3,}|[jih]{3,}|l+o+l+|x+d+|lmf?ao+|kek+w?|jsjs[js]*)", re.IGNORECASE)
"""jajaja, hahah, lol, xd, as they are typed: a whole word of them."""
_WORD = re.compile(r"[^\W\d_]+")
_STRETCH = re.compile(r"(.)\1{2,}")


def is_emote(token: str) -> bool:
    """Whether a word that stands alone is a picture: an emote's name, a smiley, an emoji."""
    return token in _EMOTES or _CAMEL.fullmatch(token) is not None or is_emoji(token)


def is_emoji(token: str) -> bool:
    """Whether all of it is emoji."""
    return not any(character.isalnum() or character.isascii() for character in token)


@lru_cache(ROOMY)
def is_emotes(text: str) -> bool:
    """Whether a text is nothing but emotes."""
    return all(is_emote(token) for token in text.split())


def is_laugh(text: str) -> bool:
    """Whether a text is nothing but laughing."""
    return all(_LAUGH.fullmatch(token) for token in text.split())


@lru_cache(ROOMY)
def content_words(text: str) -> frozenset[str]:
    """The words that a text is about: four letters or more, folded, no stop words."""
    words = (fold(word) for word in _WORD.findall(text))
    return frozenset(word for word in words if len(word) >= 4 and word not in _STOP)


@lru_cache(ROOMY)
def likeness(text: str) -> str:
    """What two texts share that a reader takes for the same: no capitals, accents or punctuation, no stretched
    letters."""
    words = _STRETCH.sub(r"\1", fold(text)).replace("'", "")
    kept = "".join(character if character.isalnum() else " " for character in words)
    return " ".join(kept.split()) or text


def fold(text: str) -> str:
    """No capitals and no accents."""
    plain = decomposed(text.casefold())
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


class Memory:
    """What was said in a show, by all of its games, and in the evenings before it.

    Lines of three words or more are never said twice in a show; those of other evenings come back, the oldest first.
    """

    def __init__(self) -> None:
        self._said: set[str] = set()
        self._near: set[int] = set()
        self._evenings: Mapping[int, int] = {}

    def add(self, text: str) -> None:
        """It has been said."""
        if is_long(text):
            alike = likeness(text)
            self._said.add(alike)
            words = alike.split()
            if len(words) >= NEAR_WORDS:
                self._near.update(_near_keys(words))

    def has(self, text: str) -> bool:
        """Whether it is long, and has been said in this show."""
        return is_long(text) and likeness(text) in self._said

    def evenings_ago(self, text: str) -> int:
        """How many evenings ago it was said last, if it is long: 1 for the one before this; 0 for never, or for so
        long ago that it may be said as if it never was."""
        if not self._evenings or not is_long(text):
            return 0
        ago = self._evenings.get(digest(text), 0)
        return ago if ago <= LINE_RESTS else 0

    def add_topic(self, key: str) -> None:
        """It has been talked about."""
        self._said.add(_topic(key))

    def has_topic(self, key: str) -> bool:
        """Whether it has been talked about in this show."""
        return _topic(key) in self._said

    def topic_evenings_ago(self, key: str) -> int:
        """How many evenings ago it was talked about last; 0 for never."""
        return self._evenings.get(_digest(_topic(key)), 0) if self._evenings else 0

    def is_near(self, text: str) -> bool:
        """Whether something was said in this show that differs from it by one word, both being of some length."""
        words = likeness(text).split()
        if len(words) < NEAR_WORDS:
            return False
        return any(key in self._near for key in _near_keys(words))

    def recall(self, evenings: Mapping[int, int]) -> None:
        """What was said before this evening: digests of lines, with how many evenings ago."""
        self._evenings = evenings

    def digests(self) -> frozenset[int]:
        """What was said in this show, to be kept for the next evenings."""
        return frozenset(map(_digest, self._said))

    def forget(self) -> None:
        """Another show."""
        self._said.clear()
        self._near.clear()


def _topic(key: str) -> str:
    return f"topic {key}"  # no line is folded to this: a slash stands in it


def _near_keys(words: list[str]) -> Iterator[int]:
    """What two lines share that differ by one word: the line without it, and where it stood."""
    for place in range(len(words)):
        yield hash((place, *words[:place], *words[place + 1 :]))


def digest(text: str) -> int:
    """48 bits that stand for a line, and for all that read alike."""
    return _digest(likeness(text))


def _digest(alike: str) -> int:
    return int.from_bytes(hashlib.blake2b(alike.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def is_long(text: str) -> bool:
    """Whether a line has `LONG_WORDS` or more, and so isn't said twice in a show."""
    return len(text.split()) >= LONG_WORDS
