"""Director: decides who says what, when.

Pure and seeded: the same seed and the same calls give the same chat, to the byte. Times are in seconds on whatever
clock the caller keeps; the messages' timestamps are that time in milliseconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

from server.audience.alert import make_alert
from server.audience.composer import OWN, Composer
from server.audience.conversation import RecentMessages, SentMessage, ThreadProgress
from server.audience.crowd import Crowd
from server.audience.draft import Draft
from server.audience.message import ChatMessage
from server.audience.moment import DEFAULT_INTENSITY, Intensity, Wave, make_wave
from server.audience.pace import mean_gap_s
from server.audience.phrase_source import PhraseSource
from server.audience.preference import MOODS, taste_of, words_now
from server.audience.reply import reply_line
from server.audience.rhythm import Beat, Rhythm
from server.audience.sampling import QuotaSampler
from server.audience.viewer import Habits, Viewer
from server.audience.viewer_factory import CrowdMaterial, RequestedViewer
from server.audience.wave_line import afterglow_line, surge_line
from server.model.channel import CrowdMood, Pace
from server.model.phrase import Category, Language, Mood, Phrase, Taste, moment_category
from server.text.words import is_emotes, is_laugh, is_long

SHOW_ENDS_S = 600.0
"""A show that was paused or unwatched for so long is over; what comes then is another one."""

OPENS_THREAD = 0.065
"""Chance that somebody who speaks of their own accord opens a thread."""
ANSWERED = 0.2
"""Chance that a question is sure of an answer."""
ECHO_LONGEST = 16
"""Characters of a text that a chain of echoes repeats."""
ECHO = 0.045
ECHO_ON = 0.33
ECHO_AFTER_S = 4.4
"""Chance that a short text begins a chain, that it goes on, and mean seconds between: REALISM, "Conversation"."""
CATCHING, PLAIN = 2.4, 0.2
"""Factors on that chance: of an emote or a laugh, which people copy, and of anything else, which they hardly do."""
USUAL_WORDS, SHORT_FORM, LONG_FORM = 4.0, 1.2, 0.4
"""Reactions are short: who writes half as long has more than twice as many of them; the rest is long."""
FAVOURITE, TWICE = 0.45, 0.35
"""Chance that who writes an emote alone takes one of their own, and that it stands there twice."""
OWN_LINE = 0.25
"""Chance that somebody whom the streamer gave lines says one of them."""
FIRST = 8
"""Viewers who are asked for the first line of something new."""
OTHERS = 3
"""Viewers who are asked when nothing new suits the first one."""


class Director:
    """One show's director. `start` it, then call `next` when `next_at` says so."""

    def __init__(
        self,
        *,
        source: PhraseSource,
        weights: Mapping[Category, float],
        material: CrowdMaterial,
        viewers: int,
        pace: Pace,
        random: Random,
        crowd_mood: CrowdMood = "honest",
        streamer: str = "",
        known: Sequence[Viewer] = (),
        asked: Sequence[RequestedViewer] = (),
    ) -> None:
        self._random = random
        self._source = source
        self._crowd_mood: CrowdMood = crowd_mood
        self._streamer = streamer
        self._language: Language = material.language
        self._pace = pace
        self._known = list(known)
        self._asked = tuple(asked)
        self.crowd = Crowd(viewers, material, random, streamer=streamer, gap_s=mean_gap_s(pace, viewers))
        self._rhythm = Rhythm(pace, random, viewers=viewers)
        self._categories = QuotaSampler(weights)
        self._main = next(iter(weights))
        self._moods = QuotaSampler(MOODS[crowd_mood])
        self._recent = RecentMessages()
        self._composer = Composer(material.people, random)
        self._left: float | None = None
        """The time until which the last show is known to have run."""

    def start(self, now: float) -> bool:
        """Begin, or begin again after a sleep: the same show if it was a short one, else another day's (True)."""
        another = self._left is None or now - self._left > SHOW_ENDS_S
        if another:
            if self._left is not None:
                self._source.new_show()
                self._composer.forget()
                self._recent.clear()
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
        self.crowd.pass_to(beat.at)
        line = self._wave_line(beat) or self._first_line(beat) or self._reply(beat) or self._own_line(beat.at)
        return self._say(line, beat)

    def wave(self, moment: str, now: float, intensity: int = DEFAULT_INTENSITY) -> Wave:
        """Something just happened: a wave of reactions begins. `intensity` is 1 to 3."""
        wave = make_wave(moment, now, self._random, intensity)
        self._rhythm.add(wave)
        self.crowd.swell(moment, intensity)
        return wave

    def bring_forward(self, now: float) -> None:
        """There is something new to speak of: somebody does within two seconds."""
        self._rhythm.bring_forward(now)

    def could_say(self) -> Callable[[str], bool]:
        """Tells of a text whether anybody who is here would say it like that."""
        regions = {viewer.region for viewer in self.crowd.here}
        of = self.crowd.viewer_factory.origins.of
        return lambda text: not (home := of(text)) or not home.isdisjoint(regions)

    def know(self, known: Sequence[Viewer], asked: Sequence[RequestedViewer]) -> None:
        """Who comes to the next show: the regulars, and those whom the streamer asks for."""
        self._known, self._asked = list(known), tuple(asked)

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
        self._source = source

    def set_weights(self, weights: Mapping[Category, float]) -> None:
        """Another mix of categories."""
        if not self._categories.is_of(weights):
            self._categories = QuotaSampler(weights)
            self._main = next(iter(weights))

    def set_crowd_mood(self, crowd_mood: CrowdMood) -> None:
        """Another mood of the crowd."""
        if crowd_mood != self._crowd_mood:
            self._crowd_mood, self._moods = crowd_mood, QuotaSampler(MOODS[crowd_mood])

    def set_streamer(self, name: str) -> None:
        """Whom the chat talks to."""
        self._streamer = name

    def set_pace(self, pace: Pace, now: float) -> None:
        """Another pace, at once."""
        self._pace = pace
        self._rhythm.set_pace(pace, now, viewers=self.crowd.viewer_count.chosen)
        self.crowd.set_gap(mean_gap_s(pace, self.crowd.viewer_count.chosen))

    def set_viewers(self, viewers: int, now: float) -> None:
        """More or fewer are watching; as in life, more of them write more."""
        self.crowd.set_viewers(viewers)
        if self._pace == "life":
            self.crowd.set_gap(mean_gap_s(self._pace, viewers))
            self._rhythm.set_pace(self._pace, now, viewers=viewers)

    def replace_crowd(self, material: CrowdMaterial, now: float, known: Sequence[Viewer] = ()) -> None:
        """Another language: another crowd."""
        self._known = list(known)
        self._language = material.language
        own, self._composer = self._composer.own, Composer(material.people, self._random)
        self._composer.own = own
        self._recent.clear()
        viewers = self.crowd.viewer_count.chosen
        gap_s = mean_gap_s(self._pace, viewers)
        self.crowd = Crowd(viewers, material, self._random, streamer=self._streamer, gap_s=gap_s)
        if self._left is not None:
            self.crowd.open(now, self._known, self._asked)

    def set_emotes(self, own: Mapping[Mood, tuple[str, ...]]) -> None:
        """Other emotes of the streamer's own, by the temper of the lines that they go with."""
        self._composer.own = own

    def _wave_line(self, beat: Beat) -> Draft | None:
        if beat.wave is None:
            return None
        if beat.late:
            return afterglow_line(
                beat.wave, beat.at, source=self._source, crowd=self.crowd, crowd_mood=self._crowd_mood
            )
        return surge_line(
            beat.wave,
            beat.at,
            source=self._source,
            crowd=self.crowd,
            recent=self._recent,
            crowd_mood=self._crowd_mood,
            random=self._random,
        )

    def _first_line(self, beat: Beat) -> Draft | None:
        """The first that is said of something new, by whoever would say it."""
        if not beat.is_first:
            return None
        for _ in range(FIRST):
            viewer = self.crowd.pick(beat.at)
            phrase = self._source.draw_first(
                taste_of(viewer, self.crowd.viewer_factory.origins, crowd_mood=self._crowd_mood)
            )
            if phrase is not None:
                return Draft(viewer, phrase)
        return None

    def _reply(self, beat: Beat) -> Draft | None:
        parent = self._recent.find(beat.parent)
        if parent is None:
            return None
        return reply_line(
            parent,
            beat.at,
            source=self._source,
            crowd=self.crowd,
            crowd_mood=self._crowd_mood,
            categories=self._order,
            random=self._random,
        )

    def _own_line(self, now: float) -> Draft:
        """What somebody says of their own accord."""
        leaving = self.crowd.take_leaving()
        if leaving is not None and (line := self._courtesy("goodbye", leaving)) is not None:
            return line
        viewer = self.crowd.pick(now)
        if self.crowd.greets(viewer) and (line := self._courtesy("greeting", viewer)) is not None:
            return line
        if viewer.lines and self._random.random() < OWN_LINE:
            given = [text for text in viewer.lines if not self._composer.memory.has(text)]
            if given:
                text = self._random.choice(given)
                return Draft(viewer, Phrase(text, self._main, self._language))
        for _ in range(OTHERS):
            found = self._fresh_line(viewer, now)
            if found is not None:
                return found
            viewer = self.crowd.pick(now, avoid=(viewer,))
        return self._any_line(viewer, now)

    def _fresh_line(self, viewer: Viewer, now: float) -> Draft | None:
        """A thread's opening, or a phrase that nobody said yet and that suits the viewer."""
        category = next(iter(self._order(viewer)))
        if category != "emotes" and self._random.random() < OPENS_THREAD:
            suits = self.crowd.viewer_factory.origins.suits
            exchange = self._source.thread(category, lambda text: suits(text, viewer.region))
            if exchange is not None:
                thread = ThreadProgress(exchange, {0: viewer})
                return Draft(viewer, thread.phrase, thread=thread)
        own = sorted({code for codes in self._composer.own.values() for code in codes}) if category == "emotes" else []
        mine = own if own and self._random.random() < OWN else viewer.habits.emotes
        if category == "emotes" and mine and self._random.random() < FAVOURITE:
            emote = self._random.choice(mine)
            times = 2 if self._random.random() < TWICE else 1
            return Draft(viewer, Phrase(" ".join([emote] * times), category, self._language))
        phrase = self._source.draw(category, self._taste(viewer, now), old=False)
        return Draft(viewer, phrase) if phrase is not None else None

    def _any_line(self, viewer: Viewer, now: float) -> Draft:
        """Something new of another category, as long as the mix can bear it; else what was said longest ago, rather
        than nothing; at last even what doesn't suit."""
        taste = self._taste(viewer, now)
        order = list(self._order(viewer))
        if self._categories.may_wait(order[0]):
            for category in order[1:]:
                phrase = self._source.draw(category, taste, old=False)
                if phrase is not None:
                    return Draft(viewer, phrase)
        for suiting in (taste, None):
            for category in self._order(viewer):
                phrase = self._source.draw(category, suiting)
                if phrase is not None:
                    return Draft(viewer, phrase)
        raise NothingToSay

    def _courtesy(self, moment: str, viewer: Viewer) -> Draft | None:
        taste = taste_of(viewer, self.crowd.viewer_factory.origins, crowd_mood=self._crowd_mood)
        phrase = self._source.draw(moment_category(moment), taste)
        return Draft(viewer, phrase) if phrase is not None else None

    def _order(self, viewer: Viewer) -> Iterable[Category]:
        """The categories, in the order in which this viewer would rather speak."""

        def liking(category: Category) -> float:
            name = "main" if category == self._main else category
            return viewer.categories.get(name, 1.0) * at_length(name, viewer.habits)

        return self._categories.choose(self._random, liking)

    def _taste(self, viewer: Viewer, now: float) -> Taste:
        mood = self._moods.choose(self._random, lambda mood: viewer.moods.get(mood, 1.0))[0]
        since = now - self._recent.last_at
        return taste_of(
            viewer,
            self.crowd.viewer_factory.origins,
            crowd_mood=self._crowd_mood,
            mood=mood,
            words=words_now(viewer, since),
        )

    def _say(self, line: Draft, beat: Beat) -> ChatMessage:
        """Typed, sent and remembered, and what follows from it is on its way."""
        viewer, phrase = line.viewer, line.phrase
        content, reply = self._composer.write(line, self._recent, beat.at, streamer=self._streamer)
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
        echoes = beat.wave is None and follows is None and self._echoes(line, content)
        said = SentMessage(beat.number, beat.at, message, viewer, phrase, line.to, beat.wave, follows, echoes)
        self._recent.add(said)
        self.crowd.speaks(viewer, beat.at)
        if beat.wave is None:
            self._categories.note(phrase.category)
            if phrase.mood is not None:
                self._moods.note(phrase.mood)
            if echoes:
                self._rhythm.force_child(beat, after_s=ECHO_AFTER_S)
            elif follows is not None or (phrase.category == "questions" and self._random.random() < ANSWERED):
                self._rhythm.force_child(beat)
        return message

    def _echoes(self, line: Draft, content: str) -> bool:
        if len(content) > ECHO_LONGEST or is_long(content):
            return False
        catching = is_emotes(content) or is_laugh(content)
        chance = ECHO_ON if line.as_is else ECHO * (CATCHING if catching else PLAIN)
        return self._random.random() < chance


def at_length(category: str, habits: Habits) -> float:
    """How much a category is theirs who write that long lines, or so many emotes."""
    if category == "emotes":
        return 0.2 + 4 * habits.emote
    return math.pow(USUAL_WORDS / habits.words, SHORT_FORM if category == "reactions" else -LONG_FORM)


def _would(moment: str) -> Callable[[Viewer], float]:
    """How likely it is that a viewer makes that happen: whoever wears a badge has followed long ago."""
    newcomer = 0.0 if moment == "follow" else 0.3
    return lambda viewer: newcomer if viewer.badges and viewer.badges != ("new",) else 1.0


class NothingToSay(Exception):
    """No category has a phrase that fits: the packs are broken."""
