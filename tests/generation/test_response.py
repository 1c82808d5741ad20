"""Answers: what small models really write yields lines, as they come, in linear work."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from, text

from server.generation import response as answers
from server.generation.forms import category_letters, fields, heads, markup, tidy, unlabelled
from server.generation.response import ParsedLine, ParsedReply, Refusal, ResponseParser
from server.moderation.filter import ContentFilter, is_alike
from server.text import thinking
from server.text.normalize import plain
from server.text.thinking import CANCEL, Thinking
from tests.support.linear import nested_repeats, patterns_of, work

FOLDER = Path(__file__).parent / "answers"
SCREEN = ContentFilter()
ASKED = 42

YIELDS = {
    "arrows.en": 42,
    "backticks.en": 42,
    "blank_lines.en": 42,
    "bold_letter.en": 42,
    "bold_line.en": 42,
    "brackets.en": 42,
    "brackets_alone.en": 42,
    "bullets_dash.en": 42,
    "bullets_dot.en": 42,
    "bullets_star.en": 42,
    "capitals.en": 42,
    "colon.en": 42,
    "commentary.en": 42,
    "crlf.en": 42,
    "csv.en": 42,
    "csv_quoted.en": 42,
    "curly_quotes.en": 42,
    "dash.en": 42,
    "emoji_bullets.en": 42,
    "fence.en": 42,
    "harmony.en": 42,
    "hashtags.en": 42,
    "headings.en": 42,
    "headings_bold.es": 42,
    "html_list.en": 42,
    "json_by_category.en": 42,
    "json_letter_keys.es": 42,
    "json_lines.en": 42,
    "json_objects.en": 42,
    "json_one_line.en": 42,
    "json_strings.en": 42,
    "lettered_numbers.en": 42,
    "names.en": 42,
    "names_alone.en": 42,
    "no_letters.en": 42,
    "no_letters_numbered.en": 42,
    "numbered.en": 42,
    "numbered_brackets.en": 42,
    "one_line.en": 42,
    "one_line_commas.en": 42,
    "placeholder.en": 42,
    "placeholder_twice.en": 42,
    "plain.en": 42,
    "plain_spanish.es": 42,
    "preamble.en": 42,
    "quoted.en": 42,
    "quoted_lines.en": 42,
    "slashes.en": 42,
    "table.en": 42,
    "table_numbered.en": 42,
    "tabs.en": 42,
    "thinking.en": 42,
    "thinking_unopened.en": 42,
    "trailing_bar.en": 42,
    "translations.es": 42,
    "words.en": 42,
    "words_spanish.es": 42,
    "xml.en": 42,
    "yaml.en": 42,
    "yaml_by_category.en": 42,
    # What is well formed, and not fit to be said:
    "echo.en": 0,
    "english_in_spanish.es": 8,
    "five_lines.en": 5,
    "portuguese.es": 2,
    "praise.en": 0,
}
"""Lines that each answer yields of the 42 that it was asked for, after the screen and without duplicates."""
UNLETTERED = ("names_alone.en", "no_letters.en", "no_letters_numbered.en", "placeholder.en")
"""Answers that don't say of what category a line is."""


def read(name):
    """The usable lines of an answer in the corpus, as the writer would bank them."""
    language = name.rpartition(".")[2]
    thoughts = Thinking()
    whole = (FOLDER / f"{name}.txt").read_bytes().decode()
    stream = (thoughts.feed(whole) + thoughts.end(is_whole=True) + "\n").rpartition(CANCEL)[2]
    answer, judge, banked = ResponseParser("game"), SCREEN.judge_answer(language), {}
    for line in stream.split("\n"):
        for found in answer.read(line):
            if isinstance(found, ParsedLine):
                verdict = judge.judge(found.text)
                if verdict.dropped is None and not is_alike(plain(verdict.text), list(map(plain, banked))):
                    banked[verdict.text] = found.category
    return banked


