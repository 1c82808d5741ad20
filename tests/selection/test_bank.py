"""The bank: fresh phrases first, none again while a fresher one exists."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.model.phrase import About
from server.phrases.pack import Pack, parse_pack
from server.selection.bank import Bank, BankEmpty
from server.selection.drawer import OfCategory
from server.selection.family import SENTENCE_REST
from server.text.words import Memory, digest


def pack(text: str) -> Pack:
    return parse_pack(text, key="game", language="es", path=Path("game.toml"))


def bank(text: str, seed: int = 1) -> Bank:
    stocked = Bank(Random(seed))
    for lines in pack(text).lines.values():
        stocked.add(lines)
    return stocked


@given(seed=st.integers(), lines=st.integers(1, 30), slots=st.integers(1, 12))
def test_nothing_comes_again_while_something_is_fresh(seed, lines, slots):
    """All ways of all lines are said before any is said twice; then the oldest comes back."""
    plain = ", ".join(f'"linea {number}"' for number in range(lines))
    values = ", ".join(f'"x{number}"' for number in range(slots))
    stocked = bank(f'game = "G"\n[slots]\nx = [{values}]\n[phrases]\ngameplay = [{plain}, "cuidado {{x}}"]', seed)
    said = [stocked.draw(OfCategory("gameplay"), About()).text for _ in range(lines + slots)]
    assert len(set(said)) == lines + slots
    assert stocked.unsaid() == 0
    assert stocked.draw(OfCategory("gameplay"), About()).text in said


def test_a_line_rests_while_what_it_needs_is_unknown():
    """A line that names the streamer waits for the name; forms of address follow the panel."""
    stocked = bank('game = "G"\n[phrases]\ngameplay = ["hola {streamer}", "estás {loco|loca}"]')
    with pytest.raises(BankEmpty):
        stocked.draw(OfCategory("gameplay"), About())
    assert stocked.draw(OfCategory("gameplay"), About(address="ella")).text == "estás loca"
    assert stocked.draw(OfCategory("gameplay"), About(streamer="Ximena")).text == "hola Ximena"


def test_spanish_contracts():
    """ "a el" and "de el" become "al" and "del" where a slot makes them meet."""
    stocked = bank('game = "G"\n[slots]\nx = ["el alce", "el oso"]\n[phrases]\ngameplay = ["mira a {x} de {x}"]')
    assert all("a el" not in stocked.draw(OfCategory("gameplay"), About()).text for _ in range(4))


def remembering(lines: int, evenings: dict[int, int], seed: int = 4) -> Bank:
    memory = Memory()
    memory.recall(evenings)
    stocked = Bank(Random(seed), memory)
    texts = ", ".join(f'"la {number} es otra linea {number}"' for number in range(lines))
    for some in pack(f'game = "G"\n[phrases]\ngameplay = [{texts}]').lines.values():
        stocked.add(some)
    return stocked


@given(seed=st.integers(0, 1_000), said=st.sets(st.integers(0, 19), max_size=19))
def test_what_other_evenings_said_comes_last(seed, said):
    """All lines that no evening said come first, then those of the evening that is longest ago."""
    texts = [f"la {number} es otra linea {number}" for number in range(20)]
    evenings = {digest(texts[number]): 1 + number % 3 for number in said}
    stocked = remembering(20, evenings, seed)
    drawn = [stocked.draw(OfCategory("gameplay"), About()).text for _ in range(20)]
    ages = [evenings.get(digest(text), 4) for text in drawn]
    assert sorted(drawn) == sorted(texts)
    assert ages == sorted(ages, reverse=True)


def test_without_old_ones_the_bank_says_that_nothing_new_suits():
    """Where another category may speak instead, a drawer holds back what other evenings said while it has anything."""
    texts = [f"la {number} es otra linea {number}" for number in range(3)]
    stocked = remembering(3, {digest(text): 1 for text in texts[:2]})
    assert stocked.draw(OfCategory("gameplay"), About(), old=False).text == texts[2]
    assert stocked.draw(OfCategory("gameplay"), About(), old=False).text in texts[:2]


def test_the_next_show_of_an_evening_forgets_no_evening():
    """After `reset` the lines of the show may come again; those of other evenings still come last."""
    texts = [f"la {number} es otra linea {number}" for number in range(6)]
    stocked = remembering(6, {digest(texts[0]): 1})
    first = [stocked.draw(OfCategory("gameplay"), About()).text for _ in range(6)]
    assert first[-1] == texts[0]
    stocked._memory.forget()
    stocked.reset()
    assert [stocked.draw(OfCategory("gameplay"), About()).text for _ in range(6)][-1] == texts[0]


def test_a_long_line_with_slots_rests_longer():
    """A sentence whose filling alone has changed is heard as the same one."""
    values = ", ".join(f'"x{number}"' for number in range(40))
    plain = ", ".join(f'"la {number} es corta {number}"' for number in range(200))
    stocked = bank(
        f'game = "G"\n[slots]\nx = [{values}]\n[phrases]\ngameplay = ["cuidado con {{x}} ahora", {plain}]', 2
    )
    said = [stocked.draw(OfCategory("gameplay"), About()).text.startswith("cuidado con") for _ in range(80)]
    places = [place for place, pattern in enumerate(said) if pattern]
    assert all(later - earlier >= SENTENCE_REST for earlier, later in pairwise(places))


def test_what_came_back_waits_for_what_another_drawer_never_said():
    """Once a drawer ran dry and took another evening's lines for fresh, they still aren't given where only new ones are
    asked for: what another drawer has that was never said goes first."""
    texts = [f"la {number} es otra linea {number}" for number in range(6)]
    stocked = remembering(6, dict.fromkeys(map(digest, texts), 3))
    drawer = OfCategory("gameplay")
    with pytest.raises(BankEmpty):
        stocked.draw(drawer, About(), old=False, again=False)
    assert stocked.draw(drawer, About(), old=False, again=True).text in texts
    with pytest.raises(BankEmpty):
        stocked.draw(drawer, About(), old=False, again=False)
    assert stocked.draw(drawer, About(), old=False, again=True).text in texts
