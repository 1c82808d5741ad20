"""Director: decides who says what, when.

Pure and seeded: the same seed and the same calls give the same chat, to the byte. Times are in seconds on whatever
clock the caller keeps; the messages' timestamps are that time in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from server.audience.alert import make_alert
from server.audience.attention import Attention, Source
from server.audience.community import Community, PastEvening
from server.audience.composer import Composer
from server.audience.conversation import Following, Growing, RecentMessages, SentMessage
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.evening_record import EveningRecord
from server.audience.known_moments import KnownMoments
from server.audience.line_chooser import LineChooser
from server.audience.message import ChatMessage
from server.audience.moment import DEFAULT_INTENSITY, Intensity, Wave, make_wave
from server.audience.pace import mean_gap_s
from server.audience.phrase_source import PhraseSource
from server.audience.reply import reply_line
from server.audience.rhythm import Beat, Rhythm
from server.audience.sending import in_messages
from server.audience.show_settings import ShowSettings
from server.audience.slips import slip
from server.audience.story import Story
from server.audience.streamer_voice import StreamerVoice
from server.audience.viewer import Viewer
from server.audience.viewer_factory import CrowdMaterial, RequestedViewer
from server.audience.wave_line import afterglow_line, surge_line
from server.model.cue import Cue
from server.model.evening import Evening
from server.model.phrase import Mood, Phrase
from server.phrases.situation import Situation
from server.text.words import content_words, is_emotes, is_laugh, is_long

SHOW_ENDS_S = 600.0
"""A show that was paused or unwatched for so long is over; what comes then is another one."""

ANSWERED, ANSWERED_AT_ALL = 0.3, 0.12
"""Chance that a question, and anything else that says what may answer it, is sure of an answer."""
TAKEN_UP, TAKEN_ON = 0.27, 0.14
"""Chance that who asked takes up the answer with a word, and that they ask on about it."""
TAKEN_ON_WORDS = 3
"""Words of an answer that somebody repeats to ask on."""
LATE, LATE_S = 0.3, 32.0
"""Chance that an answer is a late one, and mean seconds until then."""
SOON_S = 9.0
"""Mean seconds until any other."""
NEXT_SEND_S = 2.2
"""Mean seconds between two messages of one thought."""
TAKEN_UP_S = 6.0
"""Mean seconds from an answer to who asked taking it up."""
GROWS_AFTER_S = 11.0
"""Mean seconds until somebody goes on with a thought that grows, or laughs at it."""
ECHO_LONGEST = 16
"""Characters of a text that a chain of echoes repeats."""
ECHO = 0.045
ECHO_ON = 0.33
ECHO_AFTER_S = 4.4
"""Chance that a short text begins a chain, that it goes on, and mean seconds between: REALISM, "Conversation"."""
EMOTE_ECHO, EMOTE_ECHO_ON = 0.3, 0.45
"""The same of an emote alone: others send it as well."""
CATCHING, PLAIN = 2.4, 0.2
"""Factors on that chance: of an emote or a laugh, which people copy, and of anything else, which they hardly do."""


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
        self._source = source
        self._settings = settings
        self._known = list(known)
        self._asked = tuple(asked)
        self._attention = Attention(random)
        self._evenings: tuple[PastEvening, ...] = ()
        self._record = EveningRecord()
        self._community = Community(material, random)
        self._story = Story(random)
        self._recent = RecentMessages()
        self._known_moments = KnownMoments()
        self._voice = StreamerVoice()
        self._rhythm = Rhythm(settings.pace, random, viewers=settings.viewers)
        self.crowd = self._new_crowd(material)
        self._chooser = LineChooser(
            source=source,
            crowd=self.crowd,
            settings=settings,
            attention=self._attention,
            recent=self._recent,
            composer=Composer(material.people, random),
            community=self._community,
            random=random,
        )
        self._left: float | None = None
        """The time until which the last show is known to have run."""
        self._chooser.composer.community = self._community

    def start(self, now: float) -> bool:
        """Begin, or begin again after a sleep: the same show if it was a short one, else another day's (True)."""
        another = self._left is None or now - self._left > SHOW_ENDS_S
        if another:
            if self._left is not None:
                self._source.new_show()
                self._chooser.composer.forget()
                self._recent.clear()
            self._attention.forget()
            self._known_moments.clear()
            self._story = Story(self._random)
            self._record = EveningRecord()
            self._community.open(now, self._known, self._evenings)
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
        self._attend(beat.at)
        line = self._wave_line(beat) or self._first_line(beat) or self._reply(beat) or self._chooser.own(beat.at)
        return self._say(
            in_messages(line, self.crowd.viewer_factory.material.people.facts_of(line.viewer.region)), beat
        )

    def wave(self, moment: str, now: float, intensity: int = DEFAULT_INTENSITY) -> Wave:
        """Something just happened: a wave of reactions begins. `intensity` is 1 to 3."""
        self._known_moments.note(moment, now)
        return self._begin_wave(moment, now, intensity)

    def notice(self, cue: Cue, now: float) -> Wave | None:
        """Something was sensed. The wave that begins, if it is a moment of the show's packs that is news.

        Of what a cue carries only that counts which the packs know; its text is said by nobody.
        """
        if cue.kind in ("talking", "quiet"):
            self._voice.hear(cue, now)
            self._rhythm.set_tempo(self._voice.tempo(now), now)
            return None
        situation = self._source.situation(cue.situation) if cue.situation is not None else None
        if situation is not None:
            self.know(situation, situation.values_among(cue.values), now, cue.source)
        moment = cue.moment
        if moment is None or not self._source.speaks_at(moment):
            return None
        if not self._known_moments.is_news(moment, now, repeats_s=cue.repeats_s):
            return None
        return self._begin_wave(moment, now, cue.intensity)

    def lose_voice(self, now: float) -> None:
        """Nobody hears any more whether the streamer talks: the crowd is as without that sense."""
        self._voice.lose()
        self._rhythm.set_tempo(self._voice.tempo(now), now)

    def know(self, situation: Situation, values: Mapping[str, str], now: float, source: Source = "typed") -> None:
        """That goes on, and is about these values: somebody said it or saw it."""
        self._attention.know(situation, values, now, source)
        self._source.enter(self._attention.situation, self._attention.bound)

    def forget(self, source: Source, now: float) -> None:
        """What was known from there no longer goes on."""
        self._attention.forget_known(source, now)

    def bring_forward(self, now: float) -> None:
        """There is something new to speak of: somebody does within two seconds."""
        self._rhythm.bring_forward(now)

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether anybody who is here would say it like that."""
        regions = {viewer.region for viewer in self.crowd.here}
        of = self.crowd.viewer_factory.origins.of
        return lambda text: not (home := of(text)) or not home.isdisjoint(regions)

    def expect(self, known: Sequence[Viewer], asked: Sequence[RequestedViewer]) -> None:
        """Who comes to the next show: the regulars, and those whom the streamer asks for."""
        self._known, self._asked = list(known), tuple(asked)

    def recall(self, evenings: Sequence[PastEvening]) -> None:
        """What the next show remembers of the evenings before it, the latest first."""
        self._evenings = tuple(evenings)

    def evening(self) -> Evening:
        """What is to be remembered of the show that runs."""
        return self._record.evening(self._source.topic_word, lambda: list(self.crowd.stayed))

    def invite(self, asked: Sequence[RequestedViewer]) -> None:
        """The streamer asks for these people: who isn't here comes now."""
        self._asked = tuple(asked)
        if self._left is not None:
            self.crowd.invite(asked)

    def alert(self, moment: str, now: float, intensity: Intensity) -> dict[str, Any]:
        """Who makes that happen, and how much of it."""
        # Who raids was on air elsewhere a minute ago, not in this chat; who follows now hadn't before.
        viewer = (
            self.crowd.viewer_factory.arrival() if moment == "raid" else self.crowd.pick(now, liking=_would(moment))
        )
        made = make_alert(moment, viewer, now, intensity, self._random)
        if moment == "raid":
            self.crowd.raided(made["count"])
        return made

    def set_source(self, source: PhraseSource) -> None:
        """Another game, or the same with other phrases."""
        self._source = self._chooser.source = source
        self._attention.forget()

    def change(self, settings: ShowSettings, now: float) -> None:
        """The streamer chose otherwise: each setting that differs holds from now on."""
        before, self._settings = self._settings, settings
        self._chooser.settings = settings
        lives = settings.pace == "life" and before.viewers != settings.viewers
        if before.viewers != settings.viewers:
            self.crowd.set_viewers(settings.viewers)
        if before.pace != settings.pace or lives:
            self._rhythm.set_pace(settings.pace, now, viewers=settings.viewers)
            self.crowd.set_gap(mean_gap_s(settings.pace, settings.viewers))

    def replace_crowd(self, material: CrowdMaterial, now: float, known: Sequence[Viewer] = ()) -> None:
        """Another language: another crowd."""
        self._known = list(known)
        own = self._chooser.composer.own
        self._chooser.composer = Composer(material.people, self._random)
        self._chooser.set_emotes(own)
        self._recent.clear()
        self.crowd = self._chooser.crowd = self._new_crowd(material)
        self._community = self._chooser.community = self._chooser.composer.community = Community(material, self._random)
        self._record = EveningRecord()
        self._community.open(now, self._known, self._evenings)
        if self._left is not None:
            self.crowd.open(now, self._known, self._asked)

    def set_emotes(self, own: Mapping[Mood, tuple[str, ...]]) -> None:
        """Other emotes of the streamer's own, by the temper of the lines that they go with."""
        self._chooser.set_emotes(own)

    def _new_crowd(self, material: CrowdMaterial) -> Crowd:
        settings = self._settings
        gap_s = mean_gap_s(settings.pace, settings.viewers)
        return Crowd(settings.viewers, material, self._random, streamer=settings.streamer, gap_s=gap_s)

    def _attend(self, now: float) -> None:
        """What goes on may be over, and something may happen."""
        imagination = self._settings.imagination
        among = self._source.situations() if imagination != "off" else ()
        if self._attention.pass_to(now, among):
            self._source.enter(self._attention.situation, self._attention.bound)
        self._record.goes_on(self._attention, imagination)
        if imagination == "full":
            happens = self._story.happens(self._attention.situation, now)
            if happens is not None and self._source.speaks_at(happens[0]):
                self._begin_wave(happens[0], now, happens[1])

    def _begin_wave(self, moment: str, now: float, intensity: int) -> Wave:
        wave = make_wave(moment, now, self._random, intensity)
        self._rhythm.add(wave)
        self._record.happened(moment)
        self.crowd.swell(moment, intensity)
        if self._attention.happened(moment, now):
            self._source.enter(self._attention.situation, self._attention.bound)
        return wave

    def _wave_line(self, beat: Beat) -> Draft | None:
        if beat.wave is None:
            return None
        if beat.late:
            return afterglow_line(
                beat.wave, beat.at, source=self._source, crowd=self.crowd, crowd_mood=self._settings.crowd_mood
            )
        return surge_line(
            beat.wave,
            beat.at,
            source=self._source,
            crowd=self.crowd,
            recent=self._recent,
            crowd_mood=self._settings.crowd_mood,
            random=self._random,
        )

    def _first_line(self, beat: Beat) -> Draft | None:
        return self._chooser.first(beat.at) if beat.is_first else None

    def _reply(self, beat: Beat) -> Draft | None:
        parent = self._recent.find(beat.parent)
        if parent is None:
            return None
        return reply_line(parent, beat.at, chooser=self._chooser, attention=self._attention, random=self._random)

    def _say(self, line: Draft, beat: Beat) -> ChatMessage:
        """Typed, sent and remembered, and what follows from it is on its way."""
        viewer, phrase = line.viewer, line.phrase
        content, reply = self._chooser.composer.write(line, self._recent, beat.at, streamer=self._settings.streamer)
        content, correction = (
            (content, None) if line.as_is or line.is_typed else slip(content, viewer.habits, self._random)
        )
        message = ChatMessage(
            id=f"{self._random.getrandbits(48):012x}",
            username=viewer.name,
            content=content,
            timestamp=round(beat.at * 1000),
            category=phrase.category,
            color=viewer.color,
            badges=viewer.badges,
            reply_to=reply,
        )
        follows = line.thread.after() if line.thread is not None else None
        following = self._following(line)
        if correction is not None and following is None:
            put_right = replace(phrase, text=correction, answers=(), topic=None, role=None)
            following = Following(viewer, (put_right,), is_typed=True)
        growing = self._growing(line)
        ties = follows or following or growing
        echoes = beat.wave is None and ties is None and self._echoes(line, content)
        said = SentMessage(
            beat.number, beat.at, message, viewer, phrase, line.to, beat.wave, follows, echoes, following, growing
        )
        self._recent.add(said)
        self.crowd.speaks(viewer, beat.at)
        self._attention.said(phrase, viewer, beat.at)
        self._record.heard(said, is_gone=not self.crowd.is_here(viewer))
        self._attention.named(self._source.names_in(phrase.text), beat.at)
        if following is not None:
            goes_on = following.rest and following.viewer is viewer
            self._rhythm.force_child(beat, after_s=NEXT_SEND_S if goes_on else TAKEN_UP_S)
        if beat.wave is None:
            self._chooser.note(phrase, beat.at)
            if echoes:
                self._rhythm.force_child(beat, after_s=ECHO_AFTER_S)
            elif growing is not None and following is None:
                self._rhythm.force_child(beat, after_s=GROWS_AFTER_S)
            elif follows is not None or self._is_welcomed(said):
                self._rhythm.force_child(beat)
            elif self._is_answered(phrase):
                self._rhythm.force_child(beat, after_s=LATE_S if self._random.random() < LATE else SOON_S)
        return message

    def _is_welcomed(self, said: SentMessage) -> bool:
        return said.phrase.is_courtesy and self._community.awaits_welcome(said.viewer)

    def _growing(self, line: Draft) -> Growing | None:
        """The thought that somebody goes on with after it, if it has another line."""
        phrase = line.phrase
        if line.growing is not None:
            growing: Growing | None = line.growing
        elif phrase.role == "builds" and phrase.topic is not None:
            growing = Growing(phrase.topic, line.viewer)
        else:
            growing = None
        return growing if growing is not None and self._source.builds(growing.topic) else None

    def _is_answered(self, phrase: Phrase) -> bool:
        chance = ANSWERED if phrase.category == "questions" else ANSWERED_AT_ALL if phrase.answers else 0.0
        return self._random.random() < chance

    def _following(self, line: Draft) -> Following | None:
        """What somebody in particular says after it."""
        if line.rest:
            return Following(line.viewer, line.rest)
        asked = line.to
        if asked is None or not line.phrase.is_answer or asked.phrase.category != "questions":
            return None
        if asked.viewer is line.viewer:
            return None
        chance, text = self._random.random(), line.phrase.text
        if chance < TAKEN_UP:
            return Following(asked.viewer)
        if chance < TAKEN_UP + TAKEN_ON and len(text.split()) <= TAKEN_ON_WORDS and content_words(text):
            asks_on = Phrase(f"{text}?", "questions", line.phrase.language, topic=line.phrase.topic)
            return Following(asked.viewer, (asks_on,))
        return None

    def _echoes(self, line: Draft, content: str) -> bool:
        if len(content) > ECHO_LONGEST or is_long(content):
            return False
        catching = is_emotes(content) or is_laugh(content)
        often = self.crowd.viewer_factory.material.people.typing.echo
        if is_emotes(content):
            return self._random.random() < (EMOTE_ECHO_ON if line.as_is else EMOTE_ECHO)
        chance = ECHO_ON if line.as_is else ECHO * often * (CATCHING if catching else PLAIN)
        return self._random.random() < chance


def _would(moment: str) -> Callable[[Viewer], float]:
    """How likely it is that a viewer makes that happen: whoever wears a badge has followed long ago."""
    newcomer = 0.0 if moment == "follow" else 0.3
    return lambda viewer: newcomer if viewer.badges and viewer.badges != ("new",) else 1.0
