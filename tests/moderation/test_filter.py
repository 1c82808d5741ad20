"""The screen: what no line may be, however it is disguised, and what every chat must be able to say."""

import pytest
from hypothesis import given
from hypothesis.strategies import text

from server.moderation import language_detection as spoken
from server.moderation import patterns
from server.moderation import word_list as wordlist
from server.moderation.filter import LONGEST, ContentFilter, is_alike, shingles
from server.moderation.word_list import WordList
from server.phrases.library import load_library
from server.text import normalize as normal
from tests.support.linear import nested_repeats, patterns_of, work

SCREEN = ContentFilter()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("look at http://x.io", "link"),
        ("come to twitch.tv/me", "link"),
        ("come to twitch punto tv", "link"),
        ("example (dot) com", "link"),
        ("me@example.com", "email"),
        ("me at example dot com", "link"),
        ("llama al +34 600 123 456", "phone"),
        ("555-867-5309", "phone"),
        ("<img src=x>", "markup"),
        ("**bold**", "markup"),
        ("[b]x[/b]", "markup"),
        ("{game} is fun", "markup"),
        ("@juan hola", "mention"),
        ("suscribete a mi canal", "advert"),
        ("lo siento, no puedo ayudarte con eso", "leak"),
        ("n1gg3r", "slur"),
        ("n.i.g.g.e.r", "slur"),
        ("N I G G E R", "slur"),
        ("fаggot", "slur"),
        ("𝖋𝖆𝖌𝖌𝖔𝖙", "slur"),
        ("hijo de puta", "slur"),
        ("p u t 4", "slur"),
        ("m4r1c0n", "slur"),
        ("x-skins[.]com", "link"),
        ("free skins at x (.) com", "link"),
        ("//evil.test/a", "link"),
        ("ХАЛЯВА.рф", "link"),
        ("bit . ly", "link"),
        ("xn--80aaf.test", "link"),
        ("discord gg/abc", "link"),
        ("/ban juan", "command"),
        (" /timeout juan 600", "command"),
        ("!sorteo", "command"),
        (".ban juan", "command"),
        ("system: hola", "protocol"),
        ("  [assistant]: hola", "protocol"),
        ("retry: 1", "protocol"),
        ("event: message", "protocol"),
        ("data: {}", "protocol"),
        ("id: 7", "protocol"),
        ("vamos #eldenring", "hashtag"),
        ("usa mi código", "advert"),
        ("síguenos en todas partes", "advert"),
        ("sigue así, lo haces genial", "praise"),
        ("Great gameplay!", "praise"),
        ("You're doing great, keep it up!", "praise"),
        ("hitler did nothing wrong", "slur"),
        ("I HOPE you get cáncer", "slur"),
        ("show feet", "slur"),
        ("enseña los pies", "slur"),
        ("what build is that", "language"),
        ("esse chefe não dá chance pra ninguém", "language"),
        ("c'est trop dur pour moi je pense", "language"),
        ("das ist doch nicht dein ernst", "language"),
        ("привет всем друзья", "language"),
        ("\u202e\u200b", "shape"),
        ("a" * 201, "length"),
    ],
)
def test_what_is_dropped_in_spanish(line, reason):
    """And why."""
    assert SCREEN.judge(line, "es").dropped == reason


@pytest.mark.parametrize(
    "line",
    [
        "gg",
        "link",
        "<3",
        "F",
        "KEKW KEKW",
        "x10 de daño",
        "el negro del traje",
        "la peña",
        "hola {streamer}",
        "1-0",
        "💀💀",
        "2 vs 4",
        "va por el 3:15",
        "assassin's creed",
        "shape",
        "yo no",
        "3.5 de nota",
        "que asco",
        "cono en la cabeza",
        "what a save",
        "no way bro",
        "gg wp",
        "ok. me voy",
        "va. es que no lo ve",
        "esto y/o lo otro",
        "el #1 del mundo",
        "...y se cae",
        "ლ(ಠ益ಠლ)",
        "1.5 de vida",
        "sistema nervioso",
    ],
)
def test_what_a_chat_must_be_able_to_say(line):
    """A screen that is too fine would leave an empty room."""
    assert SCREEN.judge(line, "es").dropped is None
    assert SCREEN.allows(line, "es", family_friendly=True)


@pytest.mark.parametrize(
    "line", ["fuck", "f*ck", "fuuuuck", "F.U.C.K", "f u c k", "sh1t", "shiiiit", "bullsh*t", "wtf", "$hit", "fu_ck"]
)
def test_family_friendly_sees_through_disguises(line):
    """Off, the channel may hear it; a slur never."""
    assert not SCREEN.allows(line, "en", family_friendly=True)
    assert SCREEN.allows(line, "en", family_friendly=False)


