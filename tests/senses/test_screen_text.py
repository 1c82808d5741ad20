"""From what was read off the screen to what it means."""

from __future__ import annotations

from itertools import product

import pytest

from server.model.screen_text import ScreenText
from server.phrases.library import load_library
from server.senses.screen_text import ReadLine, ScreenWatch
from tests.senses.ordinary import ORDINARY

DIED = ScreenText(("YOU DIED", "HAS MUERTO"), moment="fail")
ROYALE = ScreenText(("VICTORY ROYALE",), moment="victory", intensity=3)
VICTORY = ScreenText(("VICTORY",), moment="gg")
MARGIT = ScreenText(("Margit*",), situation="boss", values={"boss": "margit"}, small=True)
MENU = ScreenText(("PAUSED",), situation="menu")


def line(text, *, score=0.95, left=0.5, top=0.45, height=0.1, width=0.6):
    return ReadLine(text, score, left, top, left + width, top + height)


@pytest.fixture
def watch():
    """Of a few texts."""
    return ScreenWatch((DIED, ROYALE, VICTORY, MARGIT, MENU))


def moments(watch, *lines, now=0.0):
    return [cue.moment for cue in watch.see(lines, now) if cue.moment]


@pytest.mark.parametrize(
    "text", ["YOU DIED", "YOUDIED", "you died", "Y0U D1ED", "¡HAS MUERTO!", "HÁS MUERTO", "HASMUERT0", "YOU  DIED."]
)
def test_spaces_accents_marks_and_letters_alike_do_not_matter(watch, text):
    """Reading loses them, or takes one for the other."""
    assert moments(watch, line(text)) == ["fail"]


@pytest.mark.parametrize(
    "text",
    [
        *("you died again lol", "I think you died", "When you died, the king wept", "YOU TRIED", "YOU DINED"),
        *("DIED", "VICTORIOUS", "VICTORIANS", "MORTO", "HAS MUERTOS MIL"),
    ],
)
def test_a_text_counts_as_a_whole_line(watch, text):
    """Not within a sentence, and no other word."""
    assert moments(watch, line(text)) == []


def test_a_long_text_may_be_misread_by_a_letter_or_two(watch):
    """Faces of games are odd ones."""
    assert moments(watch, line("VICTORY ROYAIF")) == ["victory"]


def test_small_writing_means_no_moment(watch):
    """A chat or a subtitle says it too."""
    assert moments(watch, line("YOU DIED", height=0.03)) == []


def test_what_is_read_unsurely_means_nothing(watch):
    """Least of all a short text."""
    assert moments(watch, line("YOU DIED", score=0.5)) == []


def test_words_set_apart_are_one_line(watch):
    """Beside each other, or one below the other; not where they stand far apart."""
    beside = (line("YOU", left=0.3, width=0.2), line("DIED", left=0.55, width=0.25))
    assert moments(watch, *beside) == ["fail"]
    below = (line("VICTORY", top=0.3), line("ROYALE", top=0.42))
    assert moments(ScreenWatch((ROYALE, VICTORY)), *below) == ["victory"]
    apart = (line("YOU", left=0.0, width=0.2), line("DIED", left=1.3, width=0.25))
    assert moments(ScreenWatch((DIED,)), *apart) == []


def test_the_name_above_a_health_bar_is_what_the_situation_is_about(watch):
    """In small letters, whatever title follows; a sentence that begins with it is none."""
    (cue,) = watch.see([line("Margit, the Fell Omen", height=0.02)], 0.0)
    assert (cue.situation, cue.values, cue.moment) == ("boss", {"boss": "margit"}, None)
    again = ScreenWatch((MARGIT,))
    assert again.see([line("Margit, who once was a king, has waited for you by the gate", height=0.02)], 0.0) == []


def test_what_stays_on_the_screen_is_one_moment(watch):
    """However long it stays, read anew or unchanged; another time it is another one."""
    assert moments(watch, line("YOU DIED"), now=0) == ["fail"]
    assert moments(watch, line("YOU DIED"), now=15) == []
    watch.unchanged(30)
    assert moments(watch, line("YOU DIED"), now=45) == []
    assert moments(watch, now=50) == []
    assert moments(watch, line("HAS MUERTO"), now=64) == []
    assert moments(watch, line("YOU DIED"), now=85) == ["fail"]


def test_a_situation_that_stays_is_told_once_a_minute(watch):
    """It goes on; and another one at once."""
    assert [cue.situation for cue in watch.see([line("PAUSED")], 0)] == ["menu"]
    assert watch.see([line("PAUSED")], 30) == []
    assert [cue.situation for cue in watch.see([line("Margit")], 31)] == ["boss"]
    assert [cue.situation for cue in watch.see([line("Margit")], 95)] == ["boss"]


def test_one_screen_means_one_moment(watch):
    """The one that says most."""
    assert moments(watch, line("VICTORY"), line("VICTORY ROYALE", top=0.7)) == ["victory"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_ordinary_screens_say_is_no_moment_of_any_game(language, tmp_path):
    """Menus, HUDs, chats, subtitles: each as a whole line, however large."""
    library = load_library(tmp_path)
    titles = [title.name for title in library.titles() if title.mode == "game"]
    packs = [library.general(language), *(library.pack(name, language) for name in titles)]
    taken = [
        (text, pack.key)
        for pack, text in product(packs, ORDINARY)
        if pack is not None and moments(ScreenWatch(pack.screen), line(text))
    ]
    assert len(ORDINARY) >= 200
    assert taken == []
