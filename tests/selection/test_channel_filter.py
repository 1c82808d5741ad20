"""What one channel lets through: no banned line, nothing that it blocks, in its language."""

from __future__ import annotations

from server.model.channel import Channel
from server.selection.channel_filter import SelectionContext
from server.text.normalize import plain


def test_a_banned_line_is_banned_however_it_is_typed():
    """In one channel and one language; another one may say it."""
    context = SelectionContext(banned={"main": {("en", plain("What a jump"))}})
    mine = context.channel_filter(Channel(id="main"), "en")
    assert not mine.allows("what a JÚMP")
    assert mine.allows("what a fall")
    assert context.channel_filter(Channel(id="main"), "es").keeps("what a jump")
    assert context.channel_filter(Channel(id="other"), "en").allows("what a jump")


def test_a_blocked_word_is_never_said():
    """Whole words of the channel's own; without them everything decent passes."""
    context = SelectionContext()
    mine = context.channel_filter(Channel(blocked_words=("spoiler",)), "en")
    assert not mine.allows("no SPOILER please")
    assert context.channel_filter(Channel(), "en").allows("no spoiler please")


def test_a_family_friendly_channel_is_stricter():
    """Mild words go as well."""
    context = SelectionContext()
    friendly = context.channel_filter(Channel(family_friendly=True), "en")
    other = context.channel_filter(Channel(family_friendly=False), "en")
    assert other.allows("what the crap was that")
    assert not friendly.allows("what the crap was that")
