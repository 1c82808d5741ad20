"""What `packs check` finds in a pack, and what it lets stand."""

from __future__ import annotations

import pytest

from server.phrases.lint import check_files, check_pack
from server.phrases.pack_folders import OURS, VIEWERS
from server.phrases.viewer_kinds import NOBODY, Origins, read_people
from tests.phrases.packs import pack


def finds(text, language="en", **more):
    return list(check_pack(pack(text, language, **more)))


def reactions(*lines):
    return f"[phrases]\nreactions = [{', '.join(repr(line) for line in lines)}]\n"


BOSS = """
[situations.boss]
moments = ["fail"]
kinds = { foe = "boss" }
gameplay = ["{boss} hits hard"]
[[situations.boss.values]]
boss = "margit"
[situations.rest]
reactions = ["finally"]
"""


# What is no fault


def test_a_small_pack_in_the_old_format_is_well():
    """A streamer's own with slots, answers and threads, as before there were situations."""
    old = (
        'aliases = ["g"]\n[slots]\nboss = ["the king", "the cook"]\n'
        '[phrases]\nquestions = ["who is {boss}"]\n[phrases.gameplay]\nneutral = ["watch out for {boss}"]\n'
        '[answers]\ngameplay = ["why?"]\n[threads]\ngameplay = [["a: who is {boss}", "b: the first one"]]\n'
        '[moments.duel]\nlabel = "Duel"\nlines = ["DUEL"]\nafter = ["clip it"]\n'
    )
    assert finds(old) == []


def test_a_small_pack_in_the_new_format_is_well():
    """One situation and one topic, in ten lines each."""
    assert finds(BOSS + '[topics.vigor]\nclaim = ["you need vigor"]\nyes = ["vigor first"]') == []


# Lines that fit no situation


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BOSS + reactions("careful with {it}"), "{it} is only known in [frames]"),
        (BOSS + reactions("{tries} tries now"), "counts tries, which are a situation's"),
        ('[situations.rest]\nreactions = ["{tries} tries now"]', "says nothing that fails"),
        (BOSS.replace('"finally"', '"{boss} is gone"'), "rest binds no {boss}"),
        (BOSS + '[topics.t]\nsituations = ["rest"]\nclaim = ["{boss} is slow", "slow"]', "rest binds no {boss}"),
        (BOSS.replace("{boss} hits", "he hits").replace('kinds = { foe = "boss" }', ""), "no line says {boss}"),
        (BOSS + reactions("{my_spaceship} does that"), "tells a fact that no viewer has"),
        (BOSS.replace('"fail"', '"nearly"'), "there is no 'nearly'"),
        (BOSS + '[topics.t]\nsituations = ["castle"]\nclaim = ["a moat", "the moat"]', "there is no 'castle'"),
        (BOSS + '[topics.t]\nmoments = ["boom"]\nclaim = ["a moat", "the moat"]', "there is no 'boom'"),
    ],
)
def test_a_line_that_can_never_be_said_is_found(text, found):
    """With what it waits for."""
    assert any(found in finding for finding in finds(text))


def test_a_line_may_wait_for_a_situation():
    """One of them binds what it names, the counter runs in it, and everybody may have a pet."""
    assert finds(BOSS.replace("hits hard", "try {tries}") + reactions("{boss} soon", "{my_pet} hates this")) == []


# Names, claims


def test_a_name_in_lines_that_are_always_true_is_found():
    """Written out, or drawn from a slot; not behind an article, where it is a thing, and not in an answer."""
    assert any("names 'margit'" in finding for finding in finds(BOSS + reactions("margit is slow")))
    assert finds(BOSS + reactions("is the margit slow?", "who was first? >> margit / no idea")) == []
    drawn = '[slots]\nboss = ["margit"]\n[situations.boss]\nbind = ["boss"]\nkinds = { foe = "boss" }\n'
    assert any("draws a name anew" in finding for finding in finds(drawn + reactions("{boss} is slow")))


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        (reactions("[nice|clean] shot"), True),
        (reactions("wait // he died"), True),
        ('[situations.fight]\nreactions = ["he died"]', True),
        ('[moments.fail]\nlines = ["he died"]', False),
        ('[phrases]\nemotes = ["gol"]', False),
    ],
)
def test_a_claim_is_judged_by_its_table(text, bad):
    """In every wording and every message of a line."""
    assert any("just happened" in finding for finding in finds(text)) == bad


# Patterns


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["the same thing again", "The same thing again"], "stands there twice"),
        (["how much wood is left", "how much time is left?"], "one pattern"),
        (["how much [wood|stone] is left", "how much time is left"], "one pattern"),
        (["vigor is underrated", "mind is underrated", "faith is underrated"], "one pattern"),
        (["pigs are the best animals and cows are fine", "pigs are the best animals money wise"], "begins like"),
    ],
)
def test_a_line_in_another_coat_is_found(lines, found):
    """A reader would take it for the same one again."""
    assert any(found in finding for finding in finds(reactions(*lines)))


@pytest.mark.parametrize(
    "lines",
    [
        ["lol", "lol", "oh no", "oh no"],
        ["i can see that", "i said that"],
        ["look at this", "look at that"],
        ["how much [wood|time] is left"],
        ["is there a way to skip this one?", "is there a way to turn the music down"],
    ],
)
def test_what_everybody_says_is_no_pattern(lines):
    """Short lines, plain words, and the wordings of one line."""
    assert finds(reactions(*lines)) == []


