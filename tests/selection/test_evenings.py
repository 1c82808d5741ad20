"""Ten evenings of one channel with the real packs and the real store: what was said rests."""

from __future__ import annotations

from collections import Counter

import pytest

from server.model.channel import Channel
from server.model.phrase import LANGUAGES
from server.phrases.library import load_library
from server.services.said_lines import KEPT_EVENINGS, SaidLines
from server.simulate import Past, simulate
from server.store.store import Store
from server.text.words import LINE_RESTS, Memory, content_words, is_emotes, is_long, likeness

LIBRARY = load_library()
DAY_S = 86_400
EVENINGS, MINUTES = 10, 20


@pytest.mark.parametrize("language", ["en", "es"])
async def test_ten_evenings_say_other_things(tmp_path, language):
    """Each is kept in the store and read again as after a restart: no line of three words is said twice in an evening
    as it is, few are of an earlier one, and few topics come back while there are others."""
    clock = [1_000_000.0]
    past, said = Past(), set[str]()
    again: list[float] = []
    topics: list[set[str]] = []
    for evening in range(EVENINGS):
        async with Store(tmp_path) as store:
            kept = SaidLines(wall=lambda: clock[0])
            await kept.open(store, "main", LANGUAGES)
            memory = Memory()
            memory.recall(kept.before("main", language))
            show = simulate(
                LIBRARY, game="Elden Ring", mode="game", language=language, minutes=MINUTES, seed=evening,
                channel=Channel(), memory=memory, past=past,
            )  # fmt: skip
            contents = [message.content for message in show if not is_emotes(message.content)]
            texts = [likeness(content) for content in contents if is_long(content)]
            kept.keep("main", language, memory.digests())
            await kept.close()
        twice = [text for text, times in Counter(texts).items() if times > 1 and len(content_words(text)) > 1]
        assert len(twice) <= 0.02 * len(texts)
        again.append(sum(text in said for text in texts) / len(texts))
        said.update(texts)
        topics.append({text for text in memory._said if text.startswith("topic ") and "/" in text})
        clock[0] += DAY_S
    assert again[1] <= 0.05
    assert again[3] <= 0.05
    assert again[-1] <= 0.15
    # An evening in the chat's memory may bring a topic back; drawn by chance, a third of them would come again.
    early = topics[:3]
    back = sum(len(spoken & set[str]().union(*early[:number])) for number, spoken in enumerate(early))
    assert back <= 0.2 * sum(map(len, early[1:]))


async def test_lines_rest_ten_evenings_and_topics_thirty(tmp_path):
    """By the store, after as many evenings."""
    clock = [1_000_000.0]
    async with Store(tmp_path) as store:
        first = Memory()
        first.add("a line of some length")
        first.add_topic("general/pizza")
        for evening in range(KEPT_EVENINGS + 2):
            said = SaidLines(wall=lambda: clock[0])
            await said.open(store, "main", LANGUAGES)
            memory = Memory()
            memory.recall(said.before("main", "en"))
            rests = memory.evenings_ago("a line of some length"), memory.topic_evenings_ago("general/pizza")
            assert rests == (evening if evening <= LINE_RESTS else 0, evening if evening <= KEPT_EVENINGS else 0)
            said.keep("main", "en", first.digests() if evening == 0 else {evening})
            await said.close()
            clock[0] += DAY_S
