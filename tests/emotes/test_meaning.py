"""What an unknown emote means, guessed from its name; and the crowd that types it."""

from __future__ import annotations

import pytest

from server.emotes.meaning import by_mood, moods_of
from tests.audience.shows import director


@pytest.mark.parametrize(
    ("code", "mood"),
    [
        ("miloLUL", "teasing"),
        ("kekwait", "teasing"),
        ("ninaPog", "excited"),
        ("gatoBaile", "excited"),
        ("sadCat", "bored"),
        ("peepoLove", "neutral"),
        ("xqzt", "neutral"),
    ],
)
def test_a_name_tells_its_temper(code, mood):
    """By the words that such names are made of, in either language; one that tells nothing fits quiet lines."""
    assert mood in moods_of(code)


def test_a_temper_without_emotes_is_not_there():
    """So that the crowd keeps to those that everybody has."""
    assert by_mood([]) == {}
    assert set(by_mood(["ninaPog"])) == {"excited"}


def test_the_crowd_types_the_streamers_own():
    """Alone and at the end of lines; before there are any, nobody does."""
    show = director(1, viewers=80, pace="frantic")
    show.start(0.0)
    before = [show.next().content for _ in range(400)]
    show.set_emotes(by_mood(["ninaPog", "gatito"]))
    after = [show.next().content for _ in range(400)]
    assert not any("gatito" in text for text in before)
    assert any(text in ("ninaPog", "gatito") for text in after)
    assert any(text.endswith(" gatito") and text.count(" ") > 1 for text in after)
