"""What of a recognizer's text somebody really said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.senses.transcripts import said_in
from server.services.wav import BadRecording, length_s
from tests.support.transcription_server import wav


@pytest.mark.parametrize(
    ("text", "language", "more"),
    [
        ("Subtitles by the Amara.org community", "en", {"no_speech": 0.1}),
        ("¡Subtítulos realizados por la comunidad de Amara.org!", "es", {}),
        ("Thank you for watching.", "en", {}),
        ("Thank you for watching.", "en", {"no_speech": 0.6}),
        ("you", "en", {}),
        ("[Music]", "en", {"no_speech": 0.05}),
        ("Gracias por ver el video.", "es", {"no_speech": 0.4}),
        ("I think that is it", "en", {"no_speech": 0.9}),
        ("I think that is it", "en", {"no_speech": 0.6, "likelihood": -1.4}),
        ("the the the the the the the the", "en", {"no_speech": 0.01}),
        ("I see I see I see I see I see", "en", {}),
        ("ご視聴ありがとうございました", "en", {}),
        ("Спасибо за просмотр", "es", {}),
        ("Malenia, Margit, Radagon, Godrick", "en", {"prompt": "Elden Ring, Malenia, Margit, Radagon, Godrick, Luna"}),
        ("...", "en", {}),
        ("", "en", {}),
    ],
)
def test_what_silence_is_taken_for_was_not_said(text, language, more):
    """The last sentences of videos, a stutter, another script, the prompt itself."""
    assert said_in(text, language=language, **more) == ""


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Thank you for watching.", {"no_speech": 0.05}),
        ("Thank you, Luna.", {}),
        ("Chat, what do you think?", {"no_speech": 0.3, "likelihood": -0.3}),
        ("No, no, no, wait!", {}),
        ("Malenia, Margit.", {"prompt": "Elden Ring, Malenia, Margit"}),
        ("We go to Malenia and then to Radagon.", {"prompt": "Malenia, Radagon"}),
    ],
)
def test_what_was_said_stays(text, more):
    """A thank-you counts where the service is sure that somebody spoke."""
    assert said_in(text, language="en", **more) == text


@settings(max_examples=50)
@given(text=st.text(max_size=200), no_speech=st.one_of(st.none(), st.floats(0, 1)))
def test_no_text_breaks_it(text, no_speech):
    """It stays on one line, and is no longer than it was."""
    said = said_in(text, language="en", prompt=text[:20], no_speech=no_speech)
    assert "\n" not in said
    assert len(said) <= len(text)


@pytest.mark.parametrize(
    "recording",
    [
        b"",
        b"RIFF",
        wav(0.1),
        wav(17.0),
        wav(rate=44_100),
        wav(channels=2),
        wav()[:-4],
        wav() + b"more",
        b"OggS" + wav()[4:],
    ],
    ids=["empty", "cut", "short", "long", "rate", "stereo", "lacks", "more", "other"],
)
def test_other_recordings_are_refused(recording):
    """Only what a hearing page makes is passed on to a service."""
    with pytest.raises(BadRecording):
        length_s(recording)


def test_a_recording_has_its_length():
    """In seconds."""
    assert length_s(wav(2.5)) == 2.5
