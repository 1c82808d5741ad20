"""The texts of a game's screen, as packs write them down."""

from __future__ import annotations

import pytest

from server.model.phrase import LANGUAGES
from server.phrases.library import load_library
from server.phrases.lint import check_pack
from server.phrases.pack_error import PackError
from tests.phrases.packs import pack

FELLED = """
[situations.boss]
reactions = ["the tension with {boss}"]
[[situations.boss.values]]
boss = "margit"
[moments.felled]
lines = ["FELLED"]
[[screen]]
read = ["ENEMY FELLED", "ENEMIGO ABATIDO"]
moment = "felled"
intensity = 3
repeats_s = 30
[[screen]]
read = ["Margit, the Fell Omen", "Margit*"]
situation = "boss"
values = { boss = "margit" }
small = true
"""


def test_a_text_means_a_moment_or_a_situation_with_values():
    """With how strong it is and for how long it is no news, or what it is about."""
    felled, margit = pack(FELLED).screen
    assert (felled.read, felled.moment, felled.situation) == (("ENEMY FELLED", "ENEMIGO ABATIDO"), "felled", None)
    assert (felled.intensity, felled.repeats_s, felled.small) == (3, 30, False)
    assert (margit.moment, margit.situation, margit.values, margit.small) == (None, "boss", {"boss": "margit"}, True)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('read = []\nmoment = "fail"', "screen.read is empty"),
        ('moment = "fail"', "screen.read is empty"),
        ('read = ["YOU DIED"]', "means a moment or a situation"),
        ('read = ["YOU DIED"]\nmoment = "fail"\nvalues = { boss = "margit" }', "there is none"),
        ('read = ["Margit"]\nsituation = "boss"\nintensity = 3', "are a moment's"),
        ('read = ["¡ah!"]\nmoment = "fail"', "fewer than 3 letters"),
        ('read = ["Mohg*"]\nsituation = "boss"', "fewer than 5 letters"),
        ('read = ["YOU*DIED"]\nmoment = "fail"', "at the end alone"),
        (f'read = ["{"X" * 61}"]\nmoment = "fail"', "60 characters"),
        ('read = ["YOU DIED"]\nmoment = "fail"\nintensity = 4', "1, 2 or 3"),
        ('read = ["YOU DIED"]\nmoment = "fail"\nrepeats_s = 0', "seconds, up to"),
        ('read = ["YOU DIED"]\nmoment = "fail"\nsmall = "yes"', "true or false"),
        ('read = ["YOU DIED"]\nmoment = 3', "screen.moment is a short text"),
        ('read = ["YOU DIED"]\nwhen = "fail"', "unknown key screen.when"),
    ],
)
def test_what_makes_no_sense_is_refused(table, why):
    """With the reason."""
    with pytest.raises(PackError, match=why):
        pack(f"[[screen]]\n{table}")


def test_a_single_table_is_refused():
    """It is a list of them."""
    with pytest.raises(PackError, match=r"\[\[screen\]\]"):
        pack('[screen]\nread = ["YOU DIED"]')


def test_the_check_tells_what_is_not_there():
    """A moment, a situation or a value that no pack has, and the same text twice."""
    wrong = FELLED.replace('moment = "felled"', 'moment = "slain"').replace('boss = "margit" }', 'boss = "malenia" }')
    wrong += '[[screen]]\nread = ["enemy  felled!"]\nsituation = "nowhere"\n'
    found = [finding for finding in check_pack(pack(wrong)) if finding.startswith("screen")]
    assert len(found) == 4
    for told in ("'slain'", "no boss 'malenia'", "'nowhere'", "reads as 'ENEMY FELLED'"):
        assert any(told in finding for finding in found), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_game_of_ours_has_texts_in_both_languages(language, tmp_path):
    """Which the crowd of either language understands."""
    library = load_library(tmp_path)
    for title in (title for title in library.titles() if title.mode == "game"):
        kept = library.pack(title.name, language)
        assert kept is not None
        assert kept.screen, title.name
    read = {text for entry in library.general(language).screen for text in entry.read}
    assert {"YOU DIED", "HAS MUERTO", "GAME OVER"} <= read
