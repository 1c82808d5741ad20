"""Show: what a room plays. A director, the selector of its phrases, and what is kept from one evening to the next.

Knows nothing of timers and pages: the room tells it when to speak, and publishes what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from server.audience.chatter_count import chatters_at_start
from server.audience.director import Director
from server.audience.moment import Wave
from server.audience.regulars import after_show
from server.audience.show_settings import show_settings_of
from server.audience.viewer import Viewer
from server.audience.viewer_factory import CrowdMaterial
from server.live.clock import Clock
from server.live.context import RoomContext
from server.live.crowd_material import crowd_material_of
from server.live.fade import Fade
from server.live.heard_speech import HeardSpeech, hear, speech_reader, value_names
from server.live.message_rate import MessageRate
from server.live.situation import TypedSituation
from server.model.channel import Channel
from server.model.cue import Cue
from server.model.intensity import Intensity
from server.model.phrase import Language
from server.model.settings import GameSlot
from server.phrases.questions import TypedWords
from server.selection.generated_lines import LineListener
from server.selection.selector import PhraseSelector
from server.text.words import Memory

MOST_VALUES, MOST_VIEWERS = 16, 12
"""Bosses, places and viewers whose names a recognizer is told: it reads 224 pieces of words, and each takes time."""
SAVED_EVERY_S = 300.0
"""Seconds between two times that the regulars and the said lines are saved while a show goes on."""


class Show:
    """One room's show. `is_pinned`: it keeps to a game, and its viewers are saved nowhere."""

    def __init__(self, channel: Channel, context: RoomContext, clock: Clock, *, is_pinned: bool) -> None:
        self._context = context
        self._clock = clock
        self._is_pinned = is_pinned
        self._random = Random(context.random.getrandbits(64))
        self._channel = channel
        self._memory = Memory()
        self._listener: LineListener | None = None
        """Who is told of generated lines; None while the room sleeps."""
        self._selectors: dict[tuple[str | None, str, str, GameSlot | None, bool], PhraseSelector] = {}
        self.selector = self._find_selector()
        self.director = Director(
            source=self.selector,
            settings=show_settings_of(channel),
            material=self._material(),
            random=self._random,
        )
        self.director.set_emotes(context.emotes())
        self._known: Sequence[Viewer] = ()
        """The regulars as they were when this evening began."""
        self._saved_at = 0.0
        self.message_rate = MessageRate()
        self.situation = TypedSituation(channel.situation)
        self.read_situation()
        self._fade = Fade(self._random)

    @property
    def viewers(self) -> int:
        """How many watch."""
        return self.director.crowd.viewers

    def connect(self, listener: LineListener) -> None:
        """The room is awake: models may write for it, and `listener` hears of it."""
        self._listener = listener
        self.selector.lines.connect(listener)

    def disconnect(self) -> None:
        """The room sleeps: no lines are generated for it."""
        self.lose_voice()
        self._listener = None
        self.selector.lines.disconnect()

    def change(self, channel: Channel) -> bool:
        """Apply the channel's new settings. Whether it plays something else now: another game, topic or language."""
        is_other_language = self._channel.language != channel.language
        if is_other_language and self._listener is not None:
            self.save()  # its regulars are kept by their language
        before, self._channel = self._channel, channel
        now = self._clock.now()
        is_new = self._select()
        if is_other_language:
            self._memory.recall(self._context.said_lines.before(channel.id, self._language))
        if is_other_language or before.home != channel.home:
            self._known = self._context.regulars_store.known(channel.id, self._language)
            self.director.recall(self._context.evenings.before(channel.id, self._language))
            self.director.replace_crowd(self._material(), now, self._known)
        self.director.change(show_settings_of(channel), now)
        self.selector.lines.know(channel)
        if is_new:
            self.selector.lines.expect()
        if before.mine.people != channel.mine.people:
            self.director.invite(channel.mine.people)
        return is_new

    def rebuild_selectors(self) -> None:
        """Make the selectors anew: lines were banned, or may be said again."""
        self._selectors.clear()
        self._select()
        self.read_situation()

    def begin(self) -> None:
        """Begin, or go on after a short sleep. Another evening's regulars come, and its said lines are remembered."""
        known = self._context.regulars_store.known(self._channel.id, self._language)
        self.director.expect(known, self._channel.mine.people)
        self.director.recall(self._context.evenings.before(self._channel.id, self._language))
        if self.director.start(self._clock.now()):
            self._known = known
            self._memory.recall(self._context.said_lines.before(self._channel.id, self._language))
            self._know_situation()
        self._saved_at = self._clock.now()

    def say(self) -> dict[str, Any] | None:
        """The message that is due, as pages get it; None if the fade swallows it. Raises `NothingToSay`."""
        message = self.director.next()
        now = self._clock.now()
        if self.situation.is_over(now):
            self._context.situation_over(self._channel.id, self.situation.text)
        share = self._context.airtime.shown_share(self._channel)
        if share <= 0:
            self._context.faded(self._channel.id)
        if not self._fade.shows(message, share):
            return None
        self.message_rate.add(now)
        return message.as_json() | {"timestamp": self._clock.stamp()}

    def alert(self, moment: str, intensity: Intensity) -> dict[str, Any]:
        """The alert of that moment, as pages get it."""
        return self.director.alert(moment, self._clock.now(), intensity) | {"timestamp": self._clock.stamp()}

    def wave(self, moment: str, intensity: Intensity) -> dict[str, Any]:
        """Begin a moment's wave: how many messages it has, and how long it lasts, as pages get it."""
        return self._begun(self.director.wave(moment, self._clock.now(), intensity))

    def is_news(self, cue: Cue) -> bool:
        """Whether a wave would come of what was sensed."""
        return self.director.is_news(cue, self._clock.now())

    def notice(self, cue: Cue) -> dict[str, Any] | None:
        """Something was sensed. The wave that it begins, as pages get it; None if it begins none."""
        wave = self.director.notice(cue, self._clock.now())
        return self._begun(wave) if wave is not None else None

    def understand_speech(self, cue: Cue) -> HeardSpeech:
        """What the streamer said means in this show, among those who are here."""
        viewers = [viewer.name for viewer in self.director.crowd.here]
        return speech_reader(self._context.library, self._language).read(cue, self.selector, viewers)

    def speech_prompt(self) -> str:
        """What a recognizer is told: the names of the game, of what it is about, of the streamer and some viewers."""
        channel = self._channel
        named = (channel.game, channel.streamer.name, *value_names(self.selector, MOST_VALUES))
        viewers = [viewer.name for viewer in self.director.crowd.here[:MOST_VIEWERS]]
        names = dict.fromkeys(name for name in (*named, *viewers) if name)
        return self._context.library.speech(self._language).prompt.replace("{names}", ", ".join(names))

    def hear(self, heard: HeardSpeech) -> dict[str, Any] | None:
        """The streamer said that. The wave that it begins, as pages get it; None if it begins none."""
        wave = hear(heard, self._clock.now(), self.director, self.selector)
        return self._begun(wave) if wave is not None else None

    def lose_voice(self) -> None:
        """Nobody hears any more whether the streamer talks."""
        self.director.lose_voice(self._clock.now())

    def understand(self, text: str) -> str | None:
        """The streamer typed what is going on. The moment that the text means, if it means one."""
        moment = self.situation.becomes(text, self._clock.now(), self._typed_words, self.selector)
        self._know_situation()
        if self.situation.question is not None:
            self.selector.ask(self.situation.question)
        return moment

    def read_situation(self) -> None:
        """Understand what was typed anew: it means something else in another game. Its moment is long past."""
        self.situation.read(self._typed_words, self.selector)
        self._know_situation()

    def save(self) -> None:
        """Save who was here and what was said. A pinned room is a second view of the channel: nothing of it is."""
        self._saved_at = self._clock.now()
        if not self._is_pinned:
            present = self.director.crowd.regulars()
            regulars = after_show(self._known, present, chatters_at_start(self._channel.crowd), self._random)
            self._context.regulars_store.enter(self._channel.id, self._language, regulars)
            self._context.said_lines.keep(self._channel.id, self._language, self._memory.digests())
            self._context.evenings.keep(self._channel.id, self._language, self.director.evening())

    def save_if_due(self) -> None:
        """Save, if that was long ago."""
        if self._clock.now() - self._saved_at > SAVED_EVERY_S:
            self.save()

    def _begun(self, wave: Wave) -> dict[str, Any]:
        self.selector.lines.moment(wave.moment)
        lasts_s = wave.messages[-1] - self._clock.now()
        return {"type": wave.moment, "messages": len(wave.messages), "lastsMs": round(lasts_s * 1000)}

    def _material(self) -> CrowdMaterial:
        """What the crowd is made of."""
        channel = self._channel
        return crowd_material_of(
            self._context.library, self._language, channel.mine, channel.home, streamer=channel.streamer.name
        )

    @property
    def _typed_words(self) -> TypedWords:
        return self._context.library.typed(self._language)

    @property
    def _language(self) -> Language:
        return self._channel.language or self._context.language

    def _select(self) -> bool:
        """Draw phrases from the selector of what is on now. Whether that is another one than before."""
        found = self._find_selector()
        if found is self.selector:
            return False
        self.selector.lines.disconnect()
        self.selector = found
        self.director.set_source(found)
        if self._listener is not None:
            found.lines.connect(self._listener)
        return True

    def _find_selector(self) -> PhraseSelector:
        channel, context = self._channel, self._context
        slot = channel.slot(channel.game) if channel.game is not None else None
        # Anyone with the link can pin any game that the packs know; models write for those in a slot alone.
        may_write = slot is not None or not self._is_pinned
        key = (channel.game, channel.mode, self._language, slot, may_write)
        if key not in self._selectors:
            shared = context.selection_context if may_write else replace(context.selection_context, writers=None)
            self._selectors[key] = PhraseSelector(
                context.library, channel, self._language, self._random, self._memory, shared
            )
        return self._selectors[key]

    def _know_situation(self) -> None:
        """Tell the director what the streamer typed, as long as that is so."""
        now = self._clock.now()
        if self.situation.known is None or self.situation.is_over(now):
            self.director.forget("typed", now)
        else:
            self.director.know(*self.situation.known, self.situation.since(now))
