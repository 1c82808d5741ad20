"""Thinking: takes what a model thinks aloud out of its answer, while the answer arrives.

Models mark their thoughts in several ways; servers that don't know a model's way leave the marks in the text:

    <think> … </think>              most open models; also thinking, thought, reasoning, analysis, reflection
    [THINK] … [/THINK]              Mistral's
    ◁think▷ … ◁/think▷              Kimi's
    <|begin_of_thought|> … <|end_of_thought|>, <|START_THINKING|> … <|END_THINKING|>, <seed:think> … </seed:think>
    <|channel|>analysis<|message|> … <|end|><|start|>assistant<|channel|>final<|message|> …      OpenAI's open models
    … </think> …                    the opening mark stood in the server's template: all before it is thought

Pure. However the text is cut into pieces, the same comes out in sum. A lone closing mark is known only when it comes:
then `CANCEL` is put out, and what came out before it counts for nothing.
"""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase
from typing import Final, Literal

CANCEL: Final = "\x18"
"""ASCII's own "cancel": disregard what precedes. Never part of what a model wrote: there it is left out."""

_NAMES = ("think", "thinking", "thought", "thoughts", "reasoning", "analysis", "reflection", "scratchpad", "seed:think")
_OPENS = (
    *(f"<{name}>" for name in _NAMES),
    *("[think]", "[thinking]", "◁think▷", "<|begin_of_thought|>", "<|start_thinking|>"),
)
_CLOSES = (
    *(f"</{name}>" for name in _NAMES),
    *("[/think]", "[/thinking]", "◁/think▷", "<|end_of_thought|>", "<|end_thinking|>", "assistantfinal"),
)
"""The last is what is left of OpenAI's marks where a server strips the tokens and keeps their names."""
_CHANNEL, _MESSAGE = "<|channel|>", "<|message|>"
_DROPPED = ("<|start|>assistant", "<|start|>", "<|end|>", "<|return|>", "<|im_end|>", "<|eot_id|>", CANCEL)
"""Marks that say nothing: they are left out wherever they stand."""
_MARKS = (*_OPENS, *_CLOSES, _CHANNEL, _MESSAGE, *_DROPPED)
_MARK = re.compile(
    "|".join(re.escape(mark) for mark in sorted(_MARKS, key=len, reverse=True)), re.IGNORECASE | re.ASCII
)
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
"""Lowercase that changes no text's length."""
_PREFIXES = frozenset(mark[:length] for mark in _MARKS for length in range(1, len(mark)))
_LONGEST = max(map(len, _MARKS))
_FINAL = "final"
"""The channel that is meant to be read."""

_ALOUD = re.compile(
    r"(?:okay|ok|alright|all right|hmm+|so|well|let me|let's|first|we need|we have|we must|we are|i need|i have"
    r"|i should|i'll|the user|the json|analysis|vale|bien|bueno|veamos|primero|necesito|tengo que|debo|el usuario"
    r"|hay que)"
    r"(?![\w|:])[^|]*[^|:]",
    re.IGNORECASE,
)
"""How a thought begins that nothing marks as one: "Okay, the user wants…". A line that announces others ends in ":"."""
LEAST_ALOUD = 25
"""Characters of such a beginning; "ok vamos" is chat."""


class Thinking:
    """One answer's. `feed` it the pieces as they come, `end` it; both give what isn't thought."""

    def __init__(self, *, opens_unmarked: bool = False) -> None:
        self.characters = 0
        """Of thought, so far."""
        self.was_unmarked = False
        """Whether a closing mark came alone: this model's thoughts have no opening one."""
        self._state: Literal["text", "thought", "channel"] = "text"
        self._rest = ""
        self._header = ""
        self._held: list[str] | None = [] if opens_unmarked else None
        """Text that may turn out to be thought; None when it is let through."""
        self._opening: str | None = None if opens_unmarked else ""
        """The first line while it is unfinished; None when it has been judged."""

    @property
    def is_open(self) -> bool:
        """Whether a thought has begun and not ended."""
        return self._state != "text"

    def feed(self, piece: str) -> str:
        """The next piece of the answer."""
        text = self._rest + piece
        out: list[str] = []
        place = 0
        keep = _unfinished(text)
        # A mark that could still grow longer is not one yet: "<|start|>" before "assistant".
        for mark in _MARK.finditer(text):
            if mark.end() > keep and mark[0].translate(_LOWER) in _PREFIXES:
                break
            self._pass(text[place : mark.start()], out)
            self._mark(mark[0].translate(_LOWER), out)
            place = mark.end()
        keep = max(keep, place)
        self._pass(text[place:keep], out)
        self._rest = text[keep:]
        return "".join(out)

    def end(self, *, is_whole: bool) -> str:
        """The answer is over: what was held back. Of an answer that was cut short, that is thought."""
        rest, self._rest = self._rest, ""
        out: list[str] = []
        mark = _MARK.fullmatch(rest)
        if mark is not None:
            self._mark(rest.translate(_LOWER), out)
        else:
            self._pass(rest, out)
        held, opening = "".join(self._held or ()), self._opening or ""
        self._held, self._opening = None, None
        if not is_whole:
            self.characters += len(held)
            held = ""
        return "".join((*out, opening, held))

    def _pass(self, text: str, out: list[str]) -> None:
        """Text without a mark in it."""
        if not text:
            return
        if self._state == "channel":
            self._header = (self._header + text)[:40]
        elif self._state == "thought":
            self.characters += len(text)
        elif self._held is not None:
            self._held.append(text)
        elif self._opening is not None:
            self._judge_opening(text, out)
        else:
            out.append(text)

    def _judge_opening(self, text: str, out: list[str]) -> None:
        """Hold the first line back until it is known whether it is part of a model's thinking."""
        assert self._opening is not None
        opening = self._opening + text
        line, ended, _ = opening.lstrip().partition("\n")
        if not ended and len(line) < 200 and "|" not in line:
            self._opening = opening
            return
        self._opening = None
        if len(line) >= LEAST_ALOUD and _ALOUD.fullmatch(line.strip()):
            self._held = [opening]
        else:
            out.append(opening)

    def _mark(self, mark: str, out: list[str]) -> None:
        if mark in _DROPPED:
            return
        if mark == _CHANNEL:
            self._state, self._header = "channel", ""
        elif mark == _MESSAGE:
            is_final = self._state != "channel" or self._header.split()[:1] == [_FINAL]
            self._state = "text" if is_final else "thought"
        elif mark in _OPENS:
            self._state = "thought"
        elif self._state == "text":
            self._cancel(out)
        else:
            self._state = "text"

    def _cancel(self, out: list[str]) -> None:
        """A closing mark alone: what came before it was thought."""
        self.was_unmarked = True
        self.characters += sum(map(len, self._held or (self._opening or "",)))
        self._held, self._opening = None, None
        out.append(CANCEL)


def _unfinished(text: str) -> int:
    """Where a mark may have begun whose end hasn't come yet; the text's length if none has."""
    low = text[-_LONGEST:].translate(_LOWER)
    for place in range(len(low)):
        if low[place:] in _PREFIXES:
            return len(text) - len(low) + place
    return len(text)
