"""Apostrophes: most people type them and some never do, each always the same."""

from __future__ import annotations

from collections import defaultdict

from server.audience.typing_style import types_apostrophes
from server.model.channel import Channel
from server.phrases.library import load_library
from server.simulate import simulate

LIBRARY = load_library()


def test_three_of_four_type_them():
    """By their names, whatever the show."""
    names = [f"viewer{number}" for number in range(2_000)]
    assert 0.70 < sum(map(types_apostrophes, names)) / len(names) < 0.78


def test_each_viewer_always_does_or_never():
    """In an hour of chat: "don't" and "dont" never come from the same hand, but in what somebody sends again as it is;
    no other language has any."""
    hands, said = defaultdict(set), set()
    without = {word for word in LIBRARY.people("en").apostrophes if " " not in word}
    channel = Channel(language="en", pace="lively", crowd=110)
    for message in simulate(
        LIBRARY, game="Elden Ring", mode="game", language="en", minutes=60, seed=3, channel=channel
    ):
        if message.content.casefold() in said:
            continue
        said.add(message.content.casefold())
        words = message.content.casefold().replace(",", " ").replace(".", " ").replace("?", " ").split()
        for word in words:
            if word in without:
                hands[message.username].add("without")
            elif word in LIBRARY.people("en").apostrophes.values():
                hands[message.username].add("with")
    assert {"with", "without"} == set().union(*hands.values())
    assert {name: ways for name, ways in hands.items() if len(ways) > 1} == {}
    assert not LIBRARY.people("es").apostrophes
