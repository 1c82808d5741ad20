"""Emote line: when somebody sends nothing but an emote, and which.

Emotes are reactions: to a joke, a moment, a hello, or to the emote that another just sent; hardly anybody drops one
into silence. A channel has a few favourites, by which one knows it.

Pure: takes randomness as an argument.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import Literal

from server.audience.conversation import SentMessage
from server.audience.moment import mood_of
from server.audience.phrase_source import PhraseSource
from server.audience.viewer import Viewer
from server.model.phrase import Language, Mood, Phrase, Preference
from server.phrases.viewer_kinds import ViewerKinds
from server.text.words import is_emotes, is_laugh

Occasion = Literal["teasing", "excited", "bored", "hello", "same"]
"""What it answers: something funny, exciting or dull, a greeting, or an emote."""

LATELY_S = 12.0
"""So long after something an emote still is about it."""
FAVOURITE = 0.72
"""Chance that an emote is one of the channel's favourites."""
REPEATED = 0.08
"""Chance that it stands there twice or three times."""
FAVOURITES: Mapping[Mood, int] = {"teasing": 2, "excited": 1, "bored": 1}
"""How many favourites a channel has for each mood: three to five, some being the same."""
OWN = 0.65
"""Chance that a favourite is one of the streamer's own, where there are some."""
DRAWN = 0.85
"""Chance that an emote comes from the channel or the viewer, and not from the packs."""
WORDED: Mapping[Occasion, tuple[str, ...]] = {
    "teasing": ("laugh", "laugh", "agree"),
    "same": ("laugh", "agree"),
    "excited": ("agree",),
}
"""What is said with an emote, where something is: of the roles of any talk."""
HELLOS = ("HeyGuys", "peepoHey", "<3")
"""Emotes of a greeting."""
PROVOKES: Mapping[str, Occasion] = {
    "teasing": "teasing",
    "rough": "teasing",
    "offtopic": "teasing",
    "excited": "excited",
    "bored": "bored",
}


def occasion_of(said: SentMessage) -> Occasion | None:
    """What kind of emote may follow that message; None: none does."""
    phrase = said.phrase
    if phrase.is_courtesy:
        return "hello"
    if is_emotes(phrase.text):
        return "same"
    if said.wave is not None:
        return PROVOKES[mood_of(said.wave.moment)]
    if is_laugh(phrase.text) or phrase.role in ("joke", "builds", "back"):
        return "teasing"
    if phrase.mood is not None and phrase.mood in PROVOKES:
        return PROVOKES[phrase.mood]
    if phrase.text.isupper() or phrase.text.endswith("!"):
        return "excited"
    return None


class ChannelEmotes:
    """The emotes that a channel is fond of, the same every evening as long as its sets are the same; and who sends
    which of all that there are."""

    def __init__(
        self, people: ViewerKinds, language: Language, own: Mapping[Mood, tuple[str, ...]], channel: str, random: Random
    ) -> None:
        """`own` are the streamer's own emotes, `channel` is whatever tells channels apart."""
        self._known, self._typing, self._language, self._random = people.emotes, people.typing, language, random
        codes = sorted({code for some in own.values() for code in some})
        seeded = Random(zlib.crc32(f"{channel}/{'/'.join(codes)}".encode()))
        self.favourites: dict[Mood, tuple[str, ...]] = {}
        for mood, count in FAVOURITES.items():
            mine = own.get(mood, ()) if seeded.random() < OWN else ()
            among = sorted(set(mine or people.emotes.get(mood, ()) or own.get(mood, ())))
            self.favourites[mood] = tuple(seeded.sample(among, min(count, len(among))))

    def line(self, viewer: Viewer, occasion: Occasion, source: PhraseSource, preference: Preference) -> Phrase | None:
        """What a viewer sends with an emote and hardly a word; None when there is no emote for that occasion."""
        random = self._random
        emote = self._drawn(occasion, viewer.habits.emotes) if random.random() < DRAWN else None
        if emote is not None:
            times = random.choice((2, 2, 3)) if random.random() < REPEATED else 1
            phrase: Phrase | None = Phrase(" ".join([emote] * times), "emotes", self._language)
        else:
            phrase = source.draw("emotes", self._preference(occasion, preference), old=False)
        if phrase is not None and occasion in WORDED and random.random() < self._typing.emote_words:
            word = source.role(random.choice(WORDED[occasion]), preference)
            if word is not None and " " not in word.text and not is_emotes(word.text):
                return replace(phrase, text=f"{word.text} {phrase.text.split()[0]}")
        return phrase

    def _drawn(self, occasion: Occasion, liked: Iterable[str]) -> str | None:
        """One of the channel's favourites, of the viewer's, or of all that fit."""
        if occasion == "hello":
            return self._random.choice(HELLOS)
        mood: Mood = "teasing" if occasion == "same" else occasion
        favourites = self.favourites[mood]
        if favourites and self._random.random() < FAVOURITE:
            return self._random.choice(favourites)
        known = self._known.get(mood, ())
        among = [emote for emote in liked if emote in known] or known
        return self._random.choice(among) if among else None

    def _preference(self, occasion: Occasion, preference: Preference) -> Preference:
        """A preference for a pack's emotes that suit the occasion."""
        return lambda text, mood: preference(text, mood) if self._fits(text, occasion) else 0.0

    def _fits(self, text: str, occasion: Occasion) -> bool:
        """Whether a pack's emotes aren't for another occasion."""
        token = text.split()[0]
        if token in HELLOS:
            return occasion == "hello"
        homes = {mood for mood, some in self._known.items() if token in some}
        return not homes or occasion in homes or (occasion == "same" and "teasing" in homes)


def copied(content: str, random: Random) -> str:
    """Emotes that another sent, sent again: as often, or once more or less."""
    tokens = content.split()
    if len(set(tokens)) != 1 or random.random() < 0.75:
        return content
    return " ".join([tokens[0]] * random.choice([count for count in (1, 2, 3) if count != len(tokens)]))
