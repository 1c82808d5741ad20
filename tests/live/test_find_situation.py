"""Which situation a typed text means, and which of its values it names: by the words of the packs."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.live.find_situation import find_situation
from server.live.typo_correction import put_right
from server.model.phrase import LANGUAGES
from server.phrases.intents import typed_words
from server.phrases.library import load_library
from server.phrases.situation import Situation


def _situations_of_every_game() -> st.SearchStrategy[list[Situation]]:
    """Those of one pack that has any. Every pack is read for it, so not before a test draws from it."""
    library = load_library()
    packs = [library.pack(title.name, language, title.mode) for language in LANGUAGES for title in library.titles()]
    return st.sampled_from([list(pack.situations.values()) for pack in packs if pack is not None and pack.situations])


GAMES = st.deferred(_situations_of_every_game)


def situation(key: str, *heard: str, values: tuple[dict[str, tuple[str, ...]], ...] = (), **bind: tuple[str, ...]):
    """One as a pack has it, with what matters here."""
    return Situation(key, key, heard, (3, 12), 1, (), (), (), values, bind, frozenset(), {})


BOSS = situation(
    "boss",
    "boss fight",
    "fog gate",
    values=({"foe": ("malenia",), "place": ("haligtree",)}, {"foe": ("margit",), "place": ("stormveil",)}),
    weapon=("the claymore", "moonveil"),
)
DUNGEON = situation("dungeon", "catacombs", values=({"place": ("stormveil",)},), weapon=("the claymore", "moonveil"))
MENU = situation("menu", "inventory", "boss menu", stat=("vigor",))
SITUATIONS = (BOSS, DUNGEON, MENU)


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("boss fight, Malenia", "boss", {"foe": "malenia"}),
        ("MALÉNIA!!!", "boss", {"foe": "malenia"}),
        ("maleniaaaaa again", "boss", {"foe": "malenia"}),
        ("at the fog-gate", "boss", {}),
        ("margit, with my claymore", "boss", {"foe": "margit", "weapon": "the claymore"}),
        ("margit in the haligtree", "boss", {"foe": "margit"}),
        ("somewhere in stormveil", "dungeon", {"place": "stormveil"}),
        ("boss menu", "menu", {}),
        ("more vigor", "menu", {"stat": "vigor"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_typed_means_a_situation_and_its_values(text, key, values):
    """By its names and its values, folded and stretched; values of two sets don't mix; the longest words win."""
    found = find_situation(text, SITUATIONS)
    assert found is not None
    assert (found[0].key, found[1]) == (key, values)


@pytest.mark.parametrize("text", ["", "  ?!", "malen", "fog", "using moonveil", "a quiet evening"])
def test_what_says_nothing_is_not_understood(text):
    """Half a word, half a name, or a weapon that every situation has: nobody guesses."""
    assert find_situation(text, SITUATIONS) is None


@given(GAMES, st.data())
def test_every_name_of_a_situation_means_it(situations, data):
    """Its label and whatever is heard of it, in every pack; where two share a name, one of them."""
    meant = data.draw(st.sampled_from(situations))
    name = data.draw(st.sampled_from((meant.label, *meant.heard)))
    found = find_situation(name.upper(), situations)
    assert found is not None
    names = {typed_words(name) for name in (found[0].label, *found[0].heard)}
    values = {typed_words(value) for value in found[1].values()}
    said = typed_words(name)
    assert any(_stands_in(words, said) for words in names | values)


@given(GAMES, st.data())
def test_a_situation_with_a_value_is_about_that_value(situations, data):
    """Its name and one of a set's values, side by side: what is understood explains at least as much of the text."""
    meant = data.draw(st.sampled_from([one for one in situations if one.values] or situations))
    assume(meant.values)
    values = data.draw(st.sampled_from(meant.values))
    value = data.draw(st.sampled_from([value for some in values.values() for value in some]))
    text = f"{meant.label}: {value}"
    found = find_situation(text, situations)
    assert found is not None
    if found[0] is meant and typed_words(value) not in map(typed_words, (meant.label, *meant.heard)):
        assert any(_stands_in(typed_words(one)[-1:], typed_words(text)) for one in found[1].values())


@given(GAMES, st.text(max_size=140))
def test_any_text_is_understood_or_not(situations, text):
    """Nothing that can be typed breaks it; the values that it finds are the situation's, and stand in the text."""
    found = find_situation(text, situations)
    if found is None:
        return
    one, values = found
    names = {word for name in (one.label, *one.heard) for word in typed_words(name)}
    said = put_right(typed_words(text), names, {word for value in values.values() for word in typed_words(value)})
    for slot, value in values.items():
        assert value in one.bind.get(slot, ()) or any(value in some.get(slot, ()) for some in one.values)
        words = typed_words(value)
        assert _stands_in(words, said) or _stands_in(words[1:], said)


@given(GAMES, st.text(max_size=60), st.text(max_size=60))
def test_capitals_marks_and_spaces_mean_nothing(situations, before, after):
    """What surrounds the words says nothing of its own."""
    text = f"{before} {after}"
    assert find_situation(text, situations) == find_situation(f"  ¡{text}!? ", situations)


def _stands_in(words: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return any(said[start : start + len(words)] == words for start in range(len(said) - len(words) + 1))
