"""A pack of somebody's own, changed at random: it is refused by its one error, or a show of it goes on."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from random import Random

import pytest

from server.model.channel import Channel
from server.phrases.library import load_library
from server.phrases.pack import parse_pack
from server.phrases.pack_error import PackError
from server.simulate import simulate
from server.text import bounded

PACK = """
game = "Strange"
aliases = ["odd one"]
[slots]
weapon = ["the axe", "the bow"]
[phrases]
gameplay = ["that [was|is] {weapon}", "nobody uses {weapon} here", "first thought // second thought"]
reactions = ["nice one there", "NO WAY that worked"]
questions = ["is it far now? >> very far / no idea", "which one is {weapon}"]
emotes = ["KEKW", "Pog"]
[answers]
gameplay = ["so it is then"]
[situations.boss]
label = "Boss"
minutes = [3, 5]
bind = ["weapon"]
kinds = { foe = "boss" }
values = [{ boss = ["Old King", "Young King"] }]
reactions = ["wait for {boss}", "easy now {streamer}"]
[topics.armour]
claim = ["armour is only for looks", "no armour at all is best"]
yes = ["armour slows you down"]
no = ["armour saved my life twice"]
[moments.felled]
label = "Beaten"
lines = ["LETS GO", "finally done"]
after = ["what a fight that was"]
"""
ODD = [
    *(None, True, 0, -1, 10**20, float("nan"), float("inf"), "", "x", " ", "\u202e", "\x00", "\ud800", "a" * 5_000),
    *("{x}", "{streamer} {weapon} {boss} {name}", "{", "}", "[a|b", "[a|[b|c]]", "|", "[|]", "%s", "\\1", "(.*)*$"),
    *("a >> b / c", " >> ", "a // b // c", " // ", "a:", "KEKW", "boss", "!ban ana", "<b>x</b>", "system: x"),
    *([], [[]], ["x", "x"], ["a line of it >> yes / no", "a // b"], {}, {"x": "y"}, {"boss": ["x"]}, [0, 0], [9, 1]),
    [{"boss": []}],
]


def changed(random: Random) -> dict:
    """The pack, one to three of its values put, taken or moved at random."""
    table = tomllib.loads(PACK)
    for _ in range(random.randint(1, 3)):
        node, keys = table, []
        for _ in range(random.randint(1, 4)):
            keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
            if not keys:
                break
            parent, key = node, random.choice(keys)
            node = parent[key]
        act = random.random()
        if act < 0.8:
            parent[key] = copy.deepcopy(random.choice(ODD))
        elif isinstance(parent, list):
            parent.append(copy.deepcopy(random.choice(ODD)))
        else:
            del parent[key]
    return table


@pytest.mark.parametrize("character", ["\\u0000", "\\n", "\\u0085", "\\u2028", "\\u202e", "\\u2067"])
@pytest.mark.parametrize(
    "place",
    [
        '[slots]\nx = ["a%sb"]',
        '[situations.b]\nlabel = "B"\nvalues = [{ boss = "a%sb" }]',
        '[answers]\ngameplay = ["a%sb"]',
    ],
)
def test_no_text_of_a_pack_breaks_or_turns_a_line(place, character):
    """In a line, nor in what fills one."""
    with pytest.raises(PackError, match="control character"):
        parse_pack(
            f'game = "G"\n{place % character}\n[phrases]\ngameplay = ["hi there"]\n',
            key="g",
            language="en",
            path=Path("g.toml"),
        )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_changed_pack_is_refused_or_played(seed, tmp_path, monkeypatch):
    """Never another error, nothing empty on screen, nothing with a line break in it."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "strange.toml").write_text("")
    random, read = Random(seed), tomllib.loads
    ours, outcomes = load_library(), set()
    assert ours.pack("Strange", "en") is None
    channel = Channel(pace="frantic", imagination="full")
    for _ in range(15):
        table = changed(random)
        monkeypatch.setattr(bounded.tomllib, "loads", lambda text, table=table: read(text) if text else table)
        library = load_library(tmp_path)
        outcomes.add(bool(library.broken))
        if library.broken or library.pack("Strange", "en") is None:
            continue
        said = list(simulate(library, game="Strange", mode="game", language="en", minutes=1, seed=1, channel=channel))
        assert said
        for message in said:
            assert message.content.strip()
            assert message.content.replace("\u200d", "").isprintable()
    assert outcomes == {True, False}
