"""On air: where the curtain is, whatever OBS and the streamer do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channel import Channel
from server.on_air import OnAir, SceneRule

RULES = (SceneRule(contains="brb", do="mute"), SceneRule(contains="game", do="game", value="Minecraft"))


def after(channel, **on_air):
    """The channel after OBS, or the streamer, changed that."""
    changed = channel.model_copy(update={"on_air": channel.on_air.model_copy(update=on_air)})
    return changed.settled(channel)


def test_hide_lowers_the_curtain_when_a_stream_starts_and_raises_it_after():
    """Hide until asked; asked, it stays up for that stream."""
    channel = after(Channel(on_air=OnAir(go_live="hide")), since=1.0)
    assert channel.curtain == "live"
    asked = channel.model_copy(update={"curtain": "up"})
    assert asked.settled(channel).curtain == "up"
    assert after(asked, scene="Other").curtain == "up"
    assert after(channel, since=None).curtain == "up"


def test_hide_chosen_on_air_hides_at_once():
    """The panel asks when the stream has begun."""
    assert after(Channel(on_air=OnAir(since=1.0)), go_live="hide").curtain == "live"


def test_keep_keeps_the_tag():
    """On air the tag can't be off; off air it's the streamer's choice again."""
    channel = Channel(on_air=OnAir(go_live="keep"))
    assert not channel.must_tag
    assert after(channel, since=1.0).must_tag
    assert not after(after(channel, since=1.0), since=None).must_tag


def test_a_scene_mutes_and_the_next_one_does_not():
    """By a part of its name, whatever its capitals."""
    muted = after(Channel(on_air=OnAir(rules=RULES)), scene="My BRB screen")
    assert muted.curtain == "scene"
    assert after(muted, scene="Game").curtain == "up"
    raised = muted.model_copy(update={"curtain": "up"})
    assert after(raised, recording=True).curtain == "up"


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "since": st.sampled_from([None, 1.0]),
                "scene": st.sampled_from([None, "brb", "game", "x"]),
                "go_live": st.sampled_from([None, "keep", "hide", "fade"]),
            },
        )
    )
)
def test_panic_stays_until_it_is_raised(changes):
    """Nothing that OBS says shows what the streamer hid."""
    channel = Channel(curtain="panic", on_air=OnAir(rules=RULES))
    for change in changes:
        channel = after(channel, **change)
    assert channel.curtain == "panic"


@pytest.mark.parametrize(("minutes", "share"), [(0, 1.0), (5, 0.5), (10, 0.0), (30, 0.0)])
def test_a_fade_shows_less_and_less(minutes, share):
    """From all to nothing in `fade_minutes`; without a stream, or with another choice, all of it."""
    fading, aired_s = OnAir(since=1_000.0, go_live="fade", fade_minutes=10), 60 * minutes
    assert fading.shown_share(aired_s) == pytest.approx(share)
    assert fading.model_copy(update={"go_live": "keep"}).shown_share(aired_s) == 1.0
    assert fading.model_copy(update={"since": None}).shown_share(aired_s) == 1.0
