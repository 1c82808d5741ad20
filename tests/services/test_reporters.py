"""Reporters: who says how the stream stands, and whether they can still take it back."""

from __future__ import annotations

import pytest

from server.model.channel import Channel
from server.model.on_air import Live, OnAir
from server.services.reporters import OBS_ITSELF, TRIGGER, UNNAMED, Reporters


class Pages:
    """What is connected now."""

    def __init__(self, *pages: str, obs: bool = False) -> None:
        self.pages, self.obs = set(pages), obs
        self.reporters = Reporters(lambda channel: self.pages if channel == "main" else set(), lambda: self.obs)


def on_air(*pages: str) -> Channel:
    live = tuple(Live(page=page) for page in pages)
    return Channel(on_air=OnAir(live=live, since=1.0))


def test_who_is_here():
    """The pages that are open, and always a trigger and a page without a name; OBS while it is connected."""
    assert Pages("p1").reporters.here("main") == {"p1", TRIGGER, UNNAMED}
    assert Pages("p1", obs=True).reporters.here("other") == {OBS_ITSELF, TRIGGER, UNNAMED}


def test_a_page_is_new_once():
    """Until it is gone and comes back; a page that isn't open is never new."""
    found = Pages("p1")
    assert [found.reporters.hear("main", "p1") for _ in range(3)] == [True, False, False]
    assert not found.reporters.hear("main", "closed")
    found.pages.clear()
    assert not found.reporters.hear("main", "p2")
    found.pages.add("p1")
    assert found.reporters.hear("main", "p1")


@pytest.mark.parametrize(
    ("channel", "found", "stands"),
    [
        (Channel(), Pages(), "unknown"),
        (Channel(), Pages(obs=True), "idle"),
        (on_air("p1"), Pages("p1"), "live"),
        (on_air("p1"), Pages(), "lost"),
        (on_air("p1", "p2"), Pages("p2"), "live"),
        (on_air(OBS_ITSELF), Pages("p1"), "lost"),
        (on_air(OBS_ITSELF), Pages(obs=True), "live"),
        (on_air(TRIGGER), Pages(), "live"),
        (on_air(UNNAMED), Pages(), "live"),
        (on_air(), Pages(), "live"),
    ],
)
def test_how_a_stream_stands(channel, found, stands):
    """It is lost when everybody who said that it runs has gone; a trigger can always take it back."""
    assert found.reporters.stream(channel) == stands


def test_a_page_in_obs_that_said_something_makes_it_idle():
    """While that page is open, and for its own channel alone."""
    found = Pages("p1")
    found.reporters.hear("main", "p1")
    assert found.reporters.stream(Channel()) == "idle"
    assert found.reporters.stream(Channel(id="other")) == "unknown"
    found.pages.clear()
    assert found.reporters.stream(Channel()) == "unknown"
