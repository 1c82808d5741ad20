"""Channel typing: how the people of one channel type, beside those of others.

Real chats differ from each other more than their evenings do: one is all in capitals, the next full of emotes, a third
writes at length. A channel's own way is the same every evening.

Pure.
"""

from __future__ import annotations

import zlib
from math import exp
from random import Random

from server.phrases.viewer_kinds import Typing

MOST_DEVIATIONS = 1.6
"""Standard deviations from the usual, at most: a chat that is like no other isn't believed either."""
SHARES = frozenset({"talkers", "brief", "emote_words"})
"""What can't be more than all."""


def typing_in(typing: Typing, streamer: str) -> Typing:
    """How people type in the channel of the streamer of that name; without a name, as in all."""
    if not streamer or not typing.spread:
        return typing
    random = Random(zlib.crc32(f"{streamer}/typing".encode()))
    factors = dict[str, float]()
    for name, spread in sorted(typing.spread.items()):
        deviations = max(-MOST_DEVIATIONS, min(MOST_DEVIATIONS, random.gauss(0, 1)))
        factor = getattr(typing, name) * exp(spread * deviations)
        factors[name] = round(min(1.0, factor) if name in SHARES else factor, 4)
    return typing.model_copy(update=factors)
