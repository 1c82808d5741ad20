"""Fields: what they let in is what comes back, however often it is read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from server.model.look import LookName
from server.model.names import BlockedWords, GameName, PresetName, RegionName, SituationText
from server.model.on_air import SceneName, SceneRule
from server.model.own_content import Character, Name, Text
from server.model.settings import Streamer
from server.text.fields import name_key, one_line

FIELDS: dict[str, Any] = {
    "game": GameName,
    "preset": PresetName,
    "home": RegionName,
    "look": LookName,
    "streamer": Streamer.model_fields["name"].rebuild_annotation(),
    "situation": SituationText,
    "scene": SceneName,
    "rule": SceneRule.model_fields["contains"].rebuild_annotation(),
    "line": Text,
    "viewer": Name,
    "character": Character,
}
# Letters that NFC makes longer (U+0958, U+FB2C), that folding makes longer (U+0130, U+00DF, U+01F0), spaces of many
# kinds, marks, controls, halves of a surrogate pair, and what each field gives a meaning of its own.
ODD = (
    "\u0958\ufb2c\u0130\u00df\u01f0\u0301\u00a0\u2003\u2028\u200b\u200d\u00ad\t\n\r\x00\x1c\x85\ud800\udfff*@._- <{%/\\"
)
texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(), st.sampled_from("abñ")), max_size=60) | st.builds(
    lambda letter, times: letter * times, st.sampled_from(ODD + "añ"), st.integers(1, 250)
)


@pytest.mark.parametrize("name", FIELDS)
@given(texts)
def test_what_is_let_in_goes_in_again_unchanged(name, text):
    """Normalised first and measured after: a name can't grow or shrink out of its bounds once it is kept."""
    field = TypeAdapter(FIELDS[name])
    try:
        kept = field.validate_python(text)
    except ValidationError:
        return
    assert field.validate_json(field.dump_json(kept)) == kept


@given(st.lists(texts, max_size=5).map(tuple))
def test_blocked_words_go_in_again_unchanged(words):
    """Stars and spaces at the ends in any order, and letters that folding makes two of."""
    field = TypeAdapter(BlockedWords)
    try:
        kept = field.validate_python(words)
    except ValidationError:
        return
    assert field.validate_json(field.dump_json(kept)) == kept


@pytest.mark.parametrize("field", [PresetName, LookName, GameName])
@pytest.mark.parametrize("text", ["", " ", "\u3000", "..", ".", "a\ud800b", "\u0958" * 41])
def test_a_name_that_nobody_could_ask_for_is_refused(field, text):
    """Empty, dots alone (a browser takes them for a part of the path), half a character, too long once normalised."""
    with pytest.raises(ValidationError):
        TypeAdapter(field).validate_python(text)


@given(texts)
def test_two_spellings_of_a_name_are_one(text):
    """Composed or not, capitals or not, any spaces."""
    assert name_key(f" {text}  ") == name_key(text) == name_key(one_line(text))
