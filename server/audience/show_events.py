"""ShowEvents: what goes on in a show and what happens in it: pressed, typed, sensed, or made up.

It keeps the crowd's attention, the rhythm and the record of the evening in step. Pure: takes time (seconds) as an
argument.
"""

from __future__ import annotations

from collections.abc import Mapping

from server.audience.attention import Source
from server.audience.evening_record import EveningRecord
from server.audience.invented_moments import Story
from server.audience.line_context import LineContext
from server.audience.moment import Wave, make_wave
from server.audience.rhythm import Rhythm
from server.audience.sensed_moments import SensedMoments
from server.audience.streamer_voice import StreamerVoice
from server.model.cue import Cue
from server.phrases.situation import Situation


class ShowEvents:
    """What happens in one show, and what the crowd makes of it."""

    def __init__(self, context: LineContext, rhythm: Rhythm, voice: StreamerVoice) -> None:
        self._context = context
        self._rhythm = rhythm
        self._voice = voice
        self._known_moments = SensedMoments()
        self._story = Story(context.random)
        self.record = EveningRecord()

    def open(self) -> None:
        """Another show."""
        self._known_moments = SensedMoments()
        self._story = Story(self._context.random)
        self.record = EveningRecord()

    def wave(self, moment: str, now: float, intensity: int) -> Wave:
        """Something just happened, as somebody says who knows: a wave of reactions begins."""
        self._known_moments.note(moment, now)
        return self._begin_wave(moment, now, intensity)

    def is_news(self, cue: Cue, now: float) -> bool:
        """Whether a wave would come of what was sensed."""
        moment = cue.moment
        if moment is None or not self._context.source.speaks_at(moment):
            return False
        return self._known_moments.would_be_news(moment, now, repeats_s=cue.repeats_s)

    def notice(self, cue: Cue, now: float) -> Wave | None:
        """Something was sensed. The wave that begins, if it is a moment of the show's packs that is news.

        Of what a cue carries only that counts which the packs know; its text is said by nobody.
        """
        if cue.kind in ("talking", "quiet"):
            self._voice.hear(cue, now)
            self._rhythm.set_tempo(self._voice.tempo(now), now)
            return None
        source = self._context.source
        situation = source.situation(cue.situation) if cue.situation is not None else None
        if situation is not None:
            self.know(situation, situation.values_among(cue.values), now, cue.source)
        moment = cue.moment
        if moment is None or not source.speaks_at(moment):
            return None
        if not self._known_moments.is_news(moment, now, repeats_s=cue.repeats_s):
            return None
        return self._begin_wave(moment, now, cue.intensity)

    def lose_voice(self, now: float) -> None:
        """Nobody hears any more whether the streamer talks: the crowd is as without that sense."""
        self._voice.lose()
        self._rhythm.set_tempo(self._voice.tempo(now), now)

    def know(self, situation: Situation, values: Mapping[str, str], now: float, source: Source) -> None:
        """That goes on, and is about these values: somebody said it or saw it."""
        self._context.attention.know(situation, values, now, source)
        self._enter()

    def pass_to(self, now: float) -> None:
        """What goes on may be over, and something may happen."""
        context = self._context
        imagination = context.settings.imagination
        among = context.source.situations() if imagination != "off" else ()
        if context.attention.pass_to(now, among):
            self._enter()
        self.record.goes_on(context.attention, imagination)
        if imagination == "full":
            happens = self._story.happens(context.attention.situation, now)
            if happens is not None and context.source.speaks_at(happens[0]):
                self._begin_wave(happens[0], now, happens[1])

    def _begin_wave(self, moment: str, now: float, intensity: int) -> Wave:
        context = self._context
        wave = make_wave(moment, now, context.random, intensity)
        self._rhythm.add(wave)
        self.record.happened(moment)
        context.crowd.swell(moment, intensity)
        if context.attention.happened(moment, now):
            self._enter()
        return wave

    def _enter(self) -> None:
        """The show's lines are about what goes on now."""
        attention = self._context.attention
        self._context.source.enter(attention.situation, attention.bound)
