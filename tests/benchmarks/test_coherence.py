"""The measures of coherence are proven on logs whose answers are known: above all, a shuffled log is about nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import fmean

import numpy as np
import pytest

from benchmarks.realism import attention, judge, wording
from benchmarks.realism.coherence import GATES, NAMES, Gate
from benchmarks.realism.log import Line
from benchmarks.realism.real import real_logs
from benchmarks.realism.simulated import EVENINGS, is_known, names_of, said_again, stream
from benchmarks.realism.streams import Coherence
from benchmarks.realism.table import coherence_table
from server.phrases.library import load_library
from server.text.words import Memory

SUBJECTS = ("hammer", "castle", "lantern", "bridge", "dragon", "engine", "garden", "mirror", "wagon", "tunnel")
FILLER = ("okay then", "no way", "not yet", "not now", "one more", "go on", "hm", "as if")


def log_with_subjects(seed: int, *, lines: int = 600, gap_s: float = 8.0, lasts: int = 14) -> list[Line]:
    """A log in which a third of the lines hold to a subject that lasts some two minutes."""
    random = Random(seed)
    found, at, subject = [], 0.0, ""
    for place in range(lines):
        if place % lasts == 0:
            subject = random.choice(SUBJECTS)
        at += random.expovariate(1 / gap_s)
        text = f"the {subject}" if random.random() < 0.33 else random.choice(FILLER)
        found.append(Line(at, f"v{random.randrange(20)}", text))
    return found


def said(*texts: str, gap_s: float = 10.0, people: int = 9) -> list[Line]:
    return [Line(place * gap_s, f"v{place % people}", text) for place, text in enumerate(texts)]


def test_a_log_with_subjects_has_lift_and_shuffled_it_has_none():
    """The same lines over the same times: lift comes from their order alone."""
    logs = [log_with_subjects(seed) for seed in range(6)]
    dealt = [attention.shuffled(log, Random(seed)) for seed, log in enumerate(logs)]
    assert fmean(attention.lift(log, 30, 120) for log in logs) > 1.5
    assert fmean(attention.lift(log, 30, 120) for log in dealt) == pytest.approx(1, abs=0.1)
    assert fmean(map(attention.topic_share, logs)) > 1.3 * fmean(map(attention.topic_share, dealt))


def test_a_log_without_words_in_common_has_no_lift():
    """Nothing shared, nothing by chance: 0, and no error."""
    assert attention.lift(said("uno", "dos", "tres"), 0, 30) == 0


def test_a_shared_word_of_one_person_is_no_subject():
    """Who repeats themself has no topic; the streamer's name is none either."""
    alone = [Line(at * 20.0, "ana", "castle") for at in range(6)]
    assert attention.topics(alone) == []
    named = said("alex hello", "alex again", "alex why")
    assert attention.topics(named, streamer="Alex") == []
    assert len(attention.topics(named)) == 1


def test_a_topic_lasts_while_its_word_comes_back_within_two_minutes():
    """Its lines, its people and its seconds; after 121 s it is another one, and needs two people anew."""
    log = [Line(0, "a", "a castle"), Line(60, "b", "castle"), Line(170, "a", "castle!"), Line(291, "c", "castle")]
    (topic,) = attention.topics(log)
    assert (topic.places, topic.people, topic.seconds) == ((0, 1, 2), 2, 170)
    assert attention.topic_share(log) == 0.75
    assert attention.topic_seconds(log) == 170


def test_an_episode_is_five_people_tied_by_words_or_names():
    """A chain of ties within a minute; a name counts, by @name or the reply button; four people aren't enough."""
    log = said("the castle", "castle yes", "@v1 no", "sure", "big castle", "its the castle", gap_s=10)
    log[3] = replace(log[3], to="v2")
    assert [len(found) for found in attention.episodes(log)] == [6]
    assert attention.episode_share(log) == 1
    assert attention.episodes_an_hour(log) == pytest.approx(72)
    assert attention.episodes(log[:4]) == []


def test_piles_are_seen_over_shuffled():
    """Short lines that come together weigh; spread evenly among long ones they don't."""
    crowded, even = [], []
    for minute in range(80):
        at = minute * 60.0
        long = [Line(at + 6 * n, f"v{n}", "here is one of the longer lines of it") for n in range(1, 6)]
        crowded += [*(Line(at + 30 + n, f"w{n}", "oof") for n in range(4)), *long]
        even += [*(Line(at + 3 + 13 * n, f"w{n}", "oof") for n in range(4)), *long]
    assert attention.pile(sorted(crowded, key=lambda line: line.at)) > 2
    assert attention.pile(sorted(even, key=lambda line: line.at)) < 0.5


def test_lengths_of_known_lines():
    """Twelve words are long; one word is one, @names aside."""
    log = said("one two three four five six seven eight nine ten eleven twelve", "@ana yes", "KEKW", "not one")
    assert wording.long_share(log) == 0.25
    assert wording.one_word_share(log) == 0.5


def test_whom_a_line_is_for():
    """The streamer's name counts wherever it stands; *you* alone is counted apart, unless it names somebody."""
    log = said("Alex did it", "@alex why", "you had it", "@v1 you had it", "v2 you too", "alexander")
    assert wording.to_streamer(log, "Alex") == pytest.approx(2 / 6)
    assert wording.second_person(log, "Alex", "en") == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("language", "asking", "telling"),
    [
        (
            "en",
            ("is that it?", "wait what is that", "why not left", "did he die", "no idea how that works"),
            ("what a save", "i know why", "thats how", "nice"),
        ),
        (
            "es",
            ("y eso?", "por qué no vas por ahí", "alguien sabe qué pasó", "cuántos lleva", "Qué juego es"),
            ("qué bueno", "que sí", "ya sé", "como siempre"),
        ),
    ],
)
def test_what_asks(language, asking, telling):
    """With a mark, or beginning as a question does."""
    assert wording.questions(said(*asking), language) == 1
    assert wording.questions(said(*telling), language) == 0


