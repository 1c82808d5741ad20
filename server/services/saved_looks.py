"""Saved looks: save, rename and delete a look under a name. Which one is active is a setting of the channel."""

from __future__ import annotations

from collections.abc import Callable

from server.model.channel import Channel
from server.model.look import MOST_LOOKS, Look, LookLimit, Looks, NameTaken
from server.services.channels import Channels
from server.services.errors import LimitReached, Missing, NameInUse, Unacceptable


class SavedLooks:
    """The looks of every channel. Each call raises `Unacceptable` for a name that can't be one, and more."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels

    async def save(self, channel_id: str, name: str, options: Look) -> Channel:
        """Keep the active look under a new name, with what `options` changes of it; it becomes active.

        Raises `NameInUse`, `LimitReached`.
        """
        return await self._change(channel_id, name, lambda looks: looks.saved(name, options, limit=MOST_LOOKS))

    async def rename(self, channel_id: str, name: str, new_name: str) -> Channel:
        """Give a look another name. Raises `Missing`, `NameInUse`."""
        return await self._change(channel_id, name, lambda looks: looks.renamed(name, new_name))

    async def delete(self, channel_id: str, name: str) -> Channel:
        """Forget a look. Raises `Missing`."""
        return await self._change(channel_id, name, lambda looks: looks.without(name))

    async def _change(self, channel_id: str, name: str, how: Callable[[Looks], Looks]) -> Channel:
        def changed(channel: Channel) -> Channel:
            return channel.model_copy(update={"looks": how(channel.looks)})

        try:
            return await self._channels.change(channel_id, changed)
        except KeyError:
            raise Missing(f"There is no look {name!r}.") from None
        except NameTaken:
            raise NameInUse("Another look has that name.", code="LOOK_TAKEN") from None
        except LookLimit:
            raise LimitReached(
                f"All {MOST_LOOKS} places for looks are taken: delete one first.", code="LOOK_LIMIT"
            ) from None
        except ValueError as error:
            raise Unacceptable(f"That can't be a look's name: {error}.", code="BAD_LOOK_NAME") from None
