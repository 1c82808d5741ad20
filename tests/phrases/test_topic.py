"""Topics: pools of lines with roles, of which a talk is drawn."""

from __future__ import annotations

import pytest

from server.phrases.lazy_pack import loaded_pack
from server.phrases.library import PackLibrary
from server.phrases.pack_error import PackError
from tests.phrases.packs import pack

VIGOR = """
[situations.boss]
reactions = ["the tension"]
[[situations.boss.values]]
boss = "margit"
[topics.vigor]
situations = ["boss"]
moments = ["fail"]
genres = ["story"]
claim = ["you need [way |]more vigor"]
ask = ["how much vigor is enough >> 40 / until {boss} stops one shotting you"]
no = ["vigor is a crutch // a good one"]
"""


def test_a_topic_is_read_whole():
    """Where it comes up, what brings it up, in which games, and its lines by role."""
    (topic,) = pack(VIGOR).topics
    assert (topic.key, topic.situations, topic.moments, topic.genres) == ("vigor", {"boss"}, {"fail"}, {"story"})
    assert {role: len(lines) for role, lines in topic.lines.items()} == {"claim": 1, "ask": 1, "no": 1}


def test_a_line_of_a_topic_has_its_answers():
    """And counts as what it is: a line about the game, a question, a word or three."""
    (topic,) = pack(VIGOR).topics
    (asked,) = topic.lines["ask"]
    assert [answer.source for answer in asked.answers] == ["40", "until {boss} stops one shotting you"]
    assert [answer.category for answer in asked.answers] == ["reactions", "gameplay"]


def test_topics_for_some_genres_stand_under_only():
    """In the general pack."""
    general = pack(
        '[phrases]\nreactions = ["hm"]\n[only.story-survival.topics.saves]\nclaim = ["save often"]',
        key="general",
        head="",
    )
    (some,) = general.only
    assert (some.genres, [topic.key for topic in some.topics]) == ({"story", "survival"}, ["saves"])


FISH = """
[topics.fish]
builds = ["{streamer} has a fish", "it knows", "a: it [knows|saw] everything", "call it bob"]
"""


def test_a_thought_that_grows_may_open_a_topic():
    """Its lines keep their order, and some are said by who began it."""
    (topic,) = pack(FISH).topics
    assert [line.source for line in topic.lines["builds"]] == [
        "{streamer} has a fish",
        "it knows",
        "it [knows|saw] everything",
        "call it bob",
    ]
    assert topic.returns == {2}


def test_tangents_are_topics_alone():
    """In a pack of their own, without a game; in just chatting they count as comments."""
    tangents = pack(FISH, key="tangents", head="")
    assert (tangents.name, tangents.mode) == (None, "game")
    library = PackLibrary([loaded_pack(tangents)], {})
    (line, *_) = library.tangents("en", "chatting").topics[0].lines["builds"]
    assert (line.category, library.tangents("en").topics[0].lines["builds"][0].category) == ("comments", "gameplay")
    assert library.tangents("es").topics == ()
    with pytest.raises(PackError, match="unknown key phrases"):
        pack('[phrases]\nreactions = ["hm"]', key="tangents", head="")


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ('builds = ["a", "b"]', "2 lines; 3 to 8"),
        ('builds = ["a", "a: b", "c"]', "somebody else goes on"),
        ('builds = ["a", "b >> c", "d"]', "none has answers"),
        ('yes = ["vigor gang"]', "something that opens it"),
        ('claim = ["a"]\nmaybe = ["b"]', "unknown key topics.t.maybe"),
        ("claim = []", "claim is empty"),
        ('claim = ["{boss}"]', r"no slot is called \{boss\}"),
        ('claim = ["a"]\ngenres = ["sports"]', "unknown genre"),
    ],
)
def test_a_broken_topic_is_named(broken, why):
    """With what would be right."""
    with pytest.raises(PackError, match=why):
        pack(f"[topics.t]\n{broken}")
