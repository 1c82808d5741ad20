"""Room: a channel's show while somebody watches it; a director run against the clock.

A room is awake while it is watched and neither paused nor hidden. What is due when is its timer's business, what its
pages are told of it is in its status.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

from server.audience.alert import ALERTS
from server.audience.crowd import chatters_at_start
from server.audience.director import Director
from server.audience.moment import DEFAULT_INTENSITY, Intensity
from server.audience.regulars import after_show
from server.audience.show_settings import show_settings_of
from server.audience.viewer import Viewer
from server.generation.line import GeneratedLine
from server.live.backoff import Backoff
from server.live.clock import Clock
from server.live.context import RoomContext, RoomState
from server.live.event import Event, EventId
from server.live.fade import Fade
from server.live.hub import Hub
from server.live.message_rate import MessageRate
from server.live.moment_limit import MomentLimit, TooManyMoments
from server.live.room_status import status_of
from server.live.show_timer import ShowTimer
from server.live.situation import TypedSituation
from server.live.status import StatusPublisher
from server.live.viewer_source import crowd_material_of
from server.live.watcher import QUIET, Watcher
from server.model.channel import Channel, GameSlot
from server.model.phrase import Language
from server.selection.selector import PhraseSelector
from server.text.words import Memory

ENTRIES_S = 300.0
"""Who is here is written down that often."""


class NotPlaying(Exception):
    """A moment needs a show that runs and somebody who watches."""


class Room:
    """One show. Its methods are synchronous: a caller sees all of a change or nothing of it."""

    def __init__(self, channel: Channel, context: RoomContext, *, pinned: bool = False) -> None:
        self._clock = Clock(context.steady, context.wall)
        self._context = context
        self._random = Random(context.random.getrandbits(64))
        self._channel = channel
        self._pinned = pinned
        self._hub = Hub(
            f"{context.random.getrandbits(40):x}", replay_s=context.replay_s, replay_events=context.replay_events
        )
        self._memory = Memory()
        self._shows: dict[tuple[str | None, str, str, GameSlot | None, bool], PhraseSelector] = {}
        self._show = self._find_show()
        self._director = Director(
            source=self._show,
            settings=show_settings_of(channel),
            material=crowd_material_of(context.library, self._language, channel.mine, channel.home),
            random=self._random,
        )
        self._director.set_emotes(context.emotes())
        self._known: Sequence[Viewer] = ()
        """The regulars as they were when this show began."""
        self._entered_at = 0.0
        self._timer = ShowTimer(self, Backoff(channel.id), self._now)
        self._publisher = StatusPublisher(self._hub, self._status)
        self._told_viewers = 0
        self._moments = MomentLimit()
        self._message_rate = MessageRate()
        self._situation = TypedSituation(channel.situation)
        self._read_situation()
        self._fade = Fade(self._random)

    def __len__(self) -> int:
        return len(self._hub)

    @property
    def hub(self) -> Hub:
        """Where the room's events go."""
        return self._hub

    @property
    def state(self) -> RoomState:
        """Awake, paused, hidden behind the curtain, or asleep because nobody watches."""
        if not self._channel.playing:
            return "paused"
        if self._channel.curtain != "up":
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
        """Let a page go. The last one that watches turns the lights off."""
        self._hub.unsubscribe(watcher)
        self._doze()
        self._publisher.soon()

    def change(self, channel: Channel) -> None:
        """The channel's settings are these now; every page sees it at once."""
        before, self._channel = self._channel, self._of(channel)
        changed = self._channel
        # What takes the chat off the screen comes first: nothing that follows can keep it there.
        self._doze()
        if before.curtain == "up" != changed.curtain:
            self.clear()
        language = before.language != changed.language
        is_new = False
        if self._show is not self._find_show():
            self._show.leave()
            self._show = self._find_show()
            self._director.set_source(self._show)
            if self._timer.is_awake:
                self._show.attend(self)
            is_new = True
        if language:
            self._memory.recall(self._context.said_lines.before(changed.id, self._language))
        if language or before.home != changed.home:
            self._known = self._context.regulars_store.known(changed.id, self._language)
            material = crowd_material_of(self._context.library, self._language, changed.mine, changed.home)
            self._director.replace_crowd(material, self._now(), self._known)
        self._director.change(show_settings_of(changed), self._now())
        if before.pace != changed.pace and self._timer.is_under_way:
            self._timer.schedule()
        self._show.know(changed)
        if is_new:
            self._show.expect()
        if before.mine.people != changed.mine.people:
            self._director.invite(changed.mine.people)
        self._hub.publish("settings", self._context.describe(changed), self._now())
        self._wake()
        if changed.situation != self._situation.text:
            self._speak_of(changed.situation)
        elif is_new:
            self._read_situation()
        self._publisher.soon()

    def wave(self, moment: str, intensity: Intensity = DEFAULT_INTENSITY) -> dict[str, Any]:
        """Something just happened. Raises `NotPlaying`, `TooManyMoments`."""
        if not self._timer.is_awake:
            raise NotPlaying
        now = self._now()
        self._moments.add(now)
        self._timer.begin()
        if moment in ALERTS:
            alert = self._director.alert(moment, now, intensity)
            self._hub.publish("alert", alert | {"timestamp": self._clock.stamp()}, now)
        wave = self._director.wave(moment, now, intensity)
        begun = {"type": moment, "messages": len(wave.messages), "lastsMs": round((wave.messages[-1] - now) * 1000)}
        self._hub.send(Event("moment", begun))
        self._show.moment(moment)
        self._timer.schedule()
        return begun

    def _speak_of(self, text: str) -> None:
        """The streamer typed what is going on: a moment in it makes its wave, else a line about it comes soon."""
        show = self._show
        moment = self._situation.becomes(text, self._now(), self._language, show)
        self._know_situation()
        if self._situation.question is not None:
            show.ask(self._situation.question)
        if moment is not None:
            with suppress(NotPlaying, TooManyMoments):
                self.wave(moment)
        elif self._situation.has_lines:
            self.bring()

    def _read_situation(self) -> None:
        """What was typed means something else in another game: its moment is long past."""
        self._situation.read(self._language, self._show)
        self._know_situation()

    def _know_situation(self) -> None:
        """The show is about what the streamer typed, as long as that is so."""
        now = self._now()
        if self._situation.known is None or self._situation.is_over(now):
            self._director.forget("typed", now)
        else:
            self._director.know(*self._situation.known, self._situation.since(now))

    def hush(self, for_s: float) -> None:
        """Nobody writes for a while, unless a moment comes. Raises `NotPlaying`."""
        if not self._timer.is_awake:
            raise NotPlaying
        self._timer.rest(for_s)

    def tell(self) -> None:
        """Send the status soon: what it tells has changed."""
        self._publisher.soon()

    def rebuild_selector(self) -> None:
        """Put the show together anew: lines were thrown out, or may be said again."""
        self._show.leave()
        self._shows.clear()
        self._show = self._find_show()
        self._director.set_source(self._show)
        self._read_situation()
        if self._timer.is_awake:
            self._show.attend(self)

    def bring(self) -> None:
        """There is a first line of something new: somebody says it soon, whatever the pace."""
        if self._timer.is_under_way:
            self._director.bring_forward(self._now())
            self._timer.schedule()

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether anybody who is here would say it like that."""
        return self._director.could_say()

    def clear(self) -> None:
        """Empty every page of the room."""
        self._hub.publish("clear", {}, self._now())

    def publish_settings(self) -> None:
        """Tell every page its settings again, and the crowd which emotes there are."""
        self._director.set_emotes(self._context.emotes())
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
        self._doze()
        self._publisher.soon()

    def close(self) -> None:
        """End everything: the server stops."""
        self.end()
        self._publisher.close()
        self._timer.sleep()

    def _now(self) -> float:
        return self._clock.now()

    @property
    def _language(self) -> Language:
        return self._channel.language or self._context.language

    def _of(self, channel: Channel) -> Channel:
        """A pinned room keeps its game whatever the channel plays."""
        if not self._pinned:
            return channel
        return channel.model_copy(update={"game": self._channel.game, "mode": self._channel.mode})

    def _find_show(self) -> PhraseSelector:
        channel = self._channel
        slot = channel.slot(channel.game) if channel.game is not None else None
        # Whoever has the link can pin any game that the packs know; models write for those in a slot alone.
        may_write = slot is not None or not self._pinned
        key = (channel.game, channel.mode, self._language, slot, may_write)
        if key not in self._shows:
            context = self._context
            selection_context = (
                context.selection_context if may_write else replace(context.selection_context, writers=None)
            )
            self._shows[key] = PhraseSelector(
                context.library, channel, self._language, self._random, self._memory, selection_context
            )
        return self._shows[key]

    def _watched(self) -> bool:
        return any(watcher.kind not in QUIET for watcher in self._hub)

    def _wake(self) -> None:
        if not self._timer.is_awake and self._channel.shows and self._watched():
            self._timer.wake()
            self._show.attend(self)
            self._publisher.soon()

    def begin(self) -> None:
        """The show begins: who of the regulars is here, and what the last evenings said."""
        known = self._context.regulars_store.known(self._channel.id, self._language)
        self._director.expect(known, self._channel.mine.people)
        if self._director.start(self._now()):
            self._known = known
            self._memory.recall(self._context.said_lines.before(self._channel.id, self._language))
            self._know_situation()
        self._entered_at = self._now()

    def due_at(self) -> float:
        """When the next message is due."""
        return self._director.next_at()

    def say(self) -> None:
        """The next message, if the fade lets it through."""
        message = self._director.next()
        if self._situation.is_over(self._now()):
            self._context.situation_over(self._channel.id, self._situation.text)
        share = self._context.airtime.shown_share(self._channel)
        if share <= 0:
            self._context.faded(self._channel.id)
        if self._fade.shows(message, share):
            self._message_rate.add(self._now())
            self._hub.publish(None, message.as_json() | {"timestamp": self._clock.stamp()}, self._now())

    def stop(self) -> None:
        """The show stops: who was here is written down."""
        self._enter()

    def goes_on(self) -> bool:
        """Whether it is still awake; a page that reads too slowly is dropped while it is written to."""
        self._doze()
        return self._timer.is_awake

    def spoke(self) -> None:
        """The panels count along; the overlays too, if the look says how many watch and that has changed."""
        viewers = self._director.crowd.viewers
        changed = self._channel.looks.show_viewers and viewers != self._told_viewers
        self._told_viewers = viewers
        self._publisher.count(for_all=changed)
        if self._now() - self._entered_at > ENTRIES_S:
            self._enter()

    def _enter(self) -> None:
        """Write down who was here. A pinned room is a second window on the channel: its people are nobody's."""
        self._entered_at = self._now()
        if not self._pinned:
            present = self._director.crowd.regulars()
            regulars = after_show(self._known, present, chatters_at_start(self._channel.crowd), self._random)
            self._context.regulars_store.enter(self._channel.id, self._language, regulars)
            self._context.said_lines.keep(self._channel.id, self._language, self._memory.digests())

    def _doze(self) -> None:
        """Fall asleep, unless somebody watches a show that may go on: the one place where a room does."""
        if self._timer.is_awake and not (self._channel.shows and self._watched()):
            self._timer.sleep()
            self._show.leave()
            self._enter()
            self._publisher.soon()

    def _settings(self) -> Event:
        return Event("settings", {**self._context.describe(self._channel), "now": self._clock.wall_ms()})

    def _status(self) -> Event:
        return status_of(
            self._channel,
            self._context,
            state=self.state,
            clock=self._clock,
            hub=self._hub,
            show=self._show,
            situation=self._situation,
            message_rate=self._message_rate,
            crowd=self._director.crowd,
        )

    def hear(self, line: GeneratedLine) -> None:
        """A line was just written: panels show it."""
        panels = self._hub.pages("panel")
        if panels:
            self._hub.send(Event("written", {"text": line.text, "provider": line.provider}), panels)
