"""Lint fit: lines that can never be said, or that say what their table doesn't allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from server.phrases.lint_lines import Placed, lines_of, names_in, topics_of
from server.phrases.pack import GENERAL, Pack
from server.phrases.pack_file import ANSWERS, IT, TRIES
from server.phrases.proper_names import ARTICLE, KINDS, proper_names
from server.phrases.situation import Situation
from server.phrases.template import ABOUT, FACT


def misfits(pack: Pack, moments: Set[str] = frozenset(), facts: Set[str] | None = None) -> Iterator[str]:
    """Lines that nothing will ever let out. `moments` are those of every game, `facts` those of `viewers.toml`."""
    for placed in lines_of(pack):
        yield from _unbound(pack, placed)
        yield from _nothing_to_answer(placed)
        for name in sorted(names_in(placed.line)):
            if facts is not None and name.startswith(FACT) and name not in facts:
                yield f"{placed.text!r} tells a fact that no viewer has: {{{name}}}"
    for category in pack.answers:
        if pack.key != GENERAL and category not in pack.lines:
            yield f"[answers] {category}: the pack has no {category} to answer"
    yield from _unknown(pack, moments)
    yield from _unsaid(pack)


def names_said(pack: Pack) -> Iterator[str]:
    """Lines of `[phrases]` with a name that a situation binds: the chat would speak of a second boss."""
    slots = {name for situation in pack.situations.values() for kind, name in situation.kinds if kind in KINDS}
    for placed in lines_of(pack, answers=False):
        if placed.table == "phrases" and (drawn := slots & {slot.name for slot in placed.line.slots}):
            yield f"{placed.text!r} draws a name anew each time: {{{min(drawn)}}}; it belongs in a situation"
    names = proper_names(pack)
    if not names:
        return
    said = re.compile(
        rf"(?<!\w)({ARTICLE.pattern})?({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)"
    )
    for placed in lines_of(pack, answers=False):
        found = said.search(placed.text.casefold()) if placed.table == "phrases" else None
        if found and not found[1]:
            yield f"{placed.text!r} names {found[2]!r}, which only its situation may; [phrases] are always true"


def _unbound(pack: Pack, placed: Placed) -> Iterator[str]:
    names = {name for name in names_in(placed.line) if name not in ABOUT and not name.startswith(FACT)}
    if IT in names and placed.table != "frames":
        yield f"{placed.text!r} fits no situation: {{{IT}}} is only known in [frames]"
    if TRIES in names and placed.table in ("phrases", "roles", "answers", "threads"):
        yield f"{placed.text!r} counts tries, which are a situation's; it stands in [{placed.table}]"
    if TRIES in names and placed.situation is not None and not placed.situation.moments:
        yield f"{placed.text!r} counts tries, and situations.{placed.situation.key}.moments says nothing that fails"
    situations = _where(pack, placed)
    missing = names - {IT, TRIES}
    if situations and missing and not any(missing <= _bound(situation) for situation in situations):
        where = " or ".join(situation.key for situation in situations)
        yield f"{placed.text!r} fits no situation: {where} binds no {{{min(missing)}}}"


def _where(pack: Pack, placed: Placed) -> list[Situation]:
    """The situations in which a line may be said."""
    if placed.situation is not None:
        return [placed.situation]
    if placed.topic is not None and placed.topic.situations:
        return [pack.situations[key] for key in sorted(placed.topic.situations) if key in pack.situations]
    return list(pack.situations.values())


def _bound(situation: Situation) -> set[str]:
    return {*situation.bind, *(name for some in situation.values for name in some)}


def _nothing_to_answer(placed: Placed) -> Iterator[str]:
    text = placed.text
    if ANSWERS.strip() in text:
        yield f"{text!r} is followed by no answer, or by answers to answers: only one >> a line"
    if placed.answers is None and placed.line.answers and (placed.category == "emotes" or placed.table == "roles"):
        yield f"{text!r} has answers, but nothing answers {'emotes' if placed.category == 'emotes' else '[roles]'}"
    if placed.answers is not None and placed.line.source.casefold() == placed.answers.source.casefold():
        yield f"{text!r} answers itself"


def _unknown(pack: Pack, moments: Set[str]) -> Iterator[str]:
    """What situations and topics speak of that isn't there."""
    known = {*moments, *pack.moments}
    for situation in pack.situations.values():
        yield from _none(f"situations.{situation.key}.moments", set(situation.moments) - known if moments else ())
    for topic in topics_of(pack):
        yield from _none(f"topics.{topic.key}.situations", topic.situations - set(pack.situations))
        yield from _none(f"topics.{topic.key}.moments", topic.moments - known if moments else ())


def _none(key: str, names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names):
        yield f"{key}: there is no {name!r}"


def _unsaid(pack: Pack) -> Iterator[str]:
    """Values that no line says and no frame is about."""
    said = {name for placed in lines_of(pack) for name in names_in(placed.line)}
    said |= {slot.name for placed in lines_of(pack) for slot in placed.line.slots}
    for situation in pack.situations.values():
        about = {name for _, name in situation.kinds}
        for name in sorted({name for some in situation.values for name in some} - said - about):
            yield f"situations.{situation.key}.values: no line says {{{name}}}"
