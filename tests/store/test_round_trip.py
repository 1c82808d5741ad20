"""What is written is read before, off the loop, and what was read once isn't read again."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.model.channel import Channel
from server.model.channel_patch import ChannelPatch
from server.model.own_content import OwnContent
from server.store import store as module
from server.store.round_trip import read_back
from server.store.store import NotStorable, Store

LINES = tuple(f"line {number}" for number in range(50))
patches = st.fixed_dictionaries(
    {}, optional={"crowd": st.integers(1, 5_000), "pace": st.sampled_from(["calm", "frantic"]), "size": st.just(30)}
)


@given(st.lists(patches, max_size=4))
def test_own_content_that_was_read_before_changes_nothing_of_what_is_written(sent):
    """A channel with and without the shortcut: the same bytes, the same channel."""
    channel = Channel(mine=OwnContent(lines=LINES))
    _, channel = read_back(channel)
    for patch in sent:
        changed = ChannelPatch.model_validate(patch).applied_to(channel)
        assert changed.mine is channel.mine, "no patch touches it"
        written, kept = read_back(changed, channel.mine)
        assert (written, kept) == read_back(changed)
        assert Channel.model_validate_json(written) == kept
        assert kept.mine is channel.mine
        channel = kept


def test_only_the_very_object_is_trusted():
    """Its like came from elsewhere, and nobody has read it yet."""
    channel = Channel(mine=OwnContent(lines=LINES))
    _, kept = read_back(channel, OwnContent(lines=LINES))
    assert kept == channel
    assert kept.mine is not channel.mine


@pytest.mark.parametrize(
    "changes", [{"crowd": 0}, {"mine": OwnContent.model_construct(share=0.25, lines=("\ud800",), names=(), people=())}]
)
def test_what_could_not_be_read_is_refused(changes):
    """Whether it is the own content or what stands beside it."""
    known = OwnContent(lines=LINES)
    with pytest.raises(NotStorable):
        read_back(Channel(mine=known).model_copy(update=changes), known)


async def test_the_loop_does_not_wait_for_it(tmp_path, monkeypatch):
    """2,000 lines take tens of milliseconds, in which a chat may speak: a thread reads them, and once only."""
    seen = []

    def noted(channel, known=None):
        seen.append((threading.current_thread() is threading.main_thread(), known is channel.mine))
        return read_back(channel, known)

    monkeypatch.setattr(module, "read_back", noted)
    async with Store(tmp_path) as store:
        kept = await store.save(Channel(mine=OwnContent(lines=LINES)))
        again = await store.save(kept.model_copy(update={"crowd": 7}))
        assert await store.channel(again.id) == again
    assert seen == [(False, False), (False, True)]
