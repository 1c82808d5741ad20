"""Slips: what goes wrong under the fingers, and the word put right."""

from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audience.slips import slip
from server.audience.typing_style import typed
from server.audience.viewer import Habits, Viewer
from server.audience.viewer_factory import ViewerFactory
from server.live.crowd_material import crowd_material_of
from tests.audience.shows import LIBRARY

SURE = Habits(slips=1.0)
LINES = (
    "that second phase is way harder than the first one", "nice", "you could go left there", "lol no way", "KEKW",
    "i think the bow is better for this part", "wait did he say that already", "ok that makes sense",
)  # fmt: skip


def slipped(text: str, habits: Habits = SURE, seeds: int = 400) -> dict[str, str | None]:
    return dict(slip(text, habits, Random(seed)) for seed in range(seeds))


def test_a_crowd_slips_as_often_as_people_do():
    """In 1.5 to 4 % of the messages; .2 to .5 % of all messages put a word right. Some people never slip."""
    factory = ViewerFactory(crowd_material_of(LIBRARY, "en"), Random(5))
    people = [factory.arrival() for _ in range(2_000)]
    random = Random(7)
    made = [(text, *slip(text, viewer.habits, random)) for viewer in people for text in LINES for _ in range(2)]
    assert 0.015 <= mean(text != wrong for text, wrong, _ in made) <= 0.04
    assert 0.002 <= mean(right is not None for _, _, right in made) <= 0.005
    assert len({viewer.habits.slips for viewer in people}) > 20


def test_the_right_word_follows_a_wrong_one():
    """Only where a word stands wrong, that very word, with the star where this hand puts it."""
    for habits, star in ((SURE, "second*"), (Habits(slips=1.0, star_first=True), "*second")):
        made = slipped("the second", habits)
        corrected = {text: right for text, right in made.items() if right is not None}
        assert set(corrected.values()) == {star}
        assert not any(text.endswith("second") for text in corrected)


def test_the_kinds_of_slips():
    """A key beside the right one (ñ is beside l), two letters swapped, one lost or twice, an accent lost, two words in
    one."""
    made = set(slipped("hola amigo", seeds=4_000))
    assert {"hola amigp", "hola aimgo", "hola amgo", "hola amiggo", "holaamigo"} <= made
    assert "hoña amigo" in made
    assert not made & {"hqla amigo", "hola amzgo"}
    assert "que facil" in set(slipped("que fácil", seeds=400))


@pytest.mark.parametrize(
    "text", ["KEKW", "jajajaja", "@Ximena", "nooooo", "monkaS PogChamp", "lol", "GG WP", "ps5", "404"]
)
def test_what_isnt_slipped_on(text):
    """Emotes, laughter, names, stretched and short words, capitals, digits."""
    assert slipped(text, seeds=60) == {text: None}


@given(st.text(max_size=60), st.integers(0, 2**32))
def test_a_slip_never_breaks_a_line(text, seed):
    """Whatever is typed: it is about as long as before, keeps its spaces but one, and who never slips is left alone."""
    wrong, right = slip(text, SURE, Random(seed))
    assert abs(len(wrong) - len(text)) <= 1
    assert text.count(" ") - wrong.count(" ") in (0, 1)
    assert right is None or wrong != text
    assert slip(text, Habits(), Random(seed)) == (text, None)


def test_some_trail_off():
    """Who does it ends a line in dots now and then; nobody does after an emote, nor twice."""
    viewer = Viewer("a", "#fff", (), 1.0, Habits(trail=0.5))
    lines = [typed(text, viewer, Random(seed), short={}) for seed in range(200) for text in ("well then", "well KEKW")]
    assert 60 <= sum(line.endswith("..") for line in lines) <= 140
    assert all("KEKW" not in line or line.rstrip("KEW ") == "well" for line in lines)
    assert not any(typed("well then", viewer, Random(seed), short={}, plain=True).endswith(".") for seed in range(40))
