"""Meters: the level of the microphone that the streamer speaks into, and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import dictionaries, floats, just, lists, none, one_of, recursive, text

from server.obs.meters import loudest
from server.obs.mics import Mics
from tests.support.obs_double import until


@dataclass
class Ear:
    """Who wants to know, and what it was told."""

    levels: list[float | None] = field(default_factory=list)
    known: list[Mics | None] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)

    def hear(self, magnitude: float | None) -> None:
        self.levels.append(magnitude)

    def know(self, mics: Mics | None) -> None:
        self.known.append(mics)

    def renamed(self, before: str, after: str) -> None:
        self.names.append((before, after))

    @property
    def mic(self) -> str | None:
        return self.known[-1].first if self.known and self.known[-1] is not None else None


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
async def connected(obs, kept):
    """A connection to an OBS with a global microphone, one in the scene on air and one in another scene."""
    obs.obs.put_mic("Mic")
    obs.obs.put_mic("Headset", scene="Game")
    obs.obs.put_mic("Podium", scene="Talk")
    obs.obs.put("Cam", {}, scene="Game", kind="dshow_input")
    obs.obs.put("Music", {}, scene="Game", kind="wasapi_output_capture")
    await kept.obs_connection.set_up(obs.password)
    await until(lambda: kept.obs_connection.status.state == "connected")
    return kept.obs_connection


async def hears(obs, ear, **levels: Any) -> float | None:
    """What the ear is told of a message of the meters."""
    before = len(ear.levels)
    await obs.level(**levels)
    await until(lambda: len(ear.levels) > before)
    return ear.levels[-1]


async def test_nothing_is_measured_until_somebody_listens(obs, connected, ear):
    """OBS measures for as long as there is a listener, and no longer."""
    assert not obs.is_metered
    connected.meters.listen(ear, None)
    await until(lambda: obs.is_metered and ear.mic == "Mic")
    connected.meters.rest()
    await until(lambda: not obs.is_metered)
    assert ear.known[-1] is None


async def test_a_new_connection_is_measured_again(obs, connected, ear):
    """And between the two nobody knows anything."""
    connected.meters.listen(ear, None)
    await until(lambda: ear.mic == "Mic")
    obs.cut()
    await until(lambda: ear.known[-1] is None)
    await until(lambda: ear.mic == "Mic" and obs.is_metered)


async def test_the_microphone_of_the_settings_comes_first(obs, connected, ear):
    """The levels of everything else are nobody's business."""
    connected.meters.listen(ear, None)
    await until(lambda: ear.mic == "Mic")
    assert await hears(obs, ear, Mic=0.1, Headset=0.9, Music=0.8) == 0.1
    assert await hears(obs, ear, Headset=0.9) is None


async def test_a_mute_is_followed(obs, connected, ear):
    """The voice of a muted microphone is never heard; if the scene has another one, that one is."""
    connected.meters.listen(ear, None)
    await until(lambda: ear.mic == "Mic")
    await obs.set_muted("Mic", muted=True)
    await until(lambda: ear.mic == "Headset")
    assert await hears(obs, ear, Mic=0.5, Headset=0.01) == 0.01
    await obs.set_muted("Headset", muted=True)
    await until(lambda: ear.known[-1].live == ())
    assert await hears(obs, ear, Mic=0.5, Headset=0.5) is None
    await obs.set_muted("Mic", muted=False)
    await until(lambda: ear.mic == "Mic" and ear.known[-1].live)
    assert await hears(obs, ear, Mic=0.2) == 0.2


async def test_without_one_in_the_settings_it_is_that_of_the_scene(obs, connected, ear):
    """Of the scene on air, while its eye is open; in a group too."""
    obs.obs.special["mic1"] = None
    connected.meters.listen(ear, None)
    await until(lambda: ear.mic == "Headset")
    await obs.switch_to("Talk")
    await until(lambda: ear.mic == "Podium")
    await obs.show_item("Talk", "Podium", shown=False)
    await until(lambda: ear.known[-1] is not None and ear.known[-1].first is None)
    obs.obs.group("Corner", scene="Game", of="Headset")
    await obs.switch_to("Game")
    await until(lambda: ear.mic == "Headset")


async def test_of_several_the_loudest_counts(obs, connected, ear):
    """Two people, two microphones."""
    obs.obs.put_mic("Guest")
    connected.meters.listen(ear, None)
    await until(lambda: ear.known and ear.known[-1].live == ("Mic", "Guest"))
    assert await hears(obs, ear, Mic=0.02, Guest=0.3) == 0.3


async def test_the_owners_choice_comes_before_all(obs, connected, ear):
    """Also a camera's; where there is none of that name, no other one is listened to in its place."""
    connected.meters.listen(ear, "Cam")
    await until(lambda: ear.mic == "Cam")
    assert await hears(obs, ear, Mic=0.5, Cam=0.04) == 0.04
    connected.meters.listen(ear, "Gone")
    await until(lambda: ear.known[-1] is not None and ear.known[-1].first is None)
    assert await hears(obs, ear, Mic=0.5) is None
    assert ear.known[-1].all == ("Mic", "Headset", "Podium", "Cam")


async def test_another_name_is_followed(obs, connected, ear):
    """The owner's choice keeps meaning the same microphone."""
    connected.meters.listen(ear, "Headset")
    await until(lambda: ear.mic == "Headset")
    await obs.rename("Headset", "Kopfhörer")
    await until(lambda: ear.mic == "Kopfhörer")
    assert ear.names == [("Headset", "Kopfhörer")]
    assert await hears(obs, ear, **{"Kopfhörer": 0.2}) == 0.2


async def test_what_obs_could_not_measure_is_silence(obs, connected, ear):
    """Null, no channel at all, and the lone 1.0 of a block that it couldn't read; never the level before the mute."""
    connected.meters.listen(ear, None)
    await until(lambda: ear.mic == "Mic")
    for channels, level in (
        ([], 0),
        ([[None, None, None]], 0),
        ([[1.0, 1.0, 1.0], [0.1, 0.2, 0.3]], 0.1),
        ([[0.0, 0.0, 0.9]], 0),
        ([[0.05, 1.0, 1.0]], 0.05),
        ("loud", 0),
    ):
        assert await hears(obs, ear, Mic=channels) == level


async def test_a_broken_message_ends_nothing(obs, connected, ear):
    """Whatever comes in the place of an event, the next one counts."""
    connected.meters.listen(ear, None)
    await until(lambda: ear.mic == "Mic")
    for data in ("{}", '{"inputs": 5}', '{"inputs": [null, 3, {"inputName": []}]}', '{"inputs": {"a": 1}}'):
        await obs.say(f'{{"op": 5, "d": {{"eventType": "InputVolumeMeters", "eventData": {data}}}}}')
        await obs.say(f'{{"op": 5, "d": {{"eventType": "InputMuteStateChanged", "eventData": {data}}}}}')
    assert await hears(obs, ear, Mic=0.3) == 0.3
    assert connected.status.state == "connected"


JSON = recursive(
    one_of(none(), floats(), text(max_size=3), just("Mic")),
    lambda inner: one_of(
        lists(inner, max_size=3),
        dictionaries(one_of(just("inputName"), just("inputLevelsMul"), text(max_size=3)), inner, max_size=3),
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_value_in_place_of_the_levels_is_read_or_is_silence(value):
    """No number that isn't a level, and no exception but one that the caller takes."""
    found = loudest([{"inputName": "Mic", "inputLevelsMul": value}, value], ("Mic",))
    assert found is None or found >= 0
