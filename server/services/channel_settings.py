"""Settings: a channel changed by any part of what the panel shows of it."""

from __future__ import annotations

from server.model.channel import BadRule, Channel
from server.model.channel_patch import ChannelPatch
from server.phrases.library import PackLibrary
from server.services.acts import Acts, ChannelChange
from server.services.errors import Unacceptable
from server.services.games import Games


class ChannelSettings:
    """The settings of every channel."""

    def __init__(self, games: Games, acts: Acts, library: PackLibrary) -> None:
        self._games = games
        self._acts = acts
        self._library = library

    async def patch(self, channel_id: str, patch: ChannelPatch) -> ChannelChange:
        """Change what was sent and nothing else. Hiding and pausing wait for nothing of the rest.

        Raises `UnfitGame`, `LimitReached`, `Unacceptable`, and pydantic's `ValidationError` for parts that don't fit
        the others.
        """
        sent = patch.model_fields_set
        shows = patch.visibility == "up" if "visibility" in sent else None
        plays = patch.playing if "playing" in sent else None
        if sent <= {"visibility", "playing"}:
            return await self._acts.act(channel_id, shows=shows, plays=plays)
        if shows is False or plays is False:  # what takes the chat away doesn't wait for the rest of the call
            self._acts.do(channel_id, shows=shows, plays=plays)
        await self._games.change(channel_id, lambda channel: self._patched(channel, patch))
        self._acts.do(channel_id, shows=shows, plays=plays)
        return self._acts.changed(channel_id)

    def _patched(self, channel: Channel, patch: ChannelPatch) -> Channel:
        channel = self._with_game(channel, patch)
        if "home" in patch.model_fields_set and patch.home not in (None, channel.home) and not self._knows(patch.home):
            raise Unacceptable(f"Nobody's `viewers.toml` has a region {patch.home!r} with words of its own.")
        try:
            return patch.applied_to(channel)
        except BadRule as error:
            raise Unacceptable(f"{error}", code="BAD_RULE") from None

    def _with_game(self, channel: Channel, patch: ChannelPatch) -> Channel:
        sent = patch.model_fields_set
        mode = patch.mode if "mode" in sent else None
        if "game" in sent and patch.game is not None:
            return self._games.select_game(channel, patch.game, mode)
        if "game" in sent:
            return channel.model_copy(update={"game": None, "mode": mode or "game"})
        if mode is not None and mode != channel.mode:
            return channel.model_copy(update={"mode": mode, "game": None})
        return channel

    def _knows(self, home: str | None) -> bool:
        """Whether a chat can be from there, in whatever language."""
        return any(home in self._library.people(language).homes for language in self._library.languages)
