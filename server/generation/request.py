"""Request: one request of a writer for lines, from the prompt to the last line in the bank."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from server.generation.line import GeneratedLine
from server.generation.marks import Lacks, Marks, opener, read_marks
from server.generation.need import letters_of
from server.generation.prompt import LETTERS, PromptInput
from server.generation.response import Found, ParsedLine, ParsedReply, Refusal, ResponseParser
from server.moderation.filter import AnswerJudge, Reason, is_alike
from server.phrases.claims import claims_a_moment
from server.providers.base import Message
from server.text.normalize import plain

if TYPE_CHECKING:
    from server.generation.dependencies import Reader
    from server.generation.writer import Writer
    from server.providers.failover import Author

OVER_ASK = 1.3
"""So many times the lines that are wanted: some won't pass."""
MISSED = 3
"""So many lines of a kind must have been asked for before it is missed."""
TOKENS_PER_LINE, TOKENS = 14, 400
"""The most tokens of an answer: so many a line, and so many for what the model thinks first."""


@dataclass(frozen=True, slots=True)
class RequestSpec:
    """What is to be written, and who pays. With a reader, it is for that one alone."""

    lines: int
    channel: str
    reader: Reader | None = None
    now: str = ""
    moment: str = ""
    is_whole: bool = False
    """A whole batch for everybody: it asks for what the shows lack as well."""

    @property
    def kind(self) -> str:
        """What the wait after a failure is for."""
        return "moment" if self.moment else "now" if self.now else "lines"


