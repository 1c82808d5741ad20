"""Director: decides who says what, when.

Pure and seeded: the same seed and the same calls give the same chat, to the byte. Times are in seconds on whatever
clock the caller keeps; the messages' timestamps are that time in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from server.audience.alert import alert_from
from server.audience.attention import Attention, Source
from server.audience.beat import Beat
from server.audience.community import Community, PastEvening
from server.audience.composer import Composer
from server.audience.conversation import RecentMessages, SentMessage
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.evening_record import EveningRecord
from server.audience.follow_ups import FollowUps
from server.audience.line_chooser import LineChooser
from server.audience.line_context import LineContext
from server.audience.message import ChatMessage
from server.audience.moment import Wave
from server.audience.pace import mean_gap_s
from server.audience.phrase_source import PhraseSource
from server.audience.reply import reply_line
from server.audience.rhythm import Rhythm
from server.audience.sending import in_messages, typed_message
from server.audience.show_events import ShowEvents
from server.audience.show_settings import ShowSettings
from server.audience.speech import Speech
from server.audience.speech_replies import SpeechReplies
from server.audience.streamer_voice import StreamerVoice
from server.audience.viewer import Viewer
from server.audience.viewer_factory import CrowdMaterial, RequestedViewer
from server.audience.voice_lines import VoiceLines
from server.audience.wave_line import wave_line
from server.model.cue import Cue
from server.model.evening import Evening
from server.model.intensity import DEFAULT_INTENSITY, Intensity
from server.model.phrase import Mood
from server.phrases.situation import Situation

SHOW_ENDS_S = 600.0
"""A show that was paused or unwatched for so long is over; what comes then is another one."""


class Director:
    """One show's director. `start` it, then call `next` when `next_at` says so."""

    def __init__(
        self,
        *,
        source: PhraseSource,
        settings: ShowSettings,
        material: CrowdMaterial,
        random: Random,
        known: Sequence[Viewer] = (),
        asked: Sequence[RequestedViewer] = (),
    ) -> None:
        self._random = random
        self._known = list(known)
        self._asked = tuple(asked)
        self._attention = Attention(random)
        self._evenings: tuple[PastEvening, ...] = ()
        community = Community(material, random)
        self._recent = RecentMessages()
        self._rhythm = Rhythm(settings.pace, random, viewers=settings.viewers)
        crowd = _crowd_of(settings, material, random)
        composer = Composer(material.people, random)
        composer.community = community
        self._context = LineContext(
            source=source,
            crowd=crowd,
            settings=settings,
            attention=self._attention,
            recent=self._recent,
            composer=composer,
            community=community,
            random=random,
        )
        self._chooser = LineChooser(self._context)
        self._follow_ups = FollowUps(self._context)
        self._voice = StreamerVoice()
        self._voice_lines = VoiceLines(self._voice, self._context)
        self._course = ShowEvents(self._context, self._rhythm, self._voice)
        self._speech = SpeechReplies(self._context, self._rhythm)
        self._left: float | None = None
        """The time until which the last show is known to have run."""

    @property
    def crowd(self) -> Crowd:
        """The viewers who are present."""
        return self._context.crowd

    def start(self, now: float) -> bool:
        """Begin, or begin again after a sleep: the same show if it was a short one, else another day's (True)."""
        another = self._left is None or now - self._left > SHOW_ENDS_S
        if another:
            if self._left is not None:
                self._context.source.new_show()
                self._context.composer.forget()
                self._chooser.forget()
                self._recent.clear()
            self._attention.forget()
            self._course.open()
            self._speech.clear()
            self._voice_lines.clear()
            self._context.community.open(now, self._known, self._evenings)
            self.crowd.open(now, self._known, self._asked)
        else:
            self.crowd.resume(now)
        self._left = now
        self._rhythm.start(now)
        return another

    def next_at(self) -> float:
        """When the next message is due."""
        return self._rhythm.next_at()

    def next(self) -> ChatMessage:
        """The message that is due. Its time is the beat's, however late the caller is.

        Raises `NothingToSay` when no category has a phrase that fits.
        """
        beat = self._rhythm.take()
        self._left = beat.at
        self._rhythm.set_tempo(self._voice.tempo(beat.at), beat.at)
        self.crowd.pass_to(beat.at)
        self._course.pass_to(beat.at)
        line = (
            (wave_line(beat.wave, beat.at, self._context, late=beat.late) if beat.wave is not None else None)
            or (self._chooser.first(beat.at) if beat.is_first else None)
            or (self._speech.draft(beat.at) if beat.parent is None else None)
            or (self._voice_lines.draft(beat.at) if beat.parent is None else None)
            or self._reply(beat)
            or self._chooser.own(beat.at)
        )
        return self._say(in_messages(line, self._context.people.facts_of(line.viewer.region)), beat)

    def wave(self, moment: str, now: float, intensity: int = DEFAULT_INTENSITY) -> Wave:
        """Something just happened: a wave of reactions begins. `intensity` is 1 to 3."""
        return self._course.wave(moment, now, intensity)

    def is_news(self, cue: Cue, now: float) -> bool:
        """Whether a wave would come of what was sensed."""
        return self._course.is_news(cue, now)

    def notice(self, cue: Cue, now: float) -> Wave | None:
        """Something was sensed. The wave that begins, if it is a moment of the show's packs that is news."""
        return self._course.notice(cue, now)

    def hear(self, speech: Speech, now: float) -> bool:
        """The streamer said that. Whether anybody replies to it."""
        return self._speech.hear(speech, now)

    def lose_voice(self, now: float) -> None:
        """Nobody hears any more whether the streamer talks: the crowd is as without that sense."""
        self._course.lose_voice(now)

    def know(self, situation: Situation, values: Mapping[str, str], now: float, source: Source = "typed") -> None:
        """That goes on, and is about these values: somebody said it or saw it."""
        self._course.know(situation, values, now, source)

    def forget(self, source: Source, now: float) -> None:
        """What was known from there no longer goes on."""
        self._attention.forget_known(source, now)

    def bring_forward(self, now: float) -> None:
        """There is something new to speak of: somebody does within two seconds."""
        self._rhythm.bring_forward(now)

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether anybody who is here would say it like that."""
        return self._context.could_say()

    def expect(self, known: Sequence[Viewer], asked: Sequence[RequestedViewer]) -> None:
        """Who comes to the next show: the regulars, and those whom the streamer asks for."""
        self._known, self._asked = list(known), tuple(asked)

    def recall(self, evenings: Sequence[PastEvening]) -> None:
        """What the next show remembers of the evenings before it, the latest first."""
        self._evenings = tuple(evenings)

    def evening(self) -> Evening:
        """What is to be remembered of the show that runs."""
        return self._course.record.evening(self._context.source.topic_word, lambda: list(self.crowd.stayed))

    def invite(self, asked: Sequence[RequestedViewer]) -> None:
        """The streamer asks for these people: who isn't here comes now."""
        self._asked = tuple(asked)
        if self._left is not None:
            self.crowd.invite(asked)

    def alert(self, moment: str, now: float, intensity: Intensity) -> dict[str, Any]:
        """Who makes that happen, and how much of it."""
        return alert_from(self.crowd, moment, now, intensity, self._random)

    def set_source(self, source: PhraseSource) -> None:
        """Another game, or the same with other phrases."""
        self._context.source = source
        self._attention.forget()

    def change(self, settings: ShowSettings, now: float) -> None:
        """The streamer chose otherwise: each setting that differs holds from now on."""
        before = self._context.settings
        self._chooser.change(settings)
        lives = settings.pace == "life" and before.viewers != settings.viewers
        if before.viewers != settings.viewers:
            self.crowd.set_viewers(settings.viewers)
        if before.pace != settings.pace or lives:
            self._rhythm.set_pace(settings.pace, now, viewers=settings.viewers)
            self.crowd.set_gap(mean_gap_s(settings.pace, settings.viewers))

    def replace_crowd(self, material: CrowdMaterial, now: float, known: Sequence[Viewer] = ()) -> None:
        """Another language: another crowd."""
        self._known = list(known)
        self._recent.clear()
        composer = Composer(material.people, self._random)
        crowd = _crowd_of(self._context.settings, material, self._random)
        community = Community(material, self._random)
        self._chooser.replace_crowd(crowd, community, composer)
        self._course.record = EveningRecord()
        community.open(now, self._known, self._evenings)
        if self._left is not None:
            crowd.open(now, self._known, self._asked)

    def set_emotes(self, own: Mapping[Mood, tuple[str, ...]]) -> None:
        """Other emotes of the streamer's own, by the temper of the lines that they go with."""
        self._chooser.set_emotes(own)

    def _reply(self, beat: Beat) -> Draft | None:
        parent = self._recent.find(beat.parent)
        return reply_line(parent, beat.at, self._chooser, self._context) if parent is not None else None

    def _say(self, line: Draft, beat: Beat) -> ChatMessage:
        """Typed, sent and remembered, and what follows from it is on its way."""
        viewer, phrase = line.viewer, line.phrase
        message, correction = typed_message(line, beat.at, self._context)
        follow_up = self._follow_ups.after(line, beat, message.content, correction)
        said = SentMessage(beat.number, beat.at, message, viewer, phrase, line.to, beat.wave, follow_up)
        self._recent.add(said)
        self._voice_lines.note(said)
        self.crowd.speaks(viewer, beat.at)
        self._attention.said(phrase, viewer, beat.at)
        self._course.record.heard(said, is_gone=not self.crowd.is_here(viewer))
        self._attention.named(self._context.source.names_in(phrase.text), beat.at)
        if beat.wave is None:
            self._context.note(phrase, beat.at)
        self._follow_ups.schedule(said, beat, self._rhythm)
        return message


def _crowd_of(settings: ShowSettings, material: CrowdMaterial, random: Random) -> Crowd:
    gap_s = mean_gap_s(settings.pace, settings.viewers)
    return Crowd(settings.viewers, material, random, streamer=settings.streamer, gap_s=gap_s)
