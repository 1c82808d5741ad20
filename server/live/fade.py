"""Fade: a chat that thins out on air. Fewer and fewer messages are shown, and no answer to one that wasn't."""

from __future__ import annotations

from collections import deque
from random import Random

from server.audience.message import ChatMessage

UNSHOWN = 200
"""Messages that were left out, remembered so that no viewer answers them."""


class Fade:
    """Decides which messages of one room are shown. Pure: takes the share as an argument."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._unshown: deque[str] = deque(maxlen=UNSHOWN)

    def shows(self, message: ChatMessage, share: float) -> bool:
        """Whether the message is shown when that share of the chat still is."""
        lost = message.reply_to is not None and message.reply_to.id in self._unshown
        shown = not lost and (share >= 1 or self._random.random() < share)
        if not shown:
            self._unshown.append(message.id)
        return shown
