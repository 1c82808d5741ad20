"""Response: a model's answer, line by line, each usable as soon as it ends.

    line    = letter "|" text ["|" marks]   a line of that category, see `marks.py`
            | "a" "|" text                  the answer to the line above
            | "x" "|" reason "|" name       the first line: that is no game, or no decent topic; perhaps it was meant

That is what was agreed. Small models keep the sense and lose the form, so `forms` reads what else they write: numbers
and bullets, marks and fences, words for letters, tables, headings, JSON, YAML, no letters at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.generation.forms import unlabelled
from server.generation.forms.category_letters import ANY, MOMENT, REFUSAL, REPLY, is_letter_key, is_text_key, letter_of
from server.generation.forms.fields import Fields
from server.generation.forms.heads import Head, head, split, unenumerated
from server.generation.forms.markup import unmarked
from server.generation.forms.tidy import Tidy
from server.model.phrase import IN_WAVE, Category, Mode, answer_category
from server.text.words import is_emotes

LONGEST_REASON = 160
"""Characters of the reason that a model gives for a refusal."""
LONGEST_LINE = 12_000
"""Characters of a line that is looked at; no batch of lines on one is longer."""
PREAMBLE = 1
"""Lines of prose that may stand before a refusal."""


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """A line."""

    category: Category
    text: str
    marks: str = ""
    """The text after a second bar, unparsed (`marks.py`)."""


@dataclass(frozen=True, slots=True)
class ParsedReply:
    """The answer to the line before it."""

    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The model says that there is no such game or topic: why, and perhaps which one was meant."""

    reason: str
    meant: str


Found = ParsedLine | ParsedReply | Refusal | None
"""None is a line of which nothing can be used."""

_CATEGORIES: dict[Mode, dict[str, Category]] = {
    "game": {"g": "gameplay", "c": "gameplay", "r": "reactions", "m": "reactions", "q": "questions", "e": "emotes"},
    "chatting": {"c": "comments", "g": "comments", "r": "reactions", "m": "reactions", "q": "questions", "e": "emotes"},
}
_SHOUTS = (MOMENT, "r", "e", ANY)
"""Letters of lines that fit a moment."""


class ResponseParser:
    """One answer. `read` its lines in order."""

    def __init__(self, mode: Mode, moment: str = "") -> None:
        self._mode = mode
        self._moment = moment
        self._fields = Fields()
        self._tidy = Tidy()
        self._heading: str | None = None
        self._lines = 0
        self._prose = 0
        self._bare: list[str] | None = []
        """Lines without a letter, held until there are enough; None when they are let through."""
        self._is_lettered = False
        self._enumerates = False

    def read(self, line: str) -> list[Found]:
        """What a line holds: none, one or several parts; some are held back until the next line."""
        found = []
        for part in unmarked(line[:LONGEST_LINE]):
            if not unlabelled.is_blank(part):
                found += self._part(part)
        return found

    def _part(self, part: str) -> list[Found]:
        pairs = self._fields.read(part)
        if pairs is None:
            return [found for piece in split(part) for found in self._piece(piece)]
        self._heading = self._fields.pending or self._heading
        return [found for letter, text in pairs for found in self._paired(letter, text)]

    def _paired(self, letter: str | None, text: str) -> list[Found]:
        if letter is None:
            return [found for piece in split(text) for found in self._piece(piece)]
        return [self._made(letter, text)]

    def _piece(self, piece: str) -> list[Found]:
        found = self._headed(piece)
        if found is not None and found.text.strip(" \t|*_`"):
            self._is_lettered = True
            return [self._made(found.letter, found.text)]
        letter = unlabelled.heading(piece)
        if letter is not None:
            self._heading = letter
            return []
        reversed_ = _reversed(piece)
        if reversed_ is not None:
            self._is_lettered = True
            return [self._made(reversed_.letter, reversed_.text)]
        return self._unheaded(piece)

    def _headed(self, piece: str) -> Head | None:
        rest, enumerator = unenumerated(piece)
        if enumerator:
            inner = head(rest)
            if inner is not None and inner.is_sure:
                return inner
            self._enumerates = self._enumerates or letter_of(enumerator) in (None, REPLY, REFUSAL)
            letter = letter_of(enumerator)
            return None if self._enumerates or not letter else Head(letter, rest, is_sure=False)
        return head(piece)

    def _unheaded(self, piece: str) -> list[Found]:
        """A line without a letter."""
        text = unlabelled.unbulleted(unenumerated(piece)[0] if self._enumerates else piece).strip()
        if not unlabelled.is_chat(text) or (self._heading is None and self._is_lettered):
            self._prose += 1
            return [None]
        if self._heading is not None:
            return [self._made(self._heading, text)]
        if self._bare is None:
            return [self._made(ANY, text)]
        self._bare.append(text)
        if len(self._bare) < unlabelled.ENOUGH:
            return []
        held, self._bare = self._bare, None
        return [self._made(ANY, each) for each in held]

    def _made(self, letter: str, text: str) -> Found:
        """What a letter and a text make."""
        inner = head(text)
        if inner is not None and inner.is_sure and letter != REFUSAL:
            letter, text = inner.letter, inner.text
        if letter == REFUSAL:
            return self._refusal(text)
        text, _, marks = text.partition("|")
        text = self._tidy.text(text)
        if not text or is_text_key(text) or is_letter_key(text):
            return None
        if letter == REPLY:
            return ParsedReply(text)
        if self._moment:
            category = IN_WAVE if letter in _SHOUTS else None
        else:
            category = _CATEGORIES[self._mode].get(letter) or self._guessed(text)
        if category is None:
            return None
        self._lines += 1
        return ParsedLine(category, text, marks.strip())

    def _refusal(self, text: str) -> Refusal | None:
        """A refusal, if nothing but a little prose came before it."""
        if self._lines or self._prose + len(self._bare or ()) > PREAMBLE:
            return None
        reason, _, meant = text.partition("|")
        return Refusal(reason.strip()[:LONGEST_REASON], meant.strip(" |")[:80]) if reason.strip() else None

    def _guessed(self, text: str) -> Category:
        """The category of a line that doesn't say."""
        if is_emotes(text):
            return "emotes"
        return answer_category(text, _CATEGORIES[self._mode]["g"])


def _reversed(piece: str) -> Head | None:
    """A row of a table whose letter stands last."""
    cells = [cell for cell in piece.strip().strip("|").split("|") if cell.strip()]
    if len(cells) != 2:
        return None
    letter = letter_of(cells[1])
    return Head(letter, cells[0], is_sure=True) if letter and letter_of(cells[0]) is None else None
