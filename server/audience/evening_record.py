"""Evening record: what of the show that runs is worth remembering on later evenings.

Of the streamer only what was known is kept: what they said, what was seen, or what the chat was asked to make up. What
the chat said itself it may always remember. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from server.audience.attention import FAILURES, Attention
from server.audience.community import REGULAR_SHOWS
from server.audience.conversation import SentMessage
from server.model.evening import MOST, MOST_PRESENT, Evening, PastJoke, PastSituation, PastTopic
from server.model.settings import Imagination
from server.phrases.pack_file import TRIES
from server.phrases.situation import Situation
from server.text.words import is_emotes, is_laugh, likeness

KINDS = ("foe", "rival", "team", "place", "thing", "person")
"""What a situation is remembered by, the best first. Nobody remembers which sword it was."""
WINS = frozenset({"hype", "win", "victory", "goal", "felled", "clutch"})
"""Moments after which a fight counts as won; a pack's own by their names."""
LONG_TOPIC = 6
"""Lines from which a talk is remembered."""
JOKE_WORDS, JOKE_LETTERS = (3, 9), 52
"""Words, least and most, and characters, at most, of what is quoted: nobody quotes a whole thought."""
JOKE_ANSWERS = 2
"""Answers that a line must have drawn to be remembered; a laugh counts as two."""
FUNNY = ("teasing", "offtopic", "rough")
"""Moods of lines that were meant to be funny: any answer counts. Of the others only laughs do."""
EARLY_S = 1_800.0
"""Who said goodbye so long before the end left early."""
LEFT = 3
"""Of those as many as are remembered."""
TALKED = 0.08
"""Share of the messages of who talked most."""


@dataclass(slots=True)
class _Talk:
    lines: int = 0
    against: tuple[str, ...] = ()


@dataclass(slots=True)
class EveningRecord:
    """What is remembered so far."""

    _situations: dict[tuple[str, str], PastSituation] = field(default_factory=dict)
    _talks: dict[str, _Talk] = field(default_factory=dict)
    _jokes: dict[str, PastJoke] = field(default_factory=dict)
    _spoke: Counter[str] = field(default_factory=Counter)
    _left: dict[str, float] = field(default_factory=dict)
    _at: float = 0.0
    _now: PastSituation | None = None

    def goes_on(self, attention: Attention, imagination: Imagination) -> None:
        """What the crowd's attention is on now."""
        self._now = None
        situation = attention.situation
        if situation is not None and (attention.source != "imagined" or imagination == "full"):
            self._note(situation, attention.bound)
        for topic in attention.topics:
            if topic.lines >= LONG_TOPIC:
                against = tuple(one.name for one, side in topic.sides.items() if side == "no")
                self._talks[topic.key] = _Talk(topic.lines, against[:MOST])

    def happened(self, moment: str) -> None:
        """A moment: a fight that goes on may be won by it, or was not yet."""
        if self._now is not None and (moment in WINS or moment in FAILURES):
            won = self._now.model_copy(update={"is_won": moment in WINS})
            self._situations[won.key, won.it] = self._now = won

    def heard(self, said: SentMessage, *, is_gone: bool) -> None:
        """Somebody wrote that; `is_gone`: they have left with it."""
        self._at = said.at
        self._spoke[said.viewer.name] += 1
        if is_gone and said.phrase.is_courtesy and said.viewer.shows >= REGULAR_SHOWS:
            self._left[said.viewer.name] = said.at
        if said.parent is not None and said.parent.viewer is not said.viewer:
            self._answered(said.parent, said)

    def evening(self, word_of: Callable[[str], str | None], present: Callable[[], list[str]]) -> Evening:
        """The evening so far. `word_of` tells the word by which people know a topic."""
        talks = sorted(self._talks.items(), key=lambda item: -item[1].lines)[:MOST]
        jokes = sorted(self._jokes.values(), key=lambda joke: -joke.times)
        total = self._spoke.total()
        return Evening(
            situations=tuple(self._situations.values())[-MOST:],
            topics=tuple(
                PastTopic(key=key, word=word, lines=talk.lines, against=talk.against)
                for key, talk in talks
                if (word := word_of(key)) is not None
            ),
            jokes=tuple(joke for joke in jokes if joke.times >= JOKE_ANSWERS)[: MOST // 2],
            present=tuple(present())[:MOST_PRESENT],
            left_early=tuple(name for name, at in self._left.items() if self._at - at > EARLY_S)[-LEFT:],
            talked_most=tuple(name for name, lines in self._spoke.most_common(1) if lines > TALKED * total),
        )

    def _note(self, situation: Situation, bound: dict[str, str]) -> None:
        named = {kind: bound[name] for kind, name in situation.kinds if name in bound}
        kind = next((kind for kind in KINDS if kind in named), None)
        if kind is None:
            return
        before = self._situations.get((situation.key, named[kind]))
        tries = max(int(bound.get(TRIES, 0)), before.tries if before is not None else 0)
        is_won = before is not None and before.is_won
        # Popped and put back: the latest ones stand last, and those are kept.
        self._situations.pop((situation.key, named[kind]), None)
        self._now = PastSituation(key=situation.key, kind=kind, it=named[kind], tries=tries, is_won=is_won)
        self._situations[situation.key, named[kind]] = self._now

    def _answered(self, said: SentMessage, by: SentMessage) -> None:
        if not _is_quotable(said):
            return
        laughed = is_laugh(by.phrase.text) or is_emotes(by.phrase.text) or said.follow_up.echoes
        meant = said.phrase.role in ("joke", "builds") or said.phrase.mood in FUNNY
        if not laughed and not meant:
            return
        key = likeness(said.phrase.text)
        before = self._jokes.get(key)
        times = (before.times if before is not None else 0) + 1 + laughed
        self._jokes[key] = PastJoke(text=said.phrase.text, by=said.viewer.name, times=times)


def _is_quotable(said: SentMessage) -> bool:
    text = said.phrase.text
    least, most = JOKE_WORDS
    if said.wave is not None or said.phrase.is_courtesy or said.phrase.is_answer or is_emotes(text) or is_laugh(text):
        return False
    return least <= len(text.split()) <= most and len(text) <= JOKE_LETTERS and not {"?", "{"} & set(text)
