"""The bank: fresh phrases first, none again while a fresher one exists."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.phrases.bank import Bank, BankEmpty
from server.phrases.pack import Pack, parse_pack
from server.phrases.phrase import About


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
    said = [stocked.draw("gameplay", About()).text for _ in range(lines + slots)]
    assert len(set(said)) == lines + slots
    assert stocked.unsaid() == 0
    assert stocked.draw("gameplay", About()).text in said


def test_a_line_rests_while_what_it_needs_is_unknown():
    """A line that names the streamer waits for the name; forms of address follow the panel."""
    stocked = bank('game = "G"\n[phrases]\ngameplay = ["hola {streamer}", "estás {loco|loca}"]')
    with pytest.raises(BankEmpty):
        stocked.draw("gameplay", About())
    assert stocked.draw("gameplay", About(address="ella")).text == "estás loca"
    assert stocked.draw("gameplay", About(streamer="Ximena")).text == "hola Ximena"


def test_spanish_contracts():
    """ "a el" and "de el" become "al" and "del" where a slot makes them meet."""
    stocked = bank('game = "G"\n[slots]\nx = ["el alce", "el oso"]\n[phrases]\ngameplay = ["mira a {x} de {x}"]')
    assert all("a el" not in stocked.draw("gameplay", About()).text for _ in range(4))
