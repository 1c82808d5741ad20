"""How the people of one channel type, beside those of others."""

from __future__ import annotations

from math import exp, log
from statistics import fmean, pstdev

import pytest

from server.audience.channel_typing import MOST_DEVIATIONS, SHARES, typing_in
from server.model.phrase import LANGUAGES
from server.phrases.library import load_library

LIBRARY = load_library()
CHANNELS = [f"channel {number}" for number in range(400)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_channels_differ_by_what_was_measured(language):
    """Each factor's logarithm spreads as the language's file says, around the usual one, and never far beyond."""
    usual = LIBRARY.people(language).typing
    made = [typing_in(usual, channel) for channel in CHANNELS]
    assert usual.spread
    for name, spread in usual.spread.items():
        deviations = [log(getattr(one, name) / getattr(usual, name)) for one in made]
        assert max(map(abs, deviations)) <= MOST_DEVIATIONS * spread + 0.01
        if name not in SHARES:
            assert fmean(deviations) == pytest.approx(0, abs=0.2 * spread)
            assert pstdev(deviations) == pytest.approx(spread, rel=0.2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_stay_shares(language):
    """No share is more than all, however far a channel strays."""
    usual = LIBRARY.people(language).typing
    wide = usual.model_copy(update={"spread": dict.fromkeys(SHARES, 1.0)})
    for channel in CHANNELS:
        assert all(0 < getattr(typing_in(wide, channel), name) <= exp(0) for name in SHARES if getattr(usual, name))


def test_a_channel_types_alike_every_evening():
    """The same channel has the same people's ways; who has no name types as people do."""
    usual = LIBRARY.people("en").typing
    assert typing_in(usual, "ximena") == typing_in(usual, "ximena")
    assert typing_in(usual, "ximena") != typing_in(usual, "yara")
    assert typing_in(usual, "") is usual
