"""Heard speech: what a transcript of the streamer's voice means in a show, with no model to ask.

What is typed is short and about what goes on; what is said is long and mostly about nothing. So each sentence counts by
itself, a moment only where little else is said, a question only where it is to the chat. Names are put right first:
recognizers never read them. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from server.audience.director import Director
from server.audience.moment import Wave
from server.audience.speech import Speech
from server.live.find_situation import Understood, find_situation
from server.live.situation import QUESTION, SituationSource
from server.model.cue import Cue
from server.phrases.intents import NEGATES, FoundPhrase, typed_words
from server.phrases.library import PackLibrary
from server.phrases.questions import Question, TypedWords, read_question
from server.phrases.speech import SpeechIntent, SpeechWords
from server.selection.selector import PhraseSelector
from server.text.spoken_names import find_spoken, put_names_right
from server.text.words import content_words

SHORT = 3
"""Words of a part of a sentence in which a single word says what happened: "Goal!", "and victory"."""
LONGEST_GREETING = 4
"""Words of a sentence that is a greeting for its one word: "hey chat, look at this" is none."""
TELLS = 7
"""Words of a sentence that is about what goes on, where it names no boss and no place."""
REPEATS_S = 12.0
"""For so long the same moment is no news: it is talked about."""

_SENTENCES = re.compile(r"[^.!?…\n]+[.!?…]*")
_PARTS = re.compile(r"[,;:¡¿—–]+")
_AS_TYPED = frozenset({"fail", "hype", "clutch", "fear", "omg", "laugh", "gg"})
"""Moments that are said as they are typed."""

Means = SpeechIntent | Literal["question"]


@dataclass(frozen=True, slots=True)
class HeardSpeech:
    """What was understood."""

    speech: Speech
    cue: Cue
    """What it says of the show."""
    question: Question | None = None
    """What it asks the chat."""


@dataclass(frozen=True, slots=True)
class SpeechReader:
    """Understands one language."""

    words: SpeechWords
    typed: TypedWords
    ordinary: frozenset[str]
    """Words of the language: none of them is a misheard name."""

    def read(self, cue: Cue, show: SituationSource, viewers: Sequence[str]) -> HeardSpeech:
        """What a transcript means in that show, among these viewers. What the cue says already stays."""
        names = _name_words(show)
        means: Means | None = None
        question: Question | None = None
        viewer: str | None = None
        moment, known = None, None
        about: list[str] = []
        for text in _SENTENCES.findall(cue.text):
            words = put_names_right(typed_words(text), names, ordinary=self.ordinary)
            named = find_spoken(words, viewers, ordinary=self.ordinary | names)
            viewer = viewer or named
            asked = self._question(text, words, named)
            if asked is not None:
                question, means = asked, "question"
                continue
            intent = self._intent(words, named)
            means = means or intent
            if intent is None:
                about.append(text)  # nobody marvels at a hello
            if "?" not in text:
                moment = moment or self._moment(text, words)
            known = known or self._situation(words, show)
        if cue.moment is None and cue.situation is None:
            cue = cue.model_copy(update=_said_of_the_show(moment, known))
        return HeardSpeech(Speech(means, viewer, content_words(" ".join(about))), cue, question)

    def _question(self, text: str, words: Sequence[str], viewer: str | None) -> Question | None:
        """What a sentence asks the chat, or one of them."""
        found = self.typed.intents.find(words)
        means_one = found is not None and found.means == QUESTION
        is_to_them = viewer is not None or self._calls(words)
        begins = self.typed.questions.begins
        is_asked = "?" in text or (self._calls(words) and bool(begins) and not begins.isdisjoint(words[:3]))
        if not means_one and not (is_to_them and is_asked):
            return None
        # A browser's transcript has no marks.
        return read_question(text if "?" in text else f"{text.rstrip(' .!')}?", self.typed.questions, means_one=True)

    def _intent(self, words: Sequence[str], viewer: str | None) -> SpeechIntent | None:
        found = self.words.says.find(words)
        if found is None and (viewer is not None or self._calls(words)):
            found = self.words.to.find(words)
            if found is not None and found.means == "hello" and found.length == 1 and len(words) > LONGEST_GREETING:
                found = None
        return found.means if found is not None else None  # type: ignore[return-value]

    def _moment(self, text: str, words: Sequence[str]) -> str | None:
        """What just happened: said in so many words, or in little else."""
        if not self.words.elsewhere.isdisjoint(words):
            return None
        found = self.words.moments.find(words)
        if found is not None and (found.length > 1 or self._is_alone(words, found)):
            return found.means
        for part in map(typed_words, _PARTS.split(text)):
            found = self.typed.intents.find(part)
            if found is not None and found.means in _AS_TYPED and self._is_alone(part, found):
                return found.means
        return None

    def _is_alone(self, words: Sequence[str], found: FoundPhrase) -> bool:
        before = words[max(0, found.start - NEGATES) : found.start]
        return len(words) <= max(SHORT, found.length + 1) and (found.length > 1 or self.words.others.isdisjoint(before))

    def _situation(self, words: Sequence[str], show: SituationSource) -> Understood | None:
        """What a sentence says is going on: a boss or a place that it names, or in a few words what it is."""
        intents = self.typed.intents
        text, negations = " ".join(words), intents.negations | intents.lacks
        found = find_situation(text, show.situations(), negations=negations, articles=intents.articles)
        if found is None and len(words) <= TELLS:
            found = find_situation(
                *(text, show.other_situations()),
                names=intents.situations,
                negations=negations,
                articles=intents.articles,
            )
        return found if found is not None and (found[1] or len(words) <= TELLS) else None

    def _calls(self, words: Sequence[str]) -> bool:
        """Whether the chat is spoken to."""
        return any(
            tuple(words[start : start + len(call)]) == call for call in self.words.calls for start in range(len(words))
        )


def speech_reader(library: PackLibrary, language: str) -> SpeechReader:
    """The one of a language."""
    return SpeechReader(library.speech(language), library.typed(language), library.ordinary_words(language))


def hear(heard: HeardSpeech, now: float, director: Director, selector: PhraseSelector) -> Wave | None:
    """The crowd of a show hears that. The wave of the moment that it tells, if it tells one that is news."""
    if heard.question is not None:
        selector.ask(heard.question)
    wave = director.notice(heard.cue, now)
    director.hear(heard.speech, now)
    return wave


def _said_of_the_show(moment: str | None, known: Understood | None) -> dict[str, object]:
    found: dict[str, object] = {"moment": moment, "repeats_s": REPEATS_S} if moment is not None else {}
    if known is not None:
        found |= {"situation": known[0].key, "values": known[1]}
    return found


def value_names(show: SituationSource, most: int) -> list[str]:
    """Names of the game: its bosses, its places, as its pack writes them."""
    sets = (some for one in show.situations() for some in one.values)
    values = dict.fromkeys(value for some in sets for value in next(iter(some.values()), ()))
    # As they are written in a sentence: a recognizer imitates what it is told.
    return [value if value != value.lower() else value.title() for value in values][:most]


def _name_words(show: SituationSource) -> frozenset[str]:
    """The words of the names of the game."""
    return frozenset(_value_words(show))


def _value_words(show: SituationSource) -> Iterator[str]:
    for one in show.situations():
        for some in (one.bind, *one.values):
            for values in some.values():
                for value in values:
                    yield from typed_words(value)