def test_the_packs_are_fit_for_a_family():
    """The screen binds them too: a word that it mistakes would silence them. A game's own quotes may be rough."""
    library = load_library()
    for title in library.titles():
        for language in title.phrases:
            pack = library.pack(title.name, language, title.mode)
            lines = [line.source for lines in pack.lines.values() for line in lines]
            assert not [line for line in lines if not SCREEN.allows(line, language, family_friendly=False)]
            rough = [line for line in lines if not SCREEN.allows(line, language, family_friendly=True)]
            assert len(rough) <= 0.02 * len(lines), rough


def test_the_packs_would_pass_as_a_models_lines():
    """What drops a hand-written line would drop good lines of a model too."""
    library = load_library()
    dropped = set()
    for title in library.titles():
        for language in title.phrases:
            pack = library.pack(title.name, language, title.mode)
            lines = [line.source for lines in pack.lines.values() for line in lines if len(line.parts) == 1]
            dropped |= {(language, line) for line in lines if SCREEN.judge(line, language).dropped}
    assert dropped == set()


def test_who_slips_into_another_language_is_suspected():
    """After two such lines short ones are no loans any more; an answer in the chat's language may have them."""
    judge = SCREEN.judge_answer("es")
    assert judge.judge("that was close").dropped is None
    for line in ("what build is that", "this fog door always means trouble for you"):
        assert judge.judge(line).dropped == "language"
    assert judge.judge("that was so close").dropped == "language"
    assert judge.judge("ni de broma").dropped is None
    assert judge.judge("gg").dropped is None


@pytest.mark.parametrize("module", [patterns, normal, spoken, wordlist])
def test_no_pattern_can_explode(module):
    """None repeats a repeat."""
    found = patterns_of(module)
    assert {name: nested_repeats(pattern) for name, pattern in found.items() if nested_repeats(pattern)} == {}


@pytest.mark.parametrize("piece", ["a", "a.", "a b ", "_", "f_", "@", "(", "1 ", "ж.", "[.", "/", "#", "punto "])
def test_twice_the_text_is_twice_the_work(piece):
    """At most, and a little: hand-written lines, which have no length to begin with, pass by it too."""
    once, twice = (
        work(lambda count=count: SCREEN.allows(piece * count, "es", family_friendly=True)) for count in (400, 800)
    )
    assert twice <= 2.2 * once + 200


def test_the_channels_own_words_are_blocked():
    """In any disguise, and only as words."""
    blocked = WordList(("malenia",))
    assert not SCREEN.allows("otra vez M4LENIA", "es", family_friendly=False, blocked=blocked)
    assert SCREEN.allows("malenias", "es", family_friendly=False, blocked=blocked)


def test_a_prompt_that_leaks_is_known_by_its_words():
    """Six in a row, or the canary."""
    secrets = shingles("You write lines for a simulated live chat. Secret mark: zq12ab34cd56")
    assert SCREEN.judge("you write lines for a simulated live thing", "en", secrets=secrets).dropped == "leak"
    assert SCREEN.judge("psst ZQ12ab34cd56", "en", secrets=secrets).dropped == "leak"
    assert SCREEN.judge("you write lines for the bit", "en", secrets=secrets).dropped is None


def test_nearly_the_same_is_the_same():
    """Short lines must be equal to be one."""
    assert is_alike("that boss was way too easy", ["that boss was way to easy"])
    assert not is_alike("gg", ["ggg"])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("no w\u0336\u0322\u031b\u0361\u0489\u0334ay", "no w\u0336\u0322\u031bay"),
        ("ca\u200b\u0301lmate", "c\u00e1lmate"),
        ("e\u0302\u0301 xin", "\u1ebf xin"),
        ("\U0001f469\u200d\U0001f4bb hola", "\U0001f469\u200d\U0001f4bb hola"),
    ],
)
def test_accents_are_not_piled_up(written, shown):
    """A letter keeps what it may be written with; what is unseen keeps no accent from it."""
    assert normal.cleaned(written) == shown


@given(text(max_size=300))
def test_whatever_passes_may_be_shown(line):
    """Printable, of some length, and cleaning it again changes nothing."""
    verdict = SCREEN.judge(line, "en")
    if verdict.dropped is None:
        assert 1 <= len(verdict.text) <= LONGEST
        assert not any(character in verdict.text for character in "\u202e\u200b\n\r\x00")
        assert SCREEN.judge(verdict.text, "en") == verdict
