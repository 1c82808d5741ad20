"""Topic word: the one word by which people know a talk again: "the vigor thing"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from server.phrases.topic import Topic
from server.text.words import content_words, fold

SHARED = 3
"""Lines of a topic that must have the word."""
KEY_RATHER = 1.5
"""Factor on a word that stands in the topic's own name."""
_BRACES = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(4_096)
def topic_word(topic: Topic) -> str | None:
    """The word that most of its lines share, as it is written in them; None where they share none."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (line for some in topic.lines.values() for line in some):
        text = _BRACES.sub(" ", line.source)
        content = content_words(text)
        for word in {word for word in _WORD.findall(text.lower()) if fold(word) in content}:
            spelt[fold(word)][word] += 1
    if not spelt:
        return None
    key = set(fold(topic.key).split("_"))
    best = max(spelt, key=lambda word: spelt[word].total() * (KEY_RATHER if word in key else 1))
    return spelt[best].most_common(1)[0][0] if spelt[best].total() >= SHARED else None