def test_the_corpus_is_the_table():
    """No answer without what is expected of it, and enough styles."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(YIELDS)
    assert len(YIELDS) >= 38


@pytest.mark.parametrize("name", YIELDS)
def test_a_style_yields(name):
    """The lines of the plain answer, each with its category where the style has one, and nothing else."""
    banked = read(name)
    assert len(banked) == YIELDS[name]
    if YIELDS[name] < ASKED:
        return
    wanted = read("plain_spanish.es" if name.endswith("es") else "plain.en")
    assert {text.casefold().rstrip("🔥 ") for text in banked} == set(wanted)
    if name not in UNLETTERED:
        assert Counter(banked.values()) == Counter(wanted.values())


def test_a_line_is_there_when_it_ends():
    """Nothing waits for the rest of an answer: not in the form that was asked for, nor in JSON or under a heading."""
    assert ResponseParser("game").read("g|no way") == [ParsedLine("gameplay", "no way")]
    json = ResponseParser("game")
    assert json.read("[") == []
    assert json.read('  {"letter": "q", "text": "why tho"},') == [ParsedLine("questions", "why tho")]
    headed = ResponseParser("chatting")
    assert headed.read("## Comments") == []
    assert headed.read("- my cat does that") == [ParsedLine("comments", "my cat does that")]


def test_lines_without_letters_wait_until_they_are_five():
    """Two lines of prose are no chat."""
    answer = ResponseParser("game")
    lines = ["what a jump", "the wolf again", "is that the same shield?", "lol", "💀"]
    assert [answer.read(line) for line in lines[:4]] == [[], [], [], []]
    assert [found.category for found in answer.read(lines[4])] == [
        "reactions",
        "reactions",
        "questions",
        "reactions",
        "emotes",
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("a|same here", ParsedReply("same here")),
        ("[a] same here", ParsedReply("same here")),
        ("x|That is no game.|Rain World", Refusal("That is no game.", "Rain World")),
        ("x|That is no game.|", Refusal("That is no game.", "")),
        ("z|no such letter", None),
        ("|nothing before", None),
        ("g|text", None),
        ("letter|texto", None),
        ("e|KEKW", ParsedLine("emotes", "KEKW")),
        ("c|of another mode", ParsedLine("gameplay", "of another mode")),
        ("g|Mike: hi", ParsedLine("gameplay", "hi")),
        ("g|system: hi", ParsedLine("gameplay", "system: hi")),
        ("g|me: dies", ParsedLine("gameplay", "me: dies")),
        ("g|what a jump (qué salto)", ParsedLine("gameplay", "what a jump")),
        ("g|run :(", ParsedLine("gameplay", "run :(")),
        ("g|i <3 that wolf", ParsedLine("gameplay", "i <3 that wolf")),
        ("g|{streamer} jump", ParsedLine("gameplay", "{streamer} jump")),
        ("2. g | 2 vs 4", ParsedLine("gameplay", "2 vs 4")),
        ("[00:12] r|no way", ParsedLine("reactions", "no way")),
        ("g|<script>alert(1)</script>", ParsedLine("gameplay", "<script>alert(1)")),
    ],
)
def test_a_line_alone(line, found):
    """What is found in it."""
    assert ResponseParser("game").read(line) == [found]


def test_what_only_looks_like_a_letter_is_text():
    """Under a heading, where lines need none."""
    answer = ResponseParser("game")
    answer.read("### Reactions")
    for line in ("e-girl energy", "g-fuel moment", "a dog", "r u ok", "q tal", "game over man"):
        assert answer.read(line) == [ParsedLine("reactions", line)]


def test_a_refusal_comes_first_or_is_none():
    """One line of announcement may stand before it."""
    answer = ResponseParser("game")
    answer.read("g|no way")
    assert answer.read("x|too late to refuse|") == [None]
    polite = ResponseParser("game")
    polite.read("I understand your request:")
    assert polite.read("x|no game|") == [Refusal("no game", "")]
    thinking_aloud = ResponseParser("game")
    for line in ("The user wants a chat.", "If it is no game I must write:"):
        thinking_aloud.read(line)
    assert thinking_aloud.read("x|why|") == [None]


def test_a_moment_takes_shouts_by_any_letter_of_theirs():
    """A model that is used to `r` may keep it; what isn't a shout is left out."""
    answer = ResponseParser("game", "hype")
    assert answer.read("m|LETS GO") == answer.read("r|LETS GO") == [ParsedLine("reactions", "LETS GO")]
    assert answer.read("q|who is that") == [None]


PIECES = sampled_from(
    [
        "g|",
        "|",
        '"',
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\\",
        "- ",
        "1. ",
        "**",
        "`",
        "<li>",
        "</li>",
        "(a b)",
        "#x ",
        "g",
        " ",
        "xX_y: ",
    ]
)


@given(lists(PIECES | text(max_size=8), max_size=60))
def test_no_answer_breaks_the_reading(pieces):
    """Whatever stands in it; and a text that is found has something in it."""
    answer = ResponseParser("game")
    for line in "".join(pieces).split("\n"):
        for found in answer.read(line):
            assert found is None or isinstance(found, Refusal) or found.text


@pytest.mark.parametrize(
    "piece",
    [
        "g|x ",
        "|",
        '"',
        '{"',
        "[[",
        '{"a":',
        "a: ",
        "<li>",
        "<p",
        "&#39;",
        "- ",
        "1. ",
        "**",
        "(",
        "(a ",
        " #a",
        "  ",
        "x",
        "\\n",
        "g| (",
        "“",
    ],
)
def test_twice_the_line_is_twice_the_work(piece):
    """At most, and a little."""
    once, twice = (work(lambda count=count: ResponseParser("game").read(piece * count)) for count in (400, 800))
    assert twice <= 2.2 * once + 200


def test_no_pattern_can_explode():
    """None repeats a repeat."""
    found = patterns_of(answers, unlabelled, fields, heads, category_letters, markup, tidy, thinking)
    assert found
    assert {name: nested_repeats(pattern) for name, pattern in found.items() if nested_repeats(pattern)} == {}
