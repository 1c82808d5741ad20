"""When a status goes out: many changes make one, and counts concern those who show them."""

from __future__ import annotations

import asyncio

from server.live.event import Event
from server.live.hub import Hub
from server.live.status import StatusPublisher
from tests.support.watcher import Page


class Published:
    """A hub with an overlay and a panel, and a publisher that numbers what it sends."""

    def __init__(self) -> None:
        self.hub = Hub("e1", replay_s=120, replay_events=500)
        self.overlay, self.panel = Page("overlay"), Page("panel")
        for page in (self.overlay, self.panel):
            self.hub.subscribe(page, None, 0.0)
        self.made = 0
        self.publisher = StatusPublisher(self.hub, self._make)

    def _make(self) -> Event:
        self.made += 1
        return Event("status", {"number": self.made})


async def test_many_changes_make_one_status():
    """All of a moment in one, for everybody; what changes after it has one of its own."""
    it = Published()
    for _ in range(50):
        it.publisher.soon()
    for page in (it.overlay, it.panel):
        assert (await page.next("status")).data == {"number": 1}
    it.publisher.soon()
    assert (await it.overlay.next("status")).data == {"number": 2}
    it.publisher.close()


async def test_counts_are_for_the_panels():
    """An overlay that shows none isn't woken by them."""
    it = Published()
    it.publisher.count(for_all=False)
    assert (await it.panel.next("status")).data == {"number": 1}
    assert it.overlay.events.empty()


async def test_counts_are_for_all_where_the_overlay_shows_them():
    """Then everybody gets them."""
    it = Published()
    it.publisher.count(for_all=True)
    assert (await it.overlay.next("status")).data == {"number": 1}


async def test_a_change_does_not_wait_for_the_counts():
    """It brings their status forward, and for everybody: one timer, one status."""
    it = Published()
    it.publisher.count(for_all=False)
    it.publisher.soon()
    assert (await it.overlay.next("status")).data == {"number": 1}
    assert (await it.panel.next("status")).data == {"number": 1}
    assert it.made == 1


async def test_nothing_is_made_where_nobody_reads():
    """Neither a status without a page, nor a count without a panel, nor anything once it is closed."""
    it = Published()
    it.publisher.soon()
    it.publisher.close()
    it.hub.unsubscribe(it.panel)
    it.publisher.count(for_all=False)
    it.hub.unsubscribe(it.overlay)
    it.publisher.soon()
    assert it.publisher._timer is None
    await asyncio.sleep(0)
    assert it.made == 0
