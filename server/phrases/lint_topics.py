"""Lint topics: topics whose subject can't be told from their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from server.model.phrase import Language
from server.phrases.lint_lines import topics_of
from server.phrases.pack import Pack
from server.phrases.template import Template
from server.phrases.topic import Topic
from server.text.words import content_words, fold

SHARED_LINES = 3
"""Lines of a topic that have its word: fewer, and a talk is seldom tied by it."""
SMALL = 6
"""Lines below which two of them are enough."""

_SHORT = re.compile(r"\d+(?:\.\d+)+|[a-z]+\d\w*|(?<![\w.])[a-z0-9]{2,3}(?![\w.])")
_LITTLE: dict[Language, str] = {
    "en": """
        a ago all am an and any are as at bad be big bit but by can cant day did do for from fun get go good
        got had has he her him his how i id if ill im in is it its ive lol lot me my new no not now of off
        ok old on one or our out own per put rn run say see she so tbh the too try two up ur us use via was
        way we who why yes yet you far few guy hes idk imo let may men omg
    """,
    "es": """
        al aun ahi asi con dan dar das de del dia dos el en era es esa ese eso fin fue ha han hay he hoy ir
        iba la las le les lo los mal mas me mi mis muy ni no nos o os por que sea ser se si sin son su sus
        tal tan te ti tu tus un una uno va van ve ver vez vi voy xd ya yo ah ay eh
    """,
}
"""Words of two or three letters that say nothing; the others do: hp, op, vpn."""


def loose_topics(pack: Pack) -> Iterator[str]:
    """Topics whose lines share no content word, so that a reader can't see that they belong together."""
    for topic in topics_of(pack):
        word, count = _most_shared(topic, pack.language)
        lines = sum(map(len, topic.lines.values()))
        if count < (SHARED_LINES if lines >= SMALL else min(2, lines)):
            shared = f"{word!r} is in {count}" if count > 1 else "none"
            yield (
                f"topics.{topic.key}: its {lines} lines share no word that says what they are about"
                f" ({shared}; {SHARED_LINES} at least)"
            )


def _most_shared(topic: Topic, language: Language) -> tuple[str, int]:
    key = {word for word in topic.key.split("_") if len(word) > 1}
    lines = (line for some in topic.lines.values() for line in some)
    counts = Counter(word for line in lines for word in _content(line, language, key))
    return max(counts.items(), key=lambda item: item[1], default=("", 0))


def _content(line: Template, language: Language, key: set[str]) -> set[str]:
    """The words of a line that say what it is about, those of the topic's own name included."""
    said = fold(line.source)
    short = set(_SHORT.findall(said)) - set(_LITTLE.get(language, "").split())
    own = key & set(said.split())
    return {word.removesuffix("s") if len(word) > 4 else word for word in (*content_words(said), *short, *own)}
