"""The plan: what a writer asks for, and when; and that a show of any weights never runs dry."""

from __future__ import annotations

from random import Random

import pytest

from server.generation.line import GeneratedLine, Subject
from server.generation.need import lasts, letters_of, mean_weights
from server.generation.plan import FRESH_S, NEW_TEXT_S, URGENT_S, Plan
from server.generation.prompt import LETTERS
from server.generation.request import RequestSpec
from server.model.channel import Channel
from server.model.phrase import About
from server.model.settings import Weights
from server.providers.sections import Writing
from server.selection.drawer import OfCategory
from server.selection.generated_lines import GeneratedLines
from server.text.words import Memory
from tests.support.fault_lines import line

RAIN_WORLD = Subject("Rain World", "game", "en")


class Came:
    """A batch that is over."""

    def __init__(self, spec: RequestSpec, lines: int = 1, missed: set[str] | None = None) -> None:
        self.spec, self.lines, self.missed = spec, [None] * lines, missed or set()


class Reads:
    """A show's side of the writer, as far as the plan asks."""

    channel = "main"

    def __init__(self, situation: str = "", **stock: int) -> None:
        self.situation = situation
        self._stock = stock

    def weights(self):
        return {"gameplay": 40, "reactions": 30, "questions": 20, "emotes": 10}

    def stock(self):
        return self._stock

    def unsaid_now(self):
        return 0


FULL = {"gameplay": 100, "reactions": 100, "questions": 100}


def plan_of(*, pays: bool = True) -> Plan:
    return Plan(Writing(), lambda channel: pays)


@pytest.mark.parametrize("weights", [(70, 30, 0, 0), (40, 30, 20, 10), (0, 0, 100, 0), (1, 0, 0, 99), (0, 100, 0, 0)])
def test_lines_keep_flowing_whatever_the_weights(weights):
    """Ten minutes at a message a second, two of three of them written: in each minute from the second on, most are."""
    named = dict(zip(("main", "reactions", "questions", "emotes"), weights, strict=True))
    channel = Channel(id="main", game="Rain World", weights=Weights(**named))
    random, plan = Random(1), plan_of()
    generated = GeneratedLines(RAIN_WORLD, channel, random, Memory())
    generated.know(channel, About("Rain World"))
    shares = {category: weight for category, weight in channel.weights.named("game").items() if category != "emotes"}
    if not any(shares.values()):
        return
    number, minutes = 0, [0] * 10
    for second in range(600):
        if second % 5 == 0:
            spec = plan.first(["main"], second) if not number else plan.next([generated], second)
            if spec is not None:
                plan.began(spec)
                asked = letters_of("game", spec.lines, generated.weights(), generated.stock())
                written = []
                for letter, count in asked.items():
                    for _ in range(count):
                        number += 1
                        written.append(GeneratedLine(line(number), LETTERS["game"][letter], "en"))
                generated.receive(written)
                plan.ended(Came(spec, spec.lines), second, is_first=number == spec.lines, is_whole=True)
        if random.random() < 0.65:
            (category,) = random.choices(list(shares), list(shares.values()))
            minutes[second // 60] += (
                generated.draw(OfCategory(category), About("Rain World"), "Rain World", None) is not None
            )
    assert min(minutes[1:]) >= 15
    assert number < 600


def test_what_cannot_be_said_is_no_stock():
    """Lines that name a streamer without a name, of a kind of weight 0, or as nobody here would say it."""

    class Room:
        def tell(self): ...
        def hear(self, line): ...
        def bring(self): ...
        def could_say(self):
            return lambda text: "parce" not in text

    class Writers:
        def writer(self, subject):
            return self

        def wake(self): ...
        def add_reader(self, subject, reader): ...

    channel = Channel(id="main", game="Rain World", weights=Weights(main=1, reactions=1, questions=0, emotes=0))
    generated = GeneratedLines(RAIN_WORLD, channel, Random(1), Memory())
    generated.know(channel, About("Rain World"))
    generated.connect(Writers(), Room())
    texts = {"what a run": "gameplay", "{streamer} wins": "gameplay", "no way parce": "reactions", "why": "questions"}
    generated.receive([GeneratedLine(text, category, "en") for text, category in texts.items()])
    assert generated.stock() == {"gameplay": 1, "reactions": 0}