def test_two_waves_may_say_the_same():
    """Each moment has its own."""
    waves = '[moments.laugh]\nlines = ["no way dude"]\n[moments.fear]\nlines = ["no way dude"]'
    assert finds(waves) == []


# Answers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[phrases]\nemotes = ["KEKW >> lol"]', "nothing answers emotes"),
        ('[roles]\nagree = ["true >> yes"]', "nothing answers [roles]"),
        (reactions("why >> because >> no"), "only one >>"),
        (reactions("why >>"), "only one >>"),
        (reactions("why >> Why / because"), "answers itself"),
        (reactions("why") + '[answers]\nquestions = ["no idea"]', "the pack has no questions to answer"),
    ],
)
def test_an_answer_has_something_to_answer(text, found):
    """And a line that asks has answers that are no questions' answers themselves."""
    assert any(found in finding for finding in finds(text))


# Topics


def test_a_topic_without_a_word_of_its_own_is_found():
    """Whoever reads its lines wouldn't know that they belong together."""
    lines = ["you need more of it", "that works", "i never did", "stop at forty", "past sixty its useless", "same"]
    loose = f"[topics.vigor]\nclaim = {lines}"
    assert any("share no word" in finding for finding in finds(loose))


@pytest.mark.parametrize("word", ["vigor", "hp", "1.6", "mr12", "solo"])
def test_a_short_word_may_tie_a_topic(word):
    """Also a number, and a plain word that is the topic's own name."""
    lines = [f"{word} first", f"you need {word}", f"{word} at forty", "that works", "i never did", "same here"]
    assert finds(f"[topics.{'solo' if word == 'solo' else 'build'}]\nclaim = {lines}") == []


# Places


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("es", "mandás muy tarde", "mandás"),
        ("es", "apuntás muy alto", "apuntás"),
        ("en", "a toonie for that", "toonie"),
    ],
)
def test_a_regional_word_that_no_region_lists_is_found(language, text, word):
    """Anybody would say it, whichever country they are from."""
    assert any(f"{word!r} is of one place" in finding for finding in finds(reactions(text), language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "mola la torre"),
        ("es", "qué chimba"),
        ("es", "jamás lo verás por ahí, además es gris"),
        ("es", "después del parche está mejor"),
        ("en", "innit"),
        ("en", "yeah his wee is a bit slow"),
    ],
)
def test_listed_and_plain_words_are_let_stand(language, text):
    """What a region knows is said by those who come from there."""
    assert finds(reactions(text), language) == []


def test_a_line_of_two_countries_fits_nobody():
    """Who says "vos" doesn't say "no manches"."""
    assert Origins(read_people(OURS / "es" / f"{VIEWERS}.toml").regions).of("vos no manches") == NOBODY
    assert any("fits no viewer" in finding for finding in finds(reactions("vos no manches"), "es"))


# Amounts, of ours only


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        (BOSS, "game", "2 situations; 6 at least"),
        (BOSS, "game", "0 topics; 12 at least"),
        (BOSS, "game", "lines of situations.boss.gameplay"),
        ('[moments.duel]\nlines = ["DUEL"]', "game", "1 lines of moments.duel; 8 at least"),
        (reactions("hm"), "general", "0 lines of roles.agree; 6 at least"),
        (reactions("hm"), "general", "0 lines of frames.foe.gameplay; 15 at least"),
        ('[topics.t]\nclaim = ["a moat"]', "tangents", "0 topics with builds; 6 at least"),
        ('[topics.t]\nclaim = ["a moat", "the moat"]', "game", "2 lines of topics.t; 10 at least"),
        (reactions("oh", "no way", "yes it does"), "game", "have 12 words or more; 5% at least"),
        (reactions("oh", "no", "yes"), "game", "100% of the messages are one word"),
        ('[phrases]\nquestions = ["why?"]', "game", '100% of the questions end in "?"'),
        (reactions("why?", "is it?"), "game", 'are no questions end in "?"'),
        ('[situations.s]\nquestions = ["why"]', "game", "0% of the situations' questions say what may answer"),
        (
            '[moments.duel]\nlines = ["this is a whole sentence already"]',
            "game",
            "half of a wave are three or fewer",
        ),
    ],
)
def test_a_pack_of_ours_holds_what_it_promises(text, key, found):
    """So many situations, topics and lines, of these lengths."""
    head = "" if key in ("general", "tangents") else 'game = "G"\n'
    small = pack(text, key=key, head=head)
    assert any(found in finding for finding in check_pack(small, ours=True))
    assert not any(found in finding for finding in check_pack(small))


# Files


def test_files_are_checked_in_the_language_of_their_folder(tmp_path):
    """A streamer's own are measured by no amounts, and each finding names its file."""
    folder = tmp_path / "es"
    folder.mkdir()
    path = folder / "mine.toml"
    path.write_text('game = "Mi Juego"\n[phrases]\nreactions = ["acaba de morir", "hola"]\n', encoding="utf-8")
    (finding,) = check_files([path])
    assert finding.startswith(str(path))
    assert "just happened" in finding
