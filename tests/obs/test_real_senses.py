"""With OBS itself: a voice, with a mute, the fader and another scene, and a picture. Debian's OBS and PulseAudio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from aiohttp import ClientSession

from server.obs.client import Client, connected
from server.obs.mics import Mics
from server.senses.levels import SILENCE_DB, VoiceActivity, decibels
from server.senses.text_reader import is_installed
from server.web.app_keys import SERVICES
from tests.obs import real_obs, sound
from tests.obs.conftest import Kept
from tests.obs.real_obs import PASSWORD, RealOBS
from tests.obs.sound import Sound
from tests.senses.game_over import Screen, picture_of
from tests.support.obs_double import until

MISSING = real_obs.missing() or sound.missing()
pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))

PATIENCE_S = 90
MIC = "My voice"
GAME = "My game"
FACE = "dejavu/DejaVuSerif.ttf"


class Ear:
    """Hears what OBS measures, and says whether somebody talks."""

    def __init__(self) -> None:
        self.voice = VoiceActivity()
        self.mics: Mics | None = None
        self.levels: list[float | None] = []

    def hear(self, magnitude: float | None) -> None:
        now = asyncio.get_running_loop().time()
        level_db = None if magnitude is None else decibels(magnitude)
        self.levels.append(level_db)
        if level_db is None:
            self.voice.pause(now)
        else:
            self.voice.hear(level_db, now)

    def know(self, mics: Mics | None) -> None:
        self.mics = mics

    def renamed(self, before: str, after: str) -> None:
        pass

    async def loud(self, count: int = 40) -> float:
        """The median of the next levels that aren't silence."""
        self.levels.clear()

        def heard() -> list[float]:
            return [level for level in self.levels if level is not None and level > SILENCE_DB]

        await until(lambda: len(heard()) >= count, PATIENCE_S)
        return median(heard())


@pytest.fixture(scope="module")
def booth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    """A place to speak in."""
    with sound.running(tmp_path_factory.mktemp("sound")) as booth:
        yield booth


@pytest.fixture(scope="module")
def obs(tmp_path_factory: pytest.TempPathFactory, booth: Sound) -> Iterator[RealOBS]:
    """OBS, running, which can record what is said there."""
    more = {name: booth.environment[name] for name in ("PULSE_SERVER", "PULSE_COOKIE")}
    with real_obs.running(tmp_path_factory.mktemp("obs"), more=more) as obs:
        yield obs


@pytest.fixture
async def by_hand(obs: RealOBS, booth: Sound) -> AsyncIterator[Client]:
    """What the streamer does in OBS: a microphone is in the scene."""
    async with ClientSession() as session, connected(session, obs.url, PASSWORD) as client:
        await client.ask(
            "CreateInput",
            sceneName="Scene",
            inputName=MIC,
            inputKind="pulse_input_capture",
            inputSettings={"device_id": booth.device},
        )
        yield client


async def test_a_voice_is_told_from_silence_a_mute_and_another_scene(kept: Kept, by_hand: Client, booth: Sound) -> None:
    """In this order: found in the scene; silence; speech in both languages; the fader; the mute; another scene, and a
    new name. At the end OBS measures no more."""
    await kept.obs_connection.set_up(PASSWORD)
    ear = Ear()
    kept.obs_connection.meters.listen(ear, None)
    await until(lambda: ear.mics is not None and ear.mics.first == MIC, PATIENCE_S)
    await until(lambda: len(ear.levels) > 60, PATIENCE_S)
    assert not ear.voice.talks

    for language in ("en", "es"):
        with booth.speaking(language):
            await until(lambda: ear.voice.talks, PATIENCE_S)
        await until(lambda: not ear.voice.talks, PATIENCE_S)

    with booth.speaking("en"):
        loud = await ear.loud()
        await by_hand.ask("SetInputVolume", inputName=MIC, inputVolumeDb=-20)
        await until(lambda: ear.levels and ear.levels[-1] is not None, PATIENCE_S)
        soft = await ear.loud()
        assert 12 < loud - soft < 28
        await by_hand.ask("SetInputVolume", inputName=MIC, inputVolumeDb=0)
        await until(lambda: ear.voice.talks, PATIENCE_S)

        await by_hand.ask("SetInputMute", inputName=MIC, inputMuted=True)
        await until(lambda: ear.mics is not None and ear.mics.live == () and not ear.voice.talks, PATIENCE_S)
        await by_hand.ask("SetInputMute", inputName=MIC, inputMuted=False)
        await until(lambda: ear.voice.talks, PATIENCE_S)

        await by_hand.ask("CreateScene", sceneName="Without")
        await by_hand.ask("SetCurrentProgramScene", sceneName="Without")
        await until(lambda: ear.mics is not None and ear.mics.first is None and not ear.voice.talks, PATIENCE_S)
        await by_hand.ask("SetCurrentProgramScene", sceneName="Scene")
        await by_hand.ask("SetInputName", inputName=MIC, newInputName="Voz")
        await until(lambda: ear.mics is not None and ear.mics.first == "Voz" and ear.voice.talks, PATIENCE_S)

    kept.obs_connection.meters.rest()
    await until(lambda: ear.mics is None, PATIENCE_S)
    before = len(ear.levels)
    await kept.obs_connection.scenes()
    assert len(ear.levels) == before


@pytest.mark.skipif(not is_installed(), reason="the extra `eyes` isn't installed")
async def test_a_game_over_screen_is_a_moment_on_the_overlay(start, obs: RealOBS, tmp_path: Path) -> None:
    """What the owner's source shows in OBS is read, by the real reader, and the crowd told."""
    quiet, died = tmp_path / "quiet.jpg", tmp_path / "died.jpg"
    for file, text in ((quiet, ""), (died, "YOU DIED")):
        file.write_bytes(picture_of(Screen(text, FACE, 1.0), seed=1))
    server = await start(obs={"url": obs.url})
    await server.sign_in()

    async def call(method: str, path: str, **what: object) -> None:
        async with server.client.request(method, server.url + path, json=what) as answer:
            assert answer.status == 200

    def told() -> dict[str, Any]:
        return server.app[SERVICES].screen.describe("main")

    await call("PUT", "/api/obs/connection", password=PASSWORD)
    await call("PATCH", "/api/channel", game="Elden Ring")
    async with ClientSession() as session, connected(session, obs.url, PASSWORD) as client:
        await client.ask("CreateScene", sceneName="Play")
        await client.ask("SetCurrentProgramScene", sceneName="Play")
        await client.ask(
            "CreateInput",
            sceneName="Play",
            inputName=GAME,
            inputKind="image_source",
            inputSettings={"file": str(quiet)},
        )
        watching = await server.stream(token=server.token("overlay"))
        await watching.next("settings")
        await call("PATCH", "/api/senses", screen=True, screenSource=GAME)
        await until(lambda: told()["state"] == "reading" and told()["source"] == GAME, PATIENCE_S)
        await client.ask("SetInputSettings", inputName=GAME, inputSettings={"file": str(died)})
        assert (await watching.next("moment"))["type"] == "died"
        assert "YOU DIED" in told()["lines"]
        async with server.client.get(server.url + "/api/senses/picture") as answer:
            assert (answer.status, answer.content_type) == (200, "image/jpeg")
