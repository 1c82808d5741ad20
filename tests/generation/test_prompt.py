"""Prompts: what models are asked, in both languages, in the form that they are to answer in."""

import json
import re
from random import Random

import pytest

from server.generation.examples import GENERAL, examples, marked_examples
from server.generation.line import Subject
from server.generation.marks import ROLE_WORDS, Lacks, read_marks
from server.generation.prompt import MODES, PARTS, PROMPTS, PromptInput, load_prompts
from server.generation.response import ParsedLine, ParsedReply, Refusal, ResponseParser
from server.model.phrase import LANGUAGES, STREAMER
from server.moderation.filter import ContentFilter
from server.moderation.language_detection import is_foreign
from server.phrases.library import load_library
from server.text.words import fold

PROMPT = load_prompts()
LIBRARY = load_library()
GAMES = [
    ("Elden Ring", "game"),
    ("Caves of Qud", "game"),
    ("Balatro", "game"),
    ("cocina", "chatting"),
    ("", "chatting"),
]


def asked(name, mode, language, seed=1, **more):
    """The JSON value of a request."""
    subject = Subject(name, mode, language)
    general = (LIBRARY.chatting if mode == "chatting" else LIBRARY.general)(language)
    own = LIBRARY.pack(name, language, mode) if name else general
    shown = examples(own, general, mode, Random(seed))
    return json.loads(PROMPT.user(PromptInput(subject, 42, examples=shown, **more), Random(seed)))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_explained_and_sent(language, mode):
    """A key that is explained and never comes sends a model looking for it; one that isn't explained says nothing."""
    value = asked("x", mode, language, moment="Hype", heard=["hello", "chat"])
    assert value["heard"] == "hello chat"
    assert "heard" not in asked("x", mode, language)
    system = PROMPT.system(Subject("x", mode, language))
    for key in value:
        assert f'"{key}"' in system
    quoted = {word for word in system.split('"')[1::2] if word.isidentifier()}
    assert quoted <= {*value, "moment", "amazing", "increíble"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "mode"), GAMES)
def test_examples_are_in_the_form_that_is_wanted(name, mode, language):
    """Each is read as a line, with an answer under one of them; none is rough, none in another language."""
    answer, found = ResponseParser(mode), []
    for line in asked(name, mode, language)["examples"]:
        (one,) = answer.read(line)
        found.append(one)
    assert sum(isinstance(one, ParsedReply) for one in found) == 1
    assert isinstance(found[0], ParsedLine)
    assert not [one for one in found if is_foreign(one.text, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_game_gets_few_general_examples(language):
    """They show the form; as lines about the game they would be filler. None of them is about what goes on."""
    shown = asked("Caves of Qud", "game", language)["examples"]
    assert len(shown) == GENERAL + 2
    assert len(asked("Elden Ring", "game", language)["examples"]) > len(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_requests_are_alike(language):
    """Another slant, voice and other themes, at random."""
    values = [asked("Balatro", "game", language, seed) for seed in range(30)]
    for key in ("slant", "voice", "off_topic"):
        assert len({str(value[key]) for value in values}) > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_emotes_alone_are_not_asked_for(language):
    """The packs have them."""
    assert set(asked("Balatro", "game", language)["letters"]) == {"g", "r", "q"}
    assert sum(asked("Balatro", "game", language)["letters"].values()) == 42


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_instructions_are_short_and_their_own_format_is_no_line(language, mode):
    """A small model loses what is long; and one that recites them says nothing on stream."""
    subject = Subject("x", mode, language)
    system = PROMPT.system(subject)
    assert len(system) < 2_600
    assert STREAMER in system
    judge, answer = ContentFilter().judge_answer(language, PROMPT.secrets(subject)), ResponseParser(mode)
    recited = [found for line in system.splitlines() for found in answer.read(line)]
    said = [found.text for found in recited if isinstance(found, ParsedLine | ParsedReply)]
    assert [text for text in said if judge.judge(text).dropped is None] == []
    assert not [one for one in recited if isinstance(one, Refusal) and judge.judge(one.reason).dropped is None]


def test_both_languages_have_every_list():
    """Of the same length, or nearly: what makes one language's chats vary makes the other's."""
    for part in PARTS:
        counts = [len((PROMPTS / language / f"{part}.txt").read_text("utf-8").split("\n")) for language in LANGUAGES]
        assert min(counts) > 0.7 * max(counts)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_lacking_is_asked_for_and_explained(language, mode):
    """The instructions about marks stand last, and only there; the examples show each kind as it is read."""
    subject = Subject("x", mode, language)
    plain, marked = PROMPT.system(subject), PROMPT.system(subject, marked=True)
    assert marked.startswith(plain)
    assert len(marked) < 3_700
    lacks = Lacks({"boss": "Boss: {boss}"}, {"boss": frozenset({"boss"})}, {"fail": "Fail"}, talks=1)
    for key in set(asked("x", mode, language, lacks=lacks)) - set(asked("x", mode, language)):
        assert f'"{key}"' in marked
    pack = (LIBRARY.chatting if mode == "chatting" else LIBRARY.general)(language)
    known = Lacks(dict.fromkeys(pack.situations, ""), {}, dict.fromkeys(pack.moments, ""), talks=1)
    answer, found = ResponseParser(mode), []
    for line in marked_examples(pack, Random(1)):
        (one,) = answer.read(line)
        found.append(read_marks(one.marks, known))
    assert found
    assert all(marks.situation or marks.moment or marks.role for marks in found)
    assert {"claim"} <= {marks.role for marks in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_for_roles_in_a_prompt_are_those_that_are_read(language):
    """Each role that it names is understood as one."""
    text = fold((PROMPTS / language / "marks.txt").read_text("utf-8"))
    named = {ROLE_WORDS[word] for word in re.findall(r"\w+", text) if word in ROLE_WORDS}
    assert {"claim", "ask", "yes", "no", "detail", "example", "joke", "agree"} <= named
