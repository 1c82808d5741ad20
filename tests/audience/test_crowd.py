"""The crowd: how many write, how they take turns, and who comes with a raid."""

from collections import Counter
from itertools import groupby
from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audience.chatter_count import chatters_at_start
from server.audience.crowd import FEWEST, LONGEST_RUN, Crowd
from server.audience.viewer_factory import REGULAR_SHOWS, VIP_SHOWS
from server.live.crowd_material import crowd_material_of
from server.model.channel import Channel
from server.simulate import simulate
from server.text.words import likeness
from tests.audience.shows import LIBRARY, director


def evening(minutes: float, seed: int = 5, language: str = "en", **channel: object):
    given = Channel(language=language, game="Elden Ring", **channel)
    return list(
        simulate(LIBRARY, game=given.game, mode="game", language=language, minutes=minutes, seed=seed, channel=given)
    )


@given(viewers=st.integers(1, 5_000), gap_s=st.floats(0.5, 600))
def test_never_more_write_than_watch(viewers, gap_s):
    """Whatever the pace, the writers are among the viewers, and at least two where two watch."""
    writers = chatters_at_start(viewers, gap_s)
    assert writers <= max(2, viewers)
    assert writers >= chatters_at_start(viewers, inf)


@pytest.mark.parametrize("viewers", [80, 110, 400])
def test_a_faster_chat_has_more_who_write(viewers):
    """Not one who writes more: a pace beyond life brings the writers of a stream that has it."""
    assert chatters_at_start(viewers, 1.0) > chatters_at_start(viewers, 10.0)


def test_a_new_channel_has_some_forty_who_write():
    """110 viewers at the normal pace: 25 to 40, as a stream of that pace has."""
    channel = Channel()
    assert 25 <= chatters_at_start(channel.crowd, 5.0) <= 40


@pytest.mark.parametrize("seed", range(4))
def test_nobody_talks_alone_in_a_fast_small_chat(seed):
    """Fifteen viewers at a frantic pace: after half an hour many still write, and no one holds the floor."""
    messages = evening(35, seed, pace="frantic", crowd=15)
    runs = [len(list(run)) for _, run in groupby(message.username for message in messages)]
    assert max(runs) <= 6
    late = Counter(message.username for message in messages[-300:])
    assert len(late) >= FEWEST * 15
    assert late.most_common(1)[0][1] < 0.35 * 300


def test_who_wrote_three_in_a_row_waits():
    """The next of their own accord is somebody else's."""
    crowd = Crowd(5, crowd_material_of(LIBRARY, "en"), Random(3))
    crowd.open(0.0)
    speaker = crowd.pick(1.0)
    for at in range(LONGEST_RUN):
        crowd.speaks(speaker, 2.0 + at)
    assert all(crowd.pick(6.0) is not speaker for _ in range(200))


STATEMENT_WORDS = 3


@pytest.mark.parametrize("language", ["es", "en"])
def test_nobody_echoes_twice_and_statements_are_seldom_echoed(language):
    """In an evening the same words come from the same person again hardly ever (of their favourite emote they never
    tire), and emotes, laughs and words come back, hardly ever a statement."""
    messages = evening(120, 7, language)
    echoes = []
    for place, message in enumerate(messages):
        for before in messages[max(0, place - 10) : place]:
            alike = likeness(before.content) == likeness(message.content)
            if alike and message.timestamp - before.timestamp < 30_000:
                echoes.append((before, message))
    assert echoes
    words = [(before, after) for before, after in echoes if after.category != "emotes"]
    assert sum(before.username == after.username for before, after in words) <= len(echoes) / 12
    statements = [after for _, after in words if len(after.content.split()) >= STATEMENT_WORDS]
    assert len(statements) <= len(echoes) / 6


def test_a_raid_is_added_and_ebbs_away():
    """The number that is shown is what was chosen, and who came on top of it; after an hour they are gone."""
    show = director(5, viewers=80)
    show.start(0.0)
    alert = show.alert("raid", 60.0, 2)
    assert show.crowd.viewer_count.raiders == alert["count"]
    assert show.crowd.viewers >= 80 * 0.7 + alert["count"]
    show.crowd.pass_to(60.0 + 4 * 3600)
    assert show.crowd.viewer_count.raiders == 0


@pytest.mark.parametrize("viewers", [3, 15, 110, 2_000])
def test_at_first_as_many_watch_as_were_chosen(viewers):
    """The number breathes later; it begins where the streamer put it."""
    show = director(5, viewers=viewers)
    show.start(0.0)
    assert show.crowd.viewers == viewers


def test_who_follows_wears_no_badge():
    """A regular or a moderator followed long ago."""
    show = director(9, viewers=110)
    show.start(0.0)
    known = {viewer.name: viewer for viewer in show.crowd.here}
    for second in range(60):
        name = show.alert("follow", float(second), 2)["username"]
        assert name not in known or known[name].badges in ((), ("new",))


def test_a_first_evening_has_few_badges():
    """They are earned in the channel's own evenings: at first there is a moderator, and new ones and bare names."""
    show = director(2, viewers=110)
    show.start(0.0)
    badges = Counter(badge for viewer in show.crowd.here for badge in viewer.badges)
    assert badges["mod"] == 1
    assert badges["vip"] == badges["regular"] == 0
    assert REGULAR_SHOWS < VIP_SHOWS