@pytest.mark.parametrize(
    ("language", "home", "quiz", "neither"),
    [
        (
            "en",
            ("neighbour is drilling again", "left the oven on i think", "my cat is watching", "Watching from the bath"),
            ("window or aisle", "pineapple on pizza yes or no", "what's your favourite food", "any pets?"),
            ("the cat boss is next", "left or right", "is it day or night", "he burnt the house", "where is he from"),
        ),
        (
            "es",
            ("mi gata está mirando", "se me cayó el celu", "mañana tengo examen", "con mi roomie perdimos dos horas"),
            ("hablas dormido", "playa o montaña?", "la pizza con piña sí o no", "de dónde nos ven"),
            ("se cayó al vacío", "izquierda o derecha", "el gato del jefe", "qué prefiere el boss"),
        ),
    ],
)
def test_home_talk_and_small_talk(language, home, quiz, neither):
    """Each is known where it is, and nowhere else."""
    assert wording.home_share(said(*home), language) == 1
    assert wording.quiz_share(said(*quiz), language) == 1
    for measure in (wording.home_share, wording.quiz_share):
        assert measure(said(*neither), language) == 0


def test_near_duplicates_are_one_word_apart():
    """Another word, or one more; the same line again is none, nor a short one, nor two words apart."""
    log = said(
        "my boss brought me tacos", "my aunt brought me tacos", "he is on the roof", "he is on the roof again",
        "gg all well played", "gg all well played", "one two three", "one two four", "he was on a roof",
    )  # fmt: skip
    assert wording.near_duplicates(log) == pytest.approx(4 / 9)


def test_what_was_said_on_earlier_evenings_is_found_again():
    """However it is typed; each evening knows what the ones before it said."""
    known: list[int] = []

    def evening(seed: int, memory: Memory) -> list[Line]:
        old = "That was the castle!" if seed % 2 else "that was the castle"
        memory.add(old)
        known.append(memory.evenings_ago(old))
        return said(old, f"{' '.join('abcdefgh'[seed - 101] * 3)}", "lol")

    assert list(said_again(evening).values()) == [0.5, 0.5, 0.5]
    assert known == [0] + [1] * (EVENINGS - 1)


def test_names_are_counted_once_in_a_half_hour():
    """Each name once per half hour, the mean of these."""
    log = [Line(0, "a", "Malenia"), Line(9, "b", "malenia again"), Line(99, "a", "margit"), Line(1_900, "c", "gg")]
    assert wording.names_in_half_hours(log, frozenset({"malenia", "margit"})) == 1
    assert "malenia" in names_of("en", "Elden Ring")
    assert wording.longest_run(said("a", "b", "c", people=1)) == 3


def test_a_judge_tells_apart_what_differs_and_guesses_what_doesnt():
    """Logs of one kind against themselves are a guess; short lines against long ones are sure."""
    one = [log_with_subjects(seed) for seed in range(10)]
    other = [[replace(line, text=f"{line.text} so now then") for line in log] for log in one[5:]]
    assert judge.auc(one[:5], one[5:], "Alex", "en") == pytest.approx(0.5, abs=0.15)
    assert judge.auc(one[:5], other, "Alex", "en") > 0.99
    assert judge.area([2.0, 3.0], [1.0, 2.0]) == 0.875


def messages() -> Iterator[str]:
    for place in range(50):
        yield f'{{"timestamp": {place * 10_000}, "username": "V{place % 7}", "content": "line {place} https://x.y/z"}}'


def test_real_logs_are_read_by_their_language(tmp_path: Path):
    """Files are named after their language; links go, names are folded, and slow logs aren't compared."""
    (tmp_path / "en-01.jsonl").write_text("\n".join(messages()))
    (tmp_path / "es-01.jsonl").write_text("\n".join(messages()))
    (tmp_path / "en-slow.jsonl").write_text("\n".join(list(messages())[:2]).replace("10000", "90000"))
    (log,) = real_logs(tmp_path, "en")
    assert (len(log), log[1]) == (50, Line(10, "v1", "line 1 "))


def test_the_table_tells_what_is_missed():
    """Each gate with its span, the real logs beside ours, and a mark where ours misses."""
    values = {gate.name: 0.0 for gate in GATES}
    result = Coherence("en, soft", "en", "soft", values, {gate.name: [1.0, 2.0] for gate in GATES})
    shown = coherence_table([result, Coherence("es, soft", "es", "soft", {NAMES: 9.0})])
    assert "| lift, 30–120 s | ≥ 1.40 (≥ 1.20) | 1.50 [1.10 – 1.90] | 0.00 ✗ | not measured |" in shown
    assert "9.00 ✗" in shown
    assert "lift, 30–120 s" in result.missed
    assert NAMES not in result.missed


def test_a_gate_may_be_another_in_spanish_and_for_a_soft_crowd():
    """Spanish where it differs; soft where it is asked for less; else the same."""
    gate = Gate("x", (1, 2), spanish=(3, 4), soft={"en": (5, 6)})
    assert [gate.span_of("story", language) for language in ("en", "es")] == [(1, 2), (3, 4)]
    assert [gate.span_of("soft", language) for language in ("en", "es")] == [(5, 6), (3, 4)]


def test_a_simulated_stream_can_be_measured():
    """Half an hour of ours: every gate that is measured on a log has a finite value."""
    log = stream(load_library(), "en", 1, "soft", minutes=30)
    assert is_known("soft")
    assert all(np.isfinite(gate.of(log, "en")) for gate in GATES if gate.of is not None)
