"""Room: a channel's show while somebody watches it.

A room is awake while it is watched and neither paused nor hidden. What is due when is its timer's business, who says
what is its show's, and what its pages are told of it is in its status.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from server.audience.alert import ALERTS
from server.generation.line import GeneratedLine
from server.live.backoff import Backoff
from server.live.clock import Clock
from server.live.context import RoomContext, RoomState
from server.live.event import Event, EventId
from server.live.hub import Hub
from server.live.moment_limit import MomentLimit, TooManyMoments
from server.live.room_status import status_of
from server.live.show import Show
from server.live.show_timer import ShowTimer
from server.live.status import StatusPublisher
from server.live.watcher import QUIET, Watcher
from server.model.channel import Channel
from server.model.cue import Cue
from server.model.intensity import DEFAULT_INTENSITY, Intensity


class NotPlaying(Exception):
    """A moment was asked for while no show runs, or no page watches."""


class Room:
    """One show. Its methods are synchronous: a caller sees all of a change or nothing of it."""

    def __init__(self, channel: Channel, context: RoomContext, *, pinned: bool = False) -> None:
        self._clock = Clock(context.steady, context.wall)
        self._context = context
        self._channel = channel
        self._pinned = pinned
        self._show = Show(channel, context, self._clock, is_pinned=pinned)
        self._hub = Hub(
            f"{context.random.getrandbits(40):x}", replay_s=context.replay_s, replay_events=context.replay_events
        )
        self._timer = ShowTimer(self, Backoff(channel.id), self._now)
        self._publisher = StatusPublisher(self._hub, self._status)
        self._told_viewers = 0
        self._moments = MomentLimit()

    def __len__(self) -> int:
        return len(self._hub)

    @property
    def hub(self) -> Hub:
        """Where the room's events go."""
        return self._hub

    @property
    def state(self) -> RoomState:
        """Playing, paused, hidden, or asleep because no page watches."""
        if not self._channel.playing:
            return "paused"
        if self._channel.visibility != "up":
            return "hidden"
        return "playing" if self._timer.is_awake else "asleep"

    def watch(self, watcher: Watcher, last_seen: EventId | None) -> list[Event]:
        """Let a page in. What it must be sent first: the settings, what it missed or the history, the status."""
        past = self._hub.subscribe(watcher, last_seen, self._now())
        try:
            self._wake()
            self._publisher.soon()
            return [self._settings(), *past, self._status()]
        except BaseException:
            self.leave(watcher)
            raise

    def leave(self, watcher: Watcher) -> None:
        """A page is gone. After the last one that shows the chat the room falls asleep."""
        self._hub.unsubscribe(watcher)
        self._sleep_if_idle()
        self._publisher.soon()

    def change(self, channel: Channel) -> None:
        """Apply the channel's new settings; every page is sent them at once."""
        before, self._channel = self._channel, self._of(channel)
        changed = self._channel
        # What takes the chat off the screen comes first: nothing that follows can keep it there.
        self._sleep_if_idle()
        if before.visibility == "up" != changed.visibility:
            self.clear()
        is_new = self._show.change(changed)
        if before.pace != changed.pace and self._timer.is_under_way:
            self._timer.schedule()
        self._hub.publish("settings", self._context.describe(changed), self._now())
        self._wake()
        if changed.situation != self._show.situation.text:
            self._speak_of(changed.situation)
        elif is_new:
            self._show.read_situation()
        self._publisher.soon()

    def wave(self, moment: str, intensity: Intensity = DEFAULT_INTENSITY) -> dict[str, Any]:
        """Something just happened. Raises `NotPlaying`, `TooManyMoments`."""
        if not self._timer.is_awake:
            raise NotPlaying
        self._moments.add(self._now())
        self._timer.begin()
        if moment in ALERTS:
            self._hub.publish("alert", self._show.alert(moment, intensity), self._now())
        begun = self._show.wave(moment, intensity)
        self._hub.send(Event("moment", begun))
        self._timer.schedule()
        return begun

    def notice(self, cue: Cue) -> None:
        """Let the crowd react to what was sensed. Without effect while the room sleeps."""
        if not self._timer.is_awake:
            return
        heard = self._show.understand_speech(cue) if cue.kind == "said" and cue.text else None
        if self._show.is_news(heard.cue if heard else cue) or (heard and heard.speech.wants_reply):
            self._timer.begin()
        begun = self._show.hear(heard) if heard else self._show.notice(cue)
        if begun is not None:
            self._hub.send(Event("moment", begun))
        if self._timer.is_under_way:
            self._timer.schedule()

    def speech_prompt(self) -> str:
        """What a recognizer of speech is told before it listens: names that nobody could know how to spell."""
        return self._show.speech_prompt()

    def lose_voice(self) -> None:
        """Nobody hears any more whether the streamer talks."""
        self._show.lose_voice()
        if self._timer.is_under_way:
            self._timer.schedule()

    def hush(self, for_s: float) -> None:
        """Say nothing for so long, unless a moment comes. Raises `NotPlaying`."""
        if not self._timer.is_awake:
            raise NotPlaying
        self._timer.rest(for_s)

    def rebuild_selector(self) -> None:
        """Put the show's phrases together anew: lines were banned, or may be said again."""
        self._show.rebuild_selectors()

    def clear(self) -> None:
        """Empty every page of the room."""
        self._hub.publish("clear", {}, self._now())

    def publish_settings(self) -> None:
        """Tell every page its settings again, and the crowd which emotes there are."""
        self._show.director.set_emotes(self._context.emotes())
        if len(self._hub):
            self._hub.publish("settings", self._context.describe(self._channel), self._now())

    def said(self, id: str) -> dict[str, Any] | None:
        """One of the last messages, by its id."""
        said: dict[str, Any] | None = self._hub.said(id)
        return said

    def highlight(self, message: dict[str, Any] | None, lasts_s: float) -> None:
        """Show a message large and apart for so long; None takes down what is shown."""
        self._hub.send(Event("highlight", {"message": message, "lastsMs": round(lasts_s * 1000)}))

    def end(self, last: Event | None = None, *, scope: str | None = None, session: str | None = None) -> None:
        """End the streams of the room, or of one scope's links, or of one browser's session among them."""
        among = [
            watcher
            for watcher in self._hub
            if (scope is None or watcher.scope == scope) and (session is None or watcher.session == session)
        ]
        self._hub.end(last, among)
        self._sleep_if_idle()
        self._publisher.soon()

    def close(self) -> None:
        """End everything: the server stops."""
        self.end()
        self._publisher.close()
        self._timer.sleep()

    # What models' writers tell the room (`selection.generated_lines.LineListener`).

    def tell(self) -> None:
        """Send the status soon: what it tells has changed."""
        self._publisher.soon()

    def hear(self, line: GeneratedLine) -> None:
        """A line was just written: panels show it."""
        panels = self._hub.pages("panel")
        if panels:
            self._hub.send(Event("written", {"text": line.text, "provider": line.provider}), panels)

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether any viewer who is here would say it like that."""
        return self._show.director.could_say()

    def spoken(self) -> Sequence[str]:
        """What the streamer said in the last minute; a pinned room is anybody's."""
        return () if self._pinned else self._context.spoken(self._channel.id)

    def bring(self) -> None:
        """There is a first line of something new: it is said soon, whatever the pace."""
        if self._timer.is_under_way:
            self._show.director.bring_forward(self._now())
            self._timer.schedule()

    # What the timer asks for (`show_timer.Turns`).

    def begin(self) -> None:
        """The show begins."""
        self._show.begin()

    def due_at(self) -> float:
        """When the next message is due."""
        return self._show.director.next_at()

    def say(self) -> None:
        """Publish the next message, if the fade lets it through."""
        message = self._show.say()
        if message is not None:
            self._hub.publish(None, message, self._now())

    def stop(self) -> None:
        """The show stops: who was here is saved."""
        self._show.save()

    def goes_on(self) -> bool:
        """Whether it is still awake; a page that reads too slowly is dropped while it is written to."""
        self._sleep_if_idle()
        return self._timer.is_awake

    def spoke(self) -> None:
        """The panels count along; the overlays too, if the look says how many watch and that has changed."""
        viewers = self._show.viewers
        changed = self._channel.looks.show_viewers and viewers != self._told_viewers
        self._told_viewers = viewers
        self._publisher.count(for_all=changed)
        self._show.save_if_due()

    def _now(self) -> float:
        return self._clock.now()

    def _of(self, channel: Channel) -> Channel:
        """A pinned room keeps its game whatever the channel plays."""
        if not self._pinned:
            return channel
        return channel.model_copy(update={"game": self._channel.game, "mode": self._channel.mode})

    def _speak_of(self, text: str) -> None:
        """The streamer typed what is going on: a moment in it makes its wave, else a line about it comes soon."""
        moment = self._show.understand(text)
        if moment is not None:
            with suppress(NotPlaying, TooManyMoments):
                self.wave(moment)
        elif self._show.situation.has_lines:
            self.bring()

    def _may_play(self) -> bool:
        return self._channel.shows and any(watcher.kind not in QUIET for watcher in self._hub)

    def _wake(self) -> None:
        if not self._timer.is_awake and self._may_play():
            self._timer.wake()
            self._show.connect(self)
            self._publisher.soon()
            self._context.watched(self._channel.id)

    def _sleep_if_idle(self) -> None:
        """Fall asleep, unless a show that may go on is watched: the one place where a room does."""
        if self._timer.is_awake and not self._may_play():
            self._timer.sleep()
            self._show.disconnect()
            self._show.save()
            self._publisher.soon()
            self._context.watched(self._channel.id)

    def _settings(self) -> Event:
        return Event("settings", {**self._context.describe(self._channel), "now": self._clock.wall_ms()})

    def _status(self) -> Event:
        return status_of(
            self._channel, self._context, state=self.state, clock=self._clock, hub=self._hub, show=self._show
        )
