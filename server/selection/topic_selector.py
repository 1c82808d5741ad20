"""Topic selector: which line of a talk of several viewers comes next, of the packs' talks and of the written ones."""

from __future__ import annotations

from collections.abc import Sequence, Set
from random import Random

from server.model.phrase import Category, Phrase, Preference, Role
from server.selection.generated_banks import PREFERRED
from server.selection.show_lines import ShowLines
from server.selection.topic_lines import TopicLines


class TopicSelector:
    """Draws from the talks of one show."""

    def __init__(self, lines: ShowLines, random: Random) -> None:
        self._lines, self._random = lines, random

    def open(
        self,
        category: Category,
        preference: Preference | None,
        moment: str | None = None,
        heard: Set[str] = frozenset(),
    ) -> Phrase | None:
        """What begins a topic; `moment`: one that this brings up; `heard`: the words that were just said."""
        lines, topics, now = self._lines, self._lines.packs.topics, self._lines.packs.situations.now
        key = now.key if now is not None else None
        generated = self._lines.generated

        def one() -> Phrase | None:
            among = [topics]
            if generated is not None and generated.has_lines and self._random.random() < PREFERRED:
                among.insert(0, generated.topics)
            found = (
                some.open(
                    category, lines.about, preference, self._lines.game, situation=key, moment=moment, heard=heard
                )
                for some in among
            )
            return next((phrase for phrase in found if phrase is not None), None)

        return self._lines.unless_behind(lambda: lines.allowed(one))

    def builds(self, topic: str) -> bool:
        """Whether a thought of that topic can begin to grow, or grow on."""
        return self._topics_with(topic).builds(topic)

    def build_on(self, topic: str) -> Phrase | None:
        """The next line of a topic's thought that grows."""
        lines, topics = self._lines, self._topics_with(topic)
        return lines.noted(lines.allowed(lambda: topics.build_on(topic, lines.about, self._lines.game)))

    def go_on(
        self, topic: str, category: Category, roles: Sequence[Role], preference: Preference | None
    ) -> Phrase | None:
        """Another line of a topic, of the first of these roles that has one."""
        lines, topics = self._lines, self._topics_with(topic)
        return self._lines.unless_behind(
            lambda: lines.allowed(
                lambda: topics.go_on(topic, category, roles, lines.about, preference, self._lines.game)
            )
        )

    def word(self, topic: str) -> str | None:
        """The word by which people know a talk again."""
        return self._topics_with(topic).word(topic)

    def _topics_with(self, topic: str) -> TopicLines:
        """Where the lines of that topic are: written ones have topics of their own."""
        generated = self._lines.generated
        return generated.topics if generated is not None and generated.topics.has(topic) else self._lines.packs.topics
