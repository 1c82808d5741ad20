"""On air: whether the chat is shown, whatever OBS and the streamer do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.model.channel import Channel
from server.model.on_air import MOST_LIVE, Live, OnAir, SceneRule

RULES = (SceneRule(contains="brb", do="mute"), SceneRule(contains="game", do="game", value="Minecraft"))


def after(channel, **on_air):
    """The channel after OBS, or the streamer, changed that."""
    changed = channel.model_copy(update={"on_air": channel.on_air.model_copy(update=on_air)})
    return changed.with_visibility_updated(channel)


def test_hide_hides_when_a_stream_starts_and_shows_after():
    """Hide until asked; asked, it stays up for that stream."""
    channel = after(Channel(on_air=OnAir(go_live="hide")), since=1.0)
    assert channel.visibility == "live"
    asked = channel.model_copy(update={"visibility": "up"})
    assert asked.with_visibility_updated(channel).visibility == "up"
    assert after(asked, scene="Other").visibility == "up"
    assert after(channel, since=None).visibility == "up"


def test_hide_chosen_on_air_hides_at_once():
    """The panel asks when the stream has begun."""
    assert after(Channel(on_air=OnAir(since=1.0)), go_live="hide").visibility == "live"


def test_keep_keeps_the_tag():
    """On air the tag can't be off; off air it's the streamer's choice again."""
    channel = Channel(on_air=OnAir(go_live="keep"))
    assert not channel.must_tag
    assert after(channel, since=1.0).must_tag
    assert not after(after(channel, since=1.0), since=None).must_tag


def test_a_scene_mutes_and_the_next_one_does_not():
    """By a part of its name, whatever its capitals."""
    muted = after(Channel(on_air=OnAir(rules=RULES)), scene="My BRB screen")
    assert muted.visibility == "scene"
    assert after(muted, scene="Game").visibility == "up"
    raised = muted.model_copy(update={"visibility": "up"})
    assert after(raised, recording=True).visibility == "up"


@pytest.mark.parametrize("lifts", [{"since": None}, {"go_live": "keep"}], ids=["it ends", "kept after all"])
def test_a_guard_that_lifts_in_a_scene_that_mutes_shows_nothing(lifts):
    """The stream ends behind "brb", or the streamer chose another answer there: the scene's rule holds."""
    live = after(after(Channel(on_air=OnAir(go_live="hide", rules=RULES)), since=1.0), scene="brb")
    assert live.visibility == "live"
    muted = after(live, **lifts)
    assert muted.visibility == "scene"
    assert after(muted, scene="game").visibility == "up"


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
    channel = Channel(visibility="panic", on_air=OnAir(rules=RULES))
    for change in changes:
        channel = after(channel, **change)
    assert channel.visibility == "panic"


@pytest.mark.parametrize(("minutes", "share"), [(0, 1.0), (5, 0.5), (10, 0.0), (30, 0.0)])
def test_a_fade_shows_less_and_less(minutes, share):
    """From all to nothing in `fade_minutes`; without a stream, or with another choice, all of it."""
    fading, aired_s = OnAir(since=1_000.0, go_live="fade", fade_minutes=10), 60 * minutes
    assert fading.shown_share(aired_s) == pytest.approx(share)
    assert fading.model_copy(update={"go_live": "keep"}).shown_share(aired_s) == 1.0
    assert fading.model_copy(update={"since": None}).shown_share(aired_s) == 1.0


FIRST, SECOND, OTHER = Live(page="a", obs="one"), Live(page="b", obs="one"), Live(page="c", obs="two")


def heard(on_air, *said, here=("a", "b", "c")):
    """After each of these said whether a stream runs."""
    for number, (by, streaming) in enumerate(said):
        on_air = on_air.hearing(by, streaming=streaming, here=set(here), now=1_000.0 + number)
    return on_air


def test_who_does_not_stream_takes_nobody_else_off_air():
    """Two OBS, or two pages: only the one that said it can take it back."""
    on_air = heard(OnAir(), (FIRST, True), (OTHER, False), (OTHER, False))
    assert on_air.since == 1_000.0
    assert heard(on_air, (FIRST, False)).since is None


def test_all_who_stream_must_stop():
    """On air is whoever says so; since when is the first one's."""
    on_air = heard(OnAir(), (FIRST, True), (OTHER, True), (FIRST, True), (FIRST, False))
    assert (on_air.since, on_air.live) == (1_000.0, (OTHER,))
    assert heard(on_air, (OTHER, False)).since is None


def test_a_page_that_crashed_shows_nothing():
    """It left without a word: on air until another page of its OBS, or the streamer, says otherwise."""
    on_air = heard(OnAir(), (FIRST, True))
    assert heard(on_air, (OTHER, False), here=("b", "c")).since is not None
    assert heard(on_air, (SECOND, False), here=("a", "b", "c")).since is not None
    assert heard(on_air, (SECOND, False), here=("b", "c")).since is None
    assert on_air.off().since is None


def test_pages_that_do_not_name_their_obs_are_strangers():
    """An empty name is no common one."""
    on_air = heard(OnAir(), (Live(page="a"), True))
    assert heard(on_air, (Live(page="b"), False), here=("b",)).since is not None


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.booleans()), max_size=60))
def test_on_air_is_whoever_said_so_last(said):
    """With every page there: on air as long as one page's last word is that it streams."""
    on_air = OnAir()
    for page, streaming in said:
        on_air = on_air.hearing(Live(page=page, obs="one"), streaming=streaming, here=set("abcdefgh"), now=1.0)
    assert (on_air.since is not None) == any(dict(said).values())


def test_a_crowd_of_reporters_is_bounded():
    """Whoever has the link may make up pages: they cost nothing beyond the first ones."""
    on_air = heard(OnAir(), *((Live(page=str(number)), True) for number in range(500)))
    assert len(on_air.live) == MOST_LIVE


@pytest.mark.parametrize("does", ["game", "look"])
def test_a_rule_that_names_nothing_decides_nothing(does):
    """It would clear the game on air: the next rule that fits decides."""
    rules = (SceneRule(contains="boss", do=does, value=" "), SceneRule(contains="boss", do="mute"))
    assert OnAir(scene="Boss", rules=rules).rule() == rules[1]
