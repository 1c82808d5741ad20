"""Common words: what everybody types all evening, by channel and by hand."""

from __future__ import annotations

from collections import Counter
from random import Random

from server.audience.common_words import CommonWords
from server.phrases.viewer_kinds import ViewerKinds
from tests.audience.people import viewer

WORDS = ("lol", "oh", "huh", "wow", "damn", "hmm", "ah", "whoa", "yo", "eh")
PEOPLE = ViewerKinds(common={"react": WORDS})
NAMES = [f"viewer{number}" for number in range(30)]


def drawn(channel: str, names: list[str], *, times: int = 20, suits=lambda word: True) -> Counter[str]:
    words, random = CommonWords(PEOPLE, channel), Random(1)
    return Counter(words.draw("react", viewer(name), suits, random) for name in names for _ in range(times))


def test_a_few_words_make_most_of_them():
    """The three commonest of a channel's ten words are most of what it types, and hardly any word is never typed."""
    counts = drawn("main", NAMES)
    assert sum(count for _, count in counts.most_common(3)) > 0.5 * counts.total()
    assert len(counts) >= 8


def test_a_channel_leans_to_words_of_its_own_every_evening():
    """Another channel types others; the same one types the same."""
    tops = [tuple(word for word, _ in drawn(name, NAMES).most_common(3)) for name in "abcdef"]
    assert len(set(tops)) >= 4
    assert tops == [tuple(word for word, _ in drawn(name, NAMES).most_common(3)) for name in "abcdef"]


def test_a_viewer_has_a_word_that_is_theirs():
    """The one that somebody types most is a larger part of theirs than of everybody's."""
    everybody = drawn("main", NAMES, times=100)
    (_, most), *_ = everybody.most_common(1)
    own = [drawn("main", [name], times=100).most_common(1)[0][1] for name in NAMES[:9]]
    assert min(own) > 100 * 0.3
    assert sum(own) / len(own) > 100 * most / everybody.total()


def test_nobody_types_what_does_not_suit_them():
    """A word from elsewhere, or one that the channel bans; where none is left, there is none."""
    assert "lol" not in drawn("main", NAMES, suits=lambda word: word != "lol")
    assert set(drawn("main", NAMES[:1], suits=lambda word: False)) == {None}
    assert CommonWords(ViewerKinds(), "main").draw("react", viewer(), lambda word: True, Random(1)) is None
