"""Lacking: what a show has least lines of, by its packs and by what was written for it: that is asked for."""

from __future__ import annotations

from server.generation.marks import Lacks
from server.model.phrase import CATEGORIES
from server.phrases.situation import Situation
from server.selection.drawer import OfMoment, OfSituation
from server.selection.generated_lines import GeneratedLines
from server.selection.pack_lines import PackLines

SITUATIONS, MOMENTS = 3, 2
"""How many of each a request asks for: a small model keeps few apart."""
ENOUGH_TOPICS, MANY_TOPICS = 12, 40
"""Topics that can still be opened this evening, below which two talks are asked for, and below which one is."""
UNASKED = frozenset(("greeting", "goodbye"))
"""Moments of viewers, who say no more than hello."""


def lacks_of(packs: PackLines, generated: GeneratedLines) -> Lacks:
    """The situations and moments with the fewest unsaid lines, and how many topics are wanted."""

    def of_situation(one: Situation) -> int:
        drawers = [OfSituation(one.key, category) for category in CATEGORIES]
        return sum(packs.bank.unsaid(drawer) + generated.unsaid(drawer) for drawer in drawers)

    def of_moment(moment: str) -> int:
        return packs.bank.unsaid(OfMoment(moment)) + generated.unsaid(OfMoment(moment))

    poorest = sorted(packs.situations.among, key=of_situation)[:SITUATIONS]
    names = {one.key: _names(one) for one in poorest}
    moments = sorted((name for name in packs.moments if name not in UNASKED), key=of_moment)[:MOMENTS]
    topics = packs.topics.unopened() + generated.topics.unopened()
    return Lacks(
        situations={one.key: _called(one.label, names[one.key]) for one in poorest},
        names=names,
        moments={name: packs.moments[name] for name in moments},
        talks=2 if topics < ENOUGH_TOPICS else 1 if topics < MANY_TOPICS else 0,
    )


def _names(situation: Situation) -> frozenset[str]:
    """What it is about, as lines may name it: what every one of its sets of values binds."""
    sets = [frozenset(some) for some in situation.values]
    return frozenset(situation.bind) | (sets[0].intersection(*sets) if sets else frozenset())


def _called(label: str, names: frozenset[str]) -> str:
    return f"{label}: {', '.join(f'{{{name}}}' for name in sorted(names))}" if names else label