class GenerationRequest:
    """Fulfils `failover.LineRequest`."""

    def __init__(self, writer: Writer, spec: RequestSpec, *, may_refuse: bool) -> None:
        self.spec = spec
        self.lines: list[GeneratedLine] = []
        self.dropped: Counter[str] = Counter()
        self.refusal: Refusal | None = None
        self._writer = writer
        self._may_refuse = may_refuse
        self._texts: list[str] = []
        self._last: GeneratedLine | None = None
        self._answer = ResponseParser(writer.subject.mode, spec.moment)
        self._judge = self._new_judge()
        self._taken_up = self._began = 0
        self._asked: dict[str, int] = {}
        """Lines of each letter in the last question."""
        self._lacks = Lacks()
        """What the last question asked for besides plain lines."""
        self._talks: dict[int, str] = {}
        """The keys of the talks of this answer."""

    @property
    def topic(self) -> str:
        """The subject and the kind of lines."""
        return self._writer.subject.topic + self.spec.kind

    @property
    def wanted(self) -> int:
        """How many lines."""
        return self.spec.lines

    @property
    def arrived(self) -> int:
        """How many have passed."""
        return len(self.lines)

    @property
    def is_over(self) -> bool:
        """Whether the model refused, or what was going on is over."""
        return self.refusal is not None or self.is_old

    @property
    def is_old(self) -> bool:
        """Whether something else is going on by now than what it is about."""
        return self.spec.reader is not None and self.spec.reader.situation != self.spec.now

    @property
    def missed(self) -> set[str]:
        """The letters of which several lines were asked for and none passed."""
        came = {line.category for line in self.lines}
        letters = LETTERS[self._writer.subject.mode]
        return {letters[letter] for letter, count in self._asked.items() if count >= MISSED} - came

    def take_up(self, *, is_over: bool) -> list[GeneratedLine]:
        """The lines that weren't taken up before, to be kept; until it is over not the last: it may get an answer."""
        until = len(self.lines) - (not is_over)
        new, self._taken_up = self.lines[self._taken_up : until], max(self._taken_up, until)
        return new

    def question(self) -> tuple[Sequence[Message], int]:
        """What to ask for what is still missing, and the most tokens that the answer may take."""
        dependencies, subject, spec = self._writer.dependencies, self._writer.subject, self.spec
        lines = math.ceil((spec.lines - self.arrived) * OVER_ASK)
        said = [*(spec.reader.latest(shared=False) if spec.reader else self._writer.readers.latest()), *self._texts]
        examples = dependencies.examples(subject)
        letters = {} if spec.moment else self._letters(lines)
        self._asked = letters
        self._lacks = self._writer.readers.lacks(spec.channel) if spec.is_whole else Lacks()
        if self._lacks:
            examples = [*examples, *dependencies.marked_examples(subject)]
        ask = PromptInput(
            *(subject, lines, spec.now, dependencies.label(subject, spec.moment)),
            # Of one show alone: what it is written for is no other's, and stays in memory.
            heard=spec.reader.spoken() if spec.reader is not None else (),
            said=said,
            examples=examples,
            letters=letters,
            lacks=self._lacks,
        )
        messages = [
            Message("system", dependencies.prompts.system(subject, marked=bool(self._lacks))),
            Message("user", dependencies.prompts.user(ask, dependencies.random)),
        ]
        return messages, TOKENS_PER_LINE * lines + TOKENS

    def _letters(self, lines: int) -> dict[str, int]:
        reader = self.spec.reader
        if reader is not None:
            return letters_of(self._writer.subject.mode, lines, reader.weights(), {})
        return letters_of(self._writer.subject.mode, lines, *self._writer.readers.mix())

    def begin(self, author: Author) -> None:
        """`author` is asked now. What the one before left unanswered stays so."""
        self._last = None
        self._began = len(self.lines)
        self._talks = {}
        self._answer = ResponseParser(self._writer.subject.mode, self.spec.moment)
        self._judge = self._new_judge()
        self._writer.began(author)

    def take(self, line: str, author: Author) -> None:
        """Take a finished line of the answer: each chat line in it that passes is banked at once."""
        for found in self._answer.read(line):
            self._take(found, author)

    def discard(self) -> None:
        """Remove what came since `begin`: it was what the model thought, and is never said."""
        thought = self.lines[self._began :]
        del self.lines[self._began :]
        del self._texts[len(self._texts) - len(thought) :]
        self._taken_up = min(self._taken_up, self._began)
        self._last = self.refusal = None
        self._answer = ResponseParser(self._writer.subject.mode, self.spec.moment)
        self._writer.discard(thought, self.spec.reader)

    def _take(self, found: Found, author: Author) -> None:
        before = self.dropped.total()
        self._sort(found, author)
        self._writer.dependencies.count_yield(author.name, self.dropped.total() == before)

    def _sort(self, found: Found, author: Author) -> None:
        match found:
            case ParsedLine(category, text, marks):
                self._say(category, text, read_marks(marks, self._lacks), author)
            case ParsedReply(text):
                self._reply(text)
            case Refusal() if self._may_refuse and not self.lines and self._is_fit(found):
                self.refusal = found
            case _:
                self.dropped["shape"] += 1

    def _new_judge(self) -> AnswerJudge:
        subject, dependencies = self._writer.subject, self._writer.dependencies
        return dependencies.content_filter.judge_answer(subject.language, dependencies.prompts.secrets(subject))

    def _is_fit(self, refusal: Refusal) -> bool:
        """Whether a refusal is the model's own: one in the prompt's words is a quotation of it."""
        judge = self._new_judge()
        return all(judge.judge(text).dropped is None for text in (refusal.reason, refusal.meant) if text)

    def _say(self, category: str, text: str, marks: Marks, author: Author) -> None:
        self._last = None
        said = self._passed(text, self._lacks.names.get(marks.situation, ()))
        if said is None:
            return
        spec, language = self.spec, self._writer.subject.language
        moment = spec.moment or marks.moment
        if not moment and claims_a_moment(said, language):
            # Nobody told the model that: it answers the moment that it means, or nothing.
            moment = self._writer.dependencies.moment_of(self._writer.subject, said) if not spec.now else ""
            if not moment:
                self.dropped["claim"] += 1
                return
        line = GeneratedLine(
            said,
            category,
            language,
            provider=author.title,
            model=author.model,
            at=time.time(),
            now=spec.now,
            moment=moment,
            situation=marks.situation if not moment else "",
            **self._talk(category, marks) if not moment else {},
        )
        self._last = line
        self.lines.append(line)
        self._texts.append(said)
        self._writer.bank(line, spec.reader)

    def _talk(self, category: str, marks: Marks) -> dict[str, Any]:
        """Which talk a line belongs to, and its role there: whatever comes first opens it."""
        if not marks.talk:
            return {}
        is_first = marks.talk not in self._talks
        key = self._talks.setdefault(marks.talk, token_hex(6))
        role = opener(category) if is_first else marks.role or ("ask" if category == "questions" else "detail")
        return {"topic": key, "role": role}

    def _reply(self, text: str) -> None:
        """An answer stands right under a line that passed."""
        line, self._last = self._last, None
        if line is None:
            return
        said = self._passed(text)
        if said is not None:
            self.lines[-1] = replace(line, answer=said)
            self._writer.bank(self.lines[-1], self.spec.reader)

    def _passed(self, text: str, names: Collection[str] = ()) -> str | None:
        verdict = self._judge.judge(text, names)
        dropped: Reason | None = verdict.dropped
        if dropped is None and is_alike(plain(verdict.text), list(self._taken())):
            dropped = "duplicate"
        if dropped is not None:
            self.dropped[dropped] += 1
            return None
        return verdict.text

    def _taken(self) -> Iterator[str]:
        yield from self._writer.lines
        yield from self._writer.known
        yield from map(plain, self._texts)
