"""Short lines: what a word is said at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from server.audience.attention import Attention
from server.audience.community import Community
from server.audience.composer import Composer
from server.audience.conversation import RecentMessages
from server.audience.crowd import Crowd
from server.audience.line_context import LineContext
from server.audience.short_lines import ShortLines
from server.audience.show_settings import ShowSettings
from server.live.crowd_material import crowd_material_of
from server.model.phrase import Phrase
from server.phrases.viewer_kinds import Typing
from tests.audience.people import sent, viewer
from tests.audience.shows import LIBRARY, Endless

COMMON = {"react": ("oh",), "agree": ("yeah",), "disagree": ("nah",), "laugh": ("lol",), "ask": ("why",)}
CLAIM = Phrase("the second one is the better one", "gameplay", "en", topic="cheese", role="claim")
JOKE = Phrase("my cat plays better", "gameplay", "en", role="joke")
PLAIN = Phrase("just got here from work", "gameplay", "en")


def context(source: object, seed: int) -> LineContext:
    random = Random(seed)
    material = crowd_material_of(LIBRARY, "en")
    people = replace(material.people, common=COMMON, typing=Typing(brief=1.0))
    material = replace(material, people=people)
    crowd = Crowd(15, material, random)
    crowd.open(0.0)
    return LineContext(
        source=source,  # type: ignore[arg-type]
        crowd=crowd,
        settings=ShowSettings(viewers=15),
        attention=Attention(random),
        recent=RecentMessages(),
        composer=Composer(people, random),
        community=Community(material, random),
        random=random,
    )


def under(said: Phrase | None, *, source: object = None, ago: float = 4.0, times: int = 200) -> Counter[str]:
    """What is said after that line, and whether it is to it."""
    found: Counter[str] = Counter()
    table = context(source or Endless(), 1)
    lines = ShortLines(table)
    if said is not None:
        table.recent.add(sent(said.text, viewer("bo"), at=0.0, of=said))
    for _ in range(times):
        draft = lines.under(viewer("ana", words=2.0), "reactions", ago)
        if draft is not None:
            found[draft.phrase.text + (" to it" if draft.to is not None else "")] += 1
    return found


def test_nobody_agrees_where_nothing_was_claimed():
    """A claim is agreed with, and that is said to it; a plain line, a joke and silence are not."""
    assert under(CLAIM)["yeah to it"] > under(CLAIM)["nah to it"] > 0
    for said in (PLAIN, None):
        assert not {word for word in under(said) if word.startswith(("yeah", "nah"))}


def test_a_joke_is_laughed_at_and_anything_else_looked_past():
    """Most of what is said after a joke is a laugh; after a plain line, a word at the screen."""
    assert under(JOKE)["lol"] > under(JOKE)["oh"]
    assert under(PLAIN)["oh"] > under(PLAIN)["lol"]
    assert set(under(CLAIM, ago=60.0)) <= {"oh"} | {text for text in under(CLAIM, ago=60.0) if text.startswith("line")}


def test_what_the_channel_bans_is_not_typed():
    """The packs' words take its place."""

    class Banning(Endless):
        def allows(self, text: str) -> bool:
            return text != "oh"

    assert "oh" not in under(PLAIN, source=Banning())