def test_what_was_said_is_handed_on_without_names_and_without_what_is_ones_own():
    """A request for everybody's lines tells nothing of one channel's streamer, nor of what goes on there."""
    channel = Channel(id="main", game="Rain World", situation="lost in the sewers")
    generated = GeneratedLines(RAIN_WORLD, channel, Random(1), Memory())
    generated.know(channel, About("Rain World", streamer="Ximena"))
    generated.receive([GeneratedLine("these sewers again", "gameplay", "en", now="lost in the sewers")], only_now=True)
    for text in ("nice one ximena", "these sewers again"):
        generated.said(text)
    assert generated.latest(shared=True) == ["nice one {streamer}"]
    assert generated.latest(shared=False) == ["nice one {streamer}", "these sewers again"]


def test_a_line_for_an_old_text_is_never_stocked():
    """It carries the text that it was written for."""
    channel = Channel(id="main", game="Rain World", situation="a shop")
    generated = GeneratedLines(RAIN_WORLD, channel, Random(1), Memory())
    generated.know(channel, About("Rain World"))
    for now in ("a fight", "a shop", ""):
        generated.receive([GeneratedLine(f"look at {now} there", "gameplay", "en", now=now)], only_now=True)
    assert generated.unsaid_now() == 1


def test_a_kind_that_runs_out_first_is_what_a_show_is_short_of():
    """A pile of questions is no stock for reactions."""
    weights = {"gameplay": 40, "reactions": 40, "questions": 20, "emotes": 0}
    assert lasts({"gameplay": 40, "reactions": 2, "questions": 90}, weights) == 5
    assert lasts({"gameplay": 40, "reactions": 0, "questions": 90}, weights, exhausted={"reactions"}) == 100


def test_more_is_asked_of_what_is_short():
    """And nothing of what is never said; the numbers add up."""
    weights = {"gameplay": 70, "reactions": 30, "questions": 0, "emotes": 0}
    assert letters_of("game", 40, weights, {}) == {"g": 28, "r": 12}
    short = letters_of("game", 40, weights, {"gameplay": 30, "reactions": 0})
    assert sum(short.values()) == 40
    assert short["r"] > 12
    assert letters_of("game", 10, {"emotes": 1}, {}) == {"e": 10}
    assert mean_weights([{"gameplay": 1, "emotes": 1}, {"gameplay": 30}]) == {"gameplay": 1.5, "emotes": 0.5}


def test_the_second_request_of_a_fresh_game_waits():
    """Whoever tries games would waste a whole batch on each."""
    plan, show = plan_of(), Reads()
    spec = plan.first(["main"], 0)
    plan.ended(Came(spec), 1, is_first=True, is_whole=True)
    assert plan.next([show], 1 + FRESH_S - 0.1) is None
    assert plan.next([show], 1 + FRESH_S) is not None


def test_a_new_text_waits_for_nothing_and_an_old_one_its_turn():
    """A second at most after another text."""
    plan, show = plan_of(), Reads("a fight", **FULL)
    spec = plan.next([show], 100)
    plan.began(spec)
    plan.ended(Came(spec), 101, is_first=False, is_whole=True)
    assert plan.next([show], 101 + URGENT_S - 0.1) is None
    show.situation = "a shop"
    assert plan.next([show], 101 + NEW_TEXT_S).now == "a shop"


def test_a_kind_that_a_model_does_not_write_is_not_asked_for_without_end():
    """Until a batch brings it."""
    plan, show = plan_of(), Reads(gameplay=50, reactions=50, questions=0)
    spec = plan.next([show], 0)
    plan.ended(Came(spec, missed={"questions"}), 1, is_first=False, is_whole=True)
    assert plan.next([show], 1_000) is None


def test_waking_ends_what_was_waited_for():
    """Somebody may be able to write again."""
    plan = plan_of()
    plan.failed(plan.first(["main"], 0), 900, 0)
    assert plan.first(["main"], 1) is None
    plan.wake()
    assert plan.first(["main"], 1) is not None
