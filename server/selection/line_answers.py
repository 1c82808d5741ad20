"""Line answers: which of the answers that a pack gives to one line is said to it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from server.model.phrase import About, Phrase, Preference
from server.text.words import Memory


def pick_answer(
    phrase: Phrase,
    about: About,
    preference: Preference,
    *,
    game: str | None,
    tells: Callable[[str], bool],
    memory: Memory,
    random: Random,
) -> Phrase | None:
    """One of the answers to `phrase` that weren't given this evening, the likelier the better it suits `preference`.

    `tells`: whether a text tells what was asked.
    """
    found: list[tuple[float, Phrase]] = []
    for line in phrase.answers:
        text = line.say(random.randrange(line.ways), about) if line.fits(about) else ""
        if text and not memory.has(text) and (suits := preference(text, line.mood)) > 0:
            answer = Phrase(
                text, line.category, line.language, game, line.mood, topic=phrase.topic, is_answer=tells(text)
            )
            found.append((suits, answer))
    if not found:
        return None
    (chosen,) = random.choices([answer for _, answer in found], [suits for suits, _ in found])
    return chosen
