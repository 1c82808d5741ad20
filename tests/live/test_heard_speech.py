"""What a transcript of the streamer's voice means, and what the crowd makes of it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.live.heard_speech import HeardSpeech, speech_reader
from server.model.channel import Channel
from server.model.cue import Cue
from server.model.phrase import LANGUAGES
from server.selection.selector import PhraseSelector
from server.simulate import simulate
from tests.audience.shows import LIBRARY

VIEWERS = ("xX_DarkWolf_Xx", "LunaPixel", "tomatito_ok", "maplefudge")
SHOWS = {
    language: PhraseSelector(LIBRARY, Channel(language=language, game="Elden Ring"), language, Random(1))
    for language in LANGUAGES
}


def read(text: str, language: str = "en") -> HeardSpeech:
    """What it means in a show of Elden Ring, among those viewers."""
    return speech_reader(LIBRARY, language).read(Cue(kind="said", text=text[:500]), SHOWS[language], VIEWERS)


@pytest.mark.parametrize(
    ("text", "language", "means", "viewer"),
    [
        ("Chat, what do you think?", "en", "question", None),
        ("chat what do you think", "en", "question", None),
        ("Do you guys like this armor?", "en", "question", None),
        ("Luna, what do you think?", "en", "question", "LunaPixel"),
        ("Hello everyone, welcome to the stream!", "en", "hello", None),
        ("Thanks, Luna Pixel, for the follow.", "en", "thanks", "LunaPixel"),
        ("thank you maple fudge", "en", "thanks", "maplefudge"),
        ("Dark Wolf is back.", "en", None, "xX_DarkWolf_Xx"),
        ("Luna Pixell did it first.", "en", None, "LunaPixel"),
        ("Don't forget to follow the channel.", "en", "follow", None),
        ("Be right back, I'm gonna grab a drink.", "en", "break", None),
        ("Good night everybody, see you tomorrow.", "en", "goodbye", None),
        ("Chat, ¿qué opinan?", "es", "question", None),
        ("chat qué opináis", "es", "question", None),
        ("¿Voy por la izquierda o por la derecha, chat?", "es", "question", None),
        ("Hola a todos, bienvenidos al directo.", "es", "hello", None),
        ("Gracias, Tomatito.", "es", "thanks", "tomatito_ok"),
        ("Denle a seguir si les gusta.", "es", "follow", None),
        ("Ya vuelvo, voy por agua.", "es", "break", None),
        ("Nos vemos mañana, buenas noches a todos.", "es", "goodbye", None),
    ],
)
def test_what_is_said_to_the_chat_is_understood(text, language, means, viewer):
    """As Whisper writes it, with marks, and as browsers do, without; names as somebody writes who never read them."""
    speech = read(text, language).speech
    assert (speech.means, speech.viewer) == (means, viewer)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where did he go?", "en"),
        ("Hey chat, look at this.", "en"),
        ("What is happening", "en"),
        ("I like this map a lot because of the music.", "en"),
        ("Dark souls is good, and the moon is a luna, as they say.", "en"),
        ("¿Dónde está la salida?", "es"),
        ("La luna está muy bonita hoy.", "es"),
    ],
)
def test_what_is_said_to_nobody_wants_no_reply(text, language):
    """A streamer talks to themself all evening."""
    speech = read(text, language).speech
    assert speech.means is None


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("Oh my god, I died.", "en", "fail"),
        ("okay chat i won", "en", "hype"),
        ("Goal!", "en", "hype"),
        ("He died.", "en", None),
        ("So yesterday I died like five times to that guy.", "en", None),
        ("If I died here I would cry.", "en", None),
        ("Did I win?", "en", None),
        ("There's a bug on my screen and I cannot see what is going on.", "en", None),
        ("¡Me morí otra vez!", "es", "fail"),
        ("¡Ganamos!", "es", "hype"),
        ("Hoy no me morí ni una vez.", "es", None),
        ("Si gano esta me corto el pelo.", "es", None),
    ],
)
def test_what_just_happened_is_a_moment(text, language, moment):
    """Not what happened yesterday, to somebody else, or in passing: it is talked about all the time."""
    assert read(text, language).cue.moment == moment


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("We are going to fight Melania now.", "en", {"boss": "malenia"}),
        ("okay so let's try margit again", "en", {"boss": "margit"}),
        ("Vamos contra Malenia otra vez.", "es", {"jefe": "malenia"}),
        ("I bought this at the market.", "en", {}),
    ],
)
def test_a_misheard_boss_is_the_one_of_the_pack(text, language, values):
    """An ordinary word that sounds like one is none."""
    assert dict(read(text, language).cue.values) == values


@settings(max_examples=25)
@given(text=st.text(max_size=120), language=st.sampled_from(LANGUAGES))
def test_no_transcript_breaks_it(text, language):
    """Whatever a recognizer writes means something or nothing."""
    read(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_replies_are_there_in_every_language(language):
    """Whatever is meant has lines that reply to it."""
    replies = LIBRARY.speech(language).replies
    assert set(replies) == {"hello", "thanks", "to_one", "follow", "break", "goodbye", "called", "picked"}


def chat(said: list[tuple[float, str]], seed: int, minutes: float = 1.2, **channel):
    """The messages of a show in which that is said."""
    cues = [Cue(kind="said", at=at, text=text) for at, text in said]
    return list(
        simulate(
            LIBRARY,
            game="Elden Ring",
            mode="game",
            language="en",
            minutes=minutes,
            seed=seed,
            channel=Channel(**channel),
            cues=cues,
        )
    )


def between(messages, since: float, until: float):
    return [message for message in messages if since * 1000 <= message.timestamp < until * 1000]


def test_a_question_to_the_chat_is_answered_in_two_to_six_seconds():
    """By several of them, with one of the two things where two were named, in every show."""
    for seed in (1, 2):
        messages = chat([(60.0, "Should I go left or right, chat?")], seed)
        answers = [
            message
            for message in between(messages, 62.0, 66.0)
            if any(word in message.content.casefold() for word in ("left", "right", "lef", "righ", "both", "neither"))
            or message.category == "reactions"
        ]
        assert len({message.username for message in answers}) >= 2
        assert any("left" in message.content.casefold() or "righ" in message.content.casefold() for message in answers)


def test_a_greeting_is_greeted_back_once():
    """A minute and a half later it would be another one."""
    said = [(60.0, "Hello everyone!"), (70.0, "Hello everyone!")]
    greeting = {"hi", "hey", "hello", "heyy", "hii", "hiya", "yo", "sup", "evening", "hiii", "o/", "heyguys"}

    def greets(message) -> bool:
        return message.content.casefold().strip("!. ").split(" ")[0] in greeting or "how" in message.content

    for seed in (1, 2):
        messages = chat(said, seed)
        assert any(greets(message) for message in between(messages, 62.0, 66.1))
        without = [message.content for message in chat(said[:1], seed)]
        assert [message.content for message in messages] == without


def test_who_is_called_by_name_reacts():
    """That viewer and nobody else is first to write, two seconds later at the earliest."""
    for seed in (1, 2):
        before = chat([], seed, 1.0)
        name = next(message.username for message in before if len(message.username) > 6)
        spoken = "".join(character for character in name if character.isalpha())
        messages = chat([(60.0, f"Thanks, {spoken}.")], seed)
        replies = [message for message in between(messages, 62.0, 66.1) if message.username == name]
        assert replies


def test_what_was_said_is_picked_up_in_one_of_six_lines():
    """While it is fresh; afterwards in none, and what was said before counts no longer."""
    said = [(10.0 * turn, "I ate a watermelon on the rollercoaster") for turn in range(1, 18)]
    plain = {line.source.casefold() for line in LIBRARY.speech("en").replies["picked"] if "{" not in line.source}
    words = ("watermelon", "rollercoaster")
    picked = total = 0
    for seed in (1, 2):
        messages = between(chat(said, seed, 3.3, pace="frantic"), 10.0, 180.0)
        total += len(messages)
        texts = [message.content.casefold().strip("!.") for message in messages]
        picked += sum(any(word in text for word in words) or text in plain for text in texts)
    assert 1 / 14 < picked / total < 1 / 4


def test_without_a_word_the_chat_is_as_it_was():
    """A cue that says nothing draws nothing: the same seed gives the same bytes."""
    assert [message.content for message in chat([], 5)] == [message.content for message in chat([(60.0, "")], 5)]
